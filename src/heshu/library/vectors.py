"""The vector index (Chroma): passage ids and their embeddings, nothing else; the catalogue holds the rest."""

from __future__ import annotations

import shutil
import sqlite3
import weakref
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from heshu.errors import DamagedIndex, NoVectorServer
from heshu.library import rows
from heshu.library import vectors_beside as beside
from heshu.library.links import link_tree
from heshu.library.vectors_beside import report_of

if TYPE_CHECKING:
    from chromadb import Collection as Chroma
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

Matrix = npt.NDArray[np.float32]
Batch = tuple[Sequence[str], Matrix]
"""Ids, and a row of the matrix (n, d) for each."""

_COLLECTION = "passages"
_DATABASE = "chroma.sqlite3"
WAIT = 30.0
"""Seconds that a server is waited for."""
PER_CALL = 5_000
"""Rows that are handed over at once; Chroma takes at most 5,461."""
# Measured on 64,564 passages: recall@10 against exact search is 0.966 by default, 0.993 with these.
_HNSW: CreateHNSWConfiguration = {"space": "cosine", "ef_search": 200, "max_neighbors": 32}
# Clients whose `Vectors` are gone; a program that serves generation after generation would run out of file handles.
# They are closed at the next opening, because a collection of garbage may come amid Chroma's own locks.
_DONE: deque[Client] = deque()
# Beyond this many rows the index is quicker than one product of matrices.
EXACT_ROWS = 20_000


def exact(matrix: Matrix, ids: Sequence[str], query: Matrix, limit: int) -> list[tuple[str, float]]:
    """Find the ``limit`` rows nearest to ``query`` (d) among ``matrix`` (n, d) as (id, cosine), best first.

    Rows and query are of length 1, or 0, which is like nothing.  Rows equally near keep their order.
    """
    cosines = matrix @ query
    best = np.argsort(-cosines, kind="stable")[: max(limit, 0)]
    return [(ids[row], float(cosines[row])) for row in best]


def build_vectors(folder: Path, ids: Sequence[str], matrix: Matrix) -> None:
    """Write an index of ``matrix`` (n, d), row i being ``ids[i]``, to ``folder``; see `write_vectors`."""
    write_vectors(folder, [(ids, matrix)])


def write_vectors(
    folder: Path, batches: Iterable[Batch], former: Path | None = None, stay: Collection[str] | None = None
) -> None:
    """Write an index of ids with their vectors, as they come, to ``folder``, which must not hold one yet.

    The rows of the index in ``former`` are taken over as they stand: for 19 rows more than 26,000 this takes 0.2 s,
    building all anew 24 s.  With ``stay`` (beginnings of ids) only those of these reports are, and what lies beside
    the former index comes into this one.

    Raises `DamagedIndex` where a folder is of no use, if the batches do not fit together, or if an id comes twice
    (Chroma would keep the old vector without a word).
    """
    if former is not None:
        _copy(former, folder)
    folder.mkdir(parents=True, exist_ok=True)
    plain = former is None or (former / rows.ROWS).is_file()
    if former is not None:
        gone = beside.load(former).gone if stay is not None else frozenset()
        rows.copy(former, folder, lambda key: stay is None or (report_of(key) in stay and report_of(key) not in gone))
    with _failures(folder), closing(_client(folder)) as client:
        if former is None:
            collection = client.create_collection(_COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None)
        else:
            collection = client.get_collection(_COLLECTION, embedding_function=None)
            if stay is not None:
                batches = chain(_settled(collection, beside.load(former), stay), batches)
        for ids, matrix in _new(batches, set()):
            _add(collection, ids, matrix)
            if plain:
                rows.append(folder, ids, matrix)


def _settled(collection: Chroma, old: beside.Beside, stay: Collection[str]) -> Iterator[Batch]:
    """Delete what is gone from a large index, and give the rows beside it that stay."""
    held = collection.get(include=[])["ids"]
    gone = [key for key in held if report_of(key) not in stay or report_of(key) in old.gone]
    for start in range(0, len(gone), PER_CALL):
        collection.delete(ids=gone[start : start + PER_CALL])
    rows = [row for row, key in enumerate(old.ids) if report_of(key) in stay]
    if rows:
        yield [old.ids[row] for row in rows], old.matrix[rows]


