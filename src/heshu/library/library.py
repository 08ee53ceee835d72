"""An index opened to read: one whole generation behind one small interface."""

from __future__ import annotations

import hashlib
import os
import shutil
import weakref
from collections.abc import Collection
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import mkdtemp
from threading import RLock
from typing import TYPE_CHECKING

import numpy as np

from heshu.embedding.model import Embedder, StaticEmbedder, open_embedder, packaged
from heshu.errors import DamagedIndex, ReadingError
from heshu.folding import fold
from heshu.library import archives
from heshu.library.address import address
from heshu.library.catalogue import Catalogue
from heshu.library.generations import current, held, published
from heshu.library.manifest import read_manifest, require_model
from heshu.library.vectors import FolderVectors, Vectors
from heshu.library.vectors_server import ServerVectors
from heshu.library.words import Words
from heshu.records import Card, Passage, Unread

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _moved(source: str) -> ReadingError:
    return ReadingError(
        f"“{source}”的原文件已改动或移走，不能显示原样；索引里的文字还是当时读到的。请运行 heshu index 更新",
        f"The file “{source}” has been changed or moved since it was read. Run heshu index",
    )


class Library:
    """One published generation of an index.  Open it with `Library.open`; it never changes under a reader.

    Any number of threads may read it.  ``report``, ``places``, ``sections``, ``passages`` and ``figures`` take a
    report's id and give what `Catalogue` gives; they remember the last ones asked for.
    """

    def __init__(self, index: Path, generation: Path, embedder: str | Embedder | None = None) -> None:
        self.index = index
        self.generation = generation
        if (handle := held(generation)) is not None:
            weakref.finalize(self, os.close, handle)
        self.manifest = read_manifest(generation)
        self.catalogue = Catalogue(generation)
        self.cards: tuple[Card, ...] = self.catalogue.cards()
        self.unread: tuple[Unread, ...] = self.catalogue.unread()
        self._whole("catalog", sum(card.passages for card in self.cards))
        self._embedder = embedder
        self._opening = RLock()
        self.report = lru_cache(64)(self.catalogue.report)
        self.places = lru_cache(64)(self.catalogue.places)
        self.sections = lru_cache(256)(self.catalogue.sections)
        self.passages = lru_cache(256)(self.catalogue.passages)
        self.figures = lru_cache(256)(self.catalogue.figures)

    @classmethod
    def open(cls, index: Path, embedder: str | Embedder | None = None) -> Library:
        """Open the published generation; ``embedder`` is a name for `heshu.embedding.model.open_embedder`, or opened.

        Raises `NoIndex` where there is none, `DamagedIndex` where it is not whole, and on the first search
        `EmbedderMismatch` where it was built with another embedded model.
        """
        generation = current(index)
        try:
            return cls(index, generation, embedder)
        except DamagedIndex:
            if published(index) in (None, generation.name):
                raise
        return cls.open(index, embedder)  # two generations were published meanwhile, and this one was removed

    def latest(self) -> Library:
        """Give this library, or the one of a newer generation where one was published since."""
        name = published(self.index)
        return self if name in (None, self.generation.name) else Library.open(self.index, self._embedder)

    def _writable(self, name: str) -> Path:
        """Give the folder of a part; tantivy writes a lock even to read, so where it may not, a copy."""
        folder = self.generation / name
        if not folder.is_dir() or os.access(folder, os.W_OK):
            return folder
        copy = Path(mkdtemp(prefix="heshu-"))
        weakref.finalize(self, shutil.rmtree, copy, ignore_errors=True)
        for path in sorted(folder.rglob("*")):  # without the rights, which `shutil.copytree` would copy too
            place = copy / path.relative_to(folder)
            place.mkdir() if path.is_dir() else shutil.copyfile(path, place)
        return copy

    def _whole(self, part: str, passages: int) -> None:
        if passages != self.manifest.passages:
            raise DamagedIndex(
                f"索引“{self.generation}”不完整：{part} 有 {passages} 段，应有 {self.manifest.passages} 段。"
                "请运行 heshu index --rebuild 重建",
                f"The index “{self.generation}” is not whole: {part} holds {passages} passages instead of "
                f"{self.manifest.passages}. Run heshu index --rebuild",
            )

    @cached_property
    def card_of(self) -> dict[str, Card]:
        """Report id -> card."""
        return {card.id: card for card in self.cards}

    def original(self, report_id: str) -> bytes:
        """Give the bytes of a report's file, as it was read.

        Raises `ReadingError` where the file has been changed or taken away since, `KeyError` for an unknown id.
        """
        card = self.card_of[report_id]
        path = Path(self.catalogue.paths()[card.source][1])
        try:
            with archives.unpacked(path) as file:
                data = file.read_bytes()
        except OSError as error:
            raise _moved(card.source) from error
        if hashlib.sha256(data).hexdigest() != report_id:
            raise _moved(card.source)
        return data

    def passages_by_id(self, ids: Collection[str]) -> dict[str, Passage]:
        """Passages by id."""
        return self.catalogue.passages_by_id(ids)

    def mentions(self, words: str) -> bool:
        """Whether some report's text holds these words, folded."""
        hits = self.words.search(words, 5)
        passages = self.passages_by_id([key for key, _ in hits])
        return any(words in fold("".join(passage.path) + passage.text) for passage in passages.values())

    @cached_property
    def words(self) -> Words:
        """The word index."""
        with self._opening:
            words = Words.open(self._writable("words"))
            self._whole("words", len(words))
            return words

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors."""
        with self._opening:
            server = address()
            if server:
                return ServerVectors.reach(server, self.manifest)
            vectors = FolderVectors(self.generation / "vectors")
            self._whole("vectors", len(vectors))
            return vectors

    @property
    def embedder(self) -> Embedder:
        """The embedded model that the index was built with; `EmbedderMismatch` where another one was asked for."""
        with self._opening:
            if self._embedder is None or isinstance(self._embedder, str):
                self._embedder = open_embedder(self._embedder)
            require_model(self.manifest, self._embedder)
            return self._embedder

    def words_model(self) -> StaticEmbedder:
        """The packaged static model, whose rows compare words, whatever model the index was built with."""
        return self.embedder if isinstance(self.embedder, StaticEmbedder) else packaged()

    def encode(self, text: str) -> NDArray[np.float32]:
        """The vector of one text."""
        vector: NDArray[np.float32] = self.embedder.encode([text])[0]
        return vector