def write_beside(folder: Path, batches: Iterable[Batch], former: Path, lost: Mapping[str, int]) -> None:
    """Write the index of ``former`` with more rows, without the reports ``lost`` (beginning of ids -> passages).

    The large index is taken over as it stands and not even opened; beside it lies what came and what went since.
    Raises `DamagedIndex` as `write_vectors` does.
    """
    try:
        link_tree(former, folder, lambda _: False, lambda name: name.startswith((_DATABASE, beside.FILE)))
        _copy_database(former, folder)
        beside.save(folder, beside.changed(beside.load(former), _new(batches, set()), lost))
    except (sqlite3.Error, ValueError, OSError) as error:
        raise _damaged(folder, str(error)) from error


def _new(batches: Iterable[Batch], seen: set[str]) -> Iterator[Batch]:
    for ids, matrix in batches:
        _require_new(ids, matrix, seen)
        yield ids, matrix


def _copy(former: Path, folder: Path) -> None:
    with _failures(former):
        shutil.copytree(
            former, folder, ignore=shutil.ignore_patterns(f"{_DATABASE}*", beside.FILE, rows.ROWS, rows.IDS)
        )
        _copy_database(former, folder)


def _copy_database(former: Path, folder: Path) -> None:
    """Copy Chroma's database, to which it writes a row whenever it is opened: a plain copy could be torn."""
    with (
        closing(sqlite3.connect(f"{(former / _DATABASE).resolve().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(folder / _DATABASE)) as new,
    ):
        new.execute("PRAGMA synchronous=OFF")  # `publish` brings it to the disk
        old.backup(new)


def _require_new(ids: Sequence[str], matrix: Matrix, seen: set[str]) -> None:
    before = len(seen)
    seen.update(ids)
    if len(ids) != len(matrix) or len(seen) != before + len(ids):
        raise DamagedIndex(
            f"向量索引的编号({len(ids)} 个)有重复,或与向量({len(matrix)} 行)对不上。请重建索引。",
            f"{len(ids)} ids for {len(matrix)} vectors, or an id comes twice; rebuild the index",
        )


def _add(collection: Chroma, ids: Sequence[str], matrix: Matrix) -> None:
    for start in range(0, len(ids), PER_CALL):
        collection.add(ids=list(ids[start : start + PER_CALL]), embeddings=matrix[start : start + PER_CALL])


class Vectors:
    """An opened vector index."""

    def __init__(
        self, client: Client | None, where: Path | str, name: str = _COLLECTION, plain: rows.Rows | None = None
    ) -> None:
        self._client = client
        self._where = where
        self._rows = plain
        collection: Any = None if client is None else client.get_collection(name, embedding_function=None)
        self._collection = collection
        self._beside = beside.load(where) if isinstance(where, Path) else beside.NOTHING
        self._place = {key: row for row, key in enumerate(self._beside.ids)}
        self._large = len(plain.ids) if plain is not None else self._collection.count()
        self._dead = self._rows.of(self._beside.gone) if self._rows and self._beside.gone else []
        self._count = self._large - self._beside.less + len(self._place)
        if client is not None:
            weakref.finalize(self, _DONE.append, client).atexit = False

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the index in ``folder``.  Raises `DamagedIndex` where there is none or it is not whole."""
        if not (folder / _DATABASE).is_file():  # Chroma would make an empty one.
            raise _damaged(folder, f"no {_DATABASE}")
        while _DONE:
            _close(_DONE.pop())
        with _failures(folder):
            if plain := rows.load(folder):  # Chroma reads its graph to count: 1 s and 670 MB for 423,298 rows
                return cls(None, folder, plain=plain)
            client = _client(folder)
            try:
                return cls(client, folder)
            except BaseException:
                client.close()
                raise

    @classmethod
    def reach(cls, server: str, name: str, count: int) -> Self:
        """Open a collection of a Chroma server, ``http://HOST:PORT``, that holds so many rows.

        Raises `NoVectorServer` where the server is away or does not hold all of them.
        """
        while _DONE:
            _close(_DONE.pop())
        with _failures(server):
            client = _server(server)
            try:
                if name not in {one.name for one in _collections(client)}:
                    raise _lacking(server)
                found = cls(client, server, name)
            except BaseException:
                _close(client)
                raise
        if len(found) != count:
            raise _lacking(server)
        return found

    def search(self, query: Matrix, limit: int) -> list[tuple[str, float]]:
        """Find the ``limit`` passages nearest to ``query`` (d) as (id, cosine), best first.

        A query of length 0 finds nothing.
        """
        wanted = min(limit, self._count)
        if wanted < 1 or not np.any(query):
            return []
        found = self._nearest(query, wanted)
        if not self._place:
            return found
        more = exact(self._beside.matrix, self._beside.ids, query, wanted)
        return sorted([*found, *more], key=lambda one: -one[1])[:wanted]

    def _nearest(self, query: Matrix, limit: int) -> list[tuple[str, float]]:
        """Search the large index; where reports of it are gone, for more and more until enough are left."""
        if self._rows is not None:
            return self._rows.nearest(query, limit, self._dead)
        wanted = min(limit, self._large)
        while wanted:
            with _failures(self._where):
                near = self._collection.query(
                    query_embeddings=query[np.newaxis], n_results=wanted, include=["distances"]
                )
            distances = near["distances"] or [[]]
            pairs = zip(near["ids"][0], distances[0], strict=True)
            found = [(key, 1.0 - float(far)) for key, far in pairs if report_of(key) not in self._beside.gone]
            if len(found) >= min(limit, self._large - self._beside.less) or wanted == self._large:
                return found[:limit]
            wanted = min(2 * wanted, self._large)
        return []

    def get(self, ids: Sequence[str]) -> dict[str, Matrix]:
        """Fetch the vectors of ``ids`` that are there, each (d)."""
        held = {key: self._beside.matrix[self._place[key]] for key in ids if key in self._place}
        large = [key for key in ids if key not in held and report_of(key) not in self._beside.gone]
        if self._rows is not None:
            place, matrix = self._rows.place, self._rows.matrix
            return held | {key: np.asarray(matrix[place[key]]) for key in large if key in place}
        for start in range(0, len(large), PER_CALL):
            with _failures(self._where):
                found: Any = self._collection.get(ids=large[start : start + PER_CALL], include=["embeddings"])
            vectors = np.asarray(found["embeddings"], dtype=np.float32)
            held.update(zip(found["ids"], vectors, strict=True))
        return held

    def rows(self, ids: Sequence[str]) -> Batch:
        """Fetch the vectors of ``ids``, in their order.  Raises `DamagedIndex` where one is missing."""
        found = self.get(ids)
        if len(found) < len(ids):
            raise DamagedIndex(
                f"向量索引“{self._where}”里少了 {len(ids) - len(found)} 段的向量。请运行 heshu index --rebuild 重建",
                f"The vectors of {len(ids) - len(found)} passages are missing in “{self._where}”. "
                "Run heshu index --rebuild",
            )
        return ids, np.stack([found[key] for key in ids])

    def all(self) -> tuple[list[str], Matrix]:
        """Fetch every id and the vectors (n, d), for `exact` over an index of up to `EXACT_ROWS`."""
        if self._rows is not None:
            ids, matrix = list(self._rows.ids), np.asarray(self._rows.matrix)
        else:
            with _failures(self._where):
                found: Any = self._collection.get(include=["embeddings"])
            ids, matrix = list(found["ids"]), np.asarray(found["embeddings"], dtype=np.float32)
        if self._beside.gone:
            kept = [row for row, key in enumerate(ids) if report_of(key) not in self._beside.gone]
            ids, matrix = [ids[row] for row in kept], matrix[kept]
        if not self._place:
            return ids, matrix
        return [*ids, *self._beside.ids], np.concatenate([matrix, self._beside.matrix])

    def close(self) -> None:
        """Release the files; the index is of no use afterwards."""
        if self._client is not None:
            _close(self._client)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __len__(self) -> int:
        """How many passages there are."""
        return self._count


def _client(folder: Path) -> Client:
    """Chroma on a folder.  It keeps one client a path, so the path is spelled one way."""
    import chromadb  # noqa: PLC0415  (0.6 s)
    from chromadb.config import Settings  # noqa: PLC0415

    client = chromadb.PersistentClient(path=str(folder.resolve()), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)


def _server(address: str) -> Client:
    """Chroma at an address."""
    import chromadb  # noqa: PLC0415
    from chromadb.config import Settings  # noqa: PLC0415

    parts = urlsplit(address)
    secure = parts.scheme == "https"
    client = chromadb.HttpClient(
        host=parts.hostname or "",
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    found = cast("Client", client)
    for session in _sessions(found):
        session.timeout = WAIT
    return found


def _collections(client: Client) -> Iterator[Chroma]:
    """List a server's collections, a hundred at a time."""
    start = 0
    while some := client.list_collections(limit=100, offset=start):
        yield from some
        start += len(some)


def fill_server(server: str, name: str, count: int, batches: Iterable[Batch]) -> int:
    """Bring rows to a collection of a server, unless it holds as many; give how many were brought.

    Rows that are there already are written over, so that what was broken off can be done again.
    Raises `NoVectorServer` where the server is away.
    """
    with _failures(server), _closed(_server(server)) as client:
        held = client.get_or_create_collection(name, configuration={"hnsw": _HNSW}, embedding_function=None)
        if held.count() == count:
            return 0
        for ids, matrix in batches:
            held.upsert(ids=list(ids), embeddings=matrix)
        return count


@contextmanager
def _closed(client: Client) -> Iterator[Client]:
    try:
        yield client
    finally:
        _close(client)


def _close(client: Client) -> None:
    """Close a client for good: that of a server leaves its connections open by itself."""
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Client) -> list[Any]:
    """List a client's connections to a server (the second asks who it is); those on a folder have none.

    Chroma offers no way to close them, nor to say how long they wait: by itself for ever.
    """
    asking = (client, getattr(client, "_admin_client", None))
    found = (getattr(getattr(one, "_server", None), "_session", None) for one in asking)
    return [session for session in found if session is not None]


@contextmanager
def _failures(where: Path | str) -> Iterator[None]:
    """Chroma's failures in words: of a folder, or of a server."""
    import chromadb.errors  # noqa: PLC0415
    import httpx  # noqa: PLC0415

    try:
        yield
    except (
        chromadb.errors.ChromaError, sqlite3.Error, ValueError, RuntimeError, OSError, httpx.HTTPError,
    ) as error:  # fmt: skip
        raise (_damaged(where, str(error)) if isinstance(where, Path) else _away(where, str(error))) from error


def _away(server: str, why: str) -> NoVectorServer:
    return NoVectorServer(
        f"向量服务器 {server} 连不上或出错（{why}）。请检查服务器是否在运行、地址是否对；不用服务器时去掉 --vectors",
        f"The vector server {server} is away or failed ({why}). "
        "See whether it runs and the address is right; to do without it leave --vectors out",
    )


def _lacking(server: str) -> NoVectorServer:
    return NoVectorServer(
        f"向量服务器 {server} 上没有这个索引的向量，或没有传完。请在有索引的机器上运行 heshu index --vectors {server}",
        f"The vector server {server} does not hold this index's vectors, or not all. "
        f"Run heshu index --vectors {server} where the index is",
    )


def _damaged(folder: Path, why: str) -> DamagedIndex:
    return DamagedIndex(
        f"向量索引 {folder} 不能用:{why}。请重建索引。",
        f"the vector index {folder} cannot be used: {why}; rebuild the index",
    )
