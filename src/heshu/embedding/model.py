"""Sentences to vectors: the packaged static model, or any model that sentence-transformers opens.

The packaged model is a table: a sentence's vector is the mean of its pieces' rows.  It is read here with numpy
alone, since importing sentence_transformers takes five seconds; the result is the same.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from heshu.errors import UsageError
from heshu.folding import fold

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Matrix = npt.NDArray[np.float32]

PACKAGED = "static-zh"
_FOLDER = Path(__file__).parent / PACKAGED
_TABLE = "model.safetensors"
_TOKENIZER = "tokenizer.json"
_BATCH = 1024


class Embedder(Protocol):
    """What turns texts into vectors.  ``fingerprint`` is the same only where the vectors are."""

    @property
    def name(self) -> str:
        """The name to show, and to open it by."""

    @property
    def fingerprint(self) -> str:
        """A hash of the weights, or the name where there are none to hash."""

    @property
    def dimensions(self) -> int:
        """The length of a vector."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Vectors (n, dimensions) of length 1; of length 0 where a text holds nothing that the model knows."""


def open_embedder(name: str | None = None) -> Embedder:
    """Open the packaged model (``None`` or ``"static-zh"``), or a sentence-transformers folder or name.

    Names are looked up on this machine only, unless the user has set ``HF_HUB_OFFLINE=0``.  Raises `UsageError`
    where there is no such model.
    """
    if name is None or name == PACKAGED:
        return packaged()
    return TransformerEmbedder(name)


@lru_cache(1)
def packaged() -> StaticEmbedder:
    """Open the model that the package brings, once."""
    return StaticEmbedder(_FOLDER, PACKAGED)


class StaticEmbedder:
    """A folder with one `StaticEmbedding` module: a tokenizer and a table (pieces, dimensions)."""

    def __init__(self, folder: Path, name: str | None = None) -> None:
        """Read the folder.  Raises `UsageError` where it does not hold the two files or they do not fit together."""
        self.name = name or str(folder)
        try:
            self._tokenizer = _read_tokenizer(folder / _TOKENIZER)
            self._table = _read_table(folder / _TABLE)
            self.fingerprint = _hash(folder / _TABLE, folder / _TOKENIZER)
        except (OSError, KeyError, ValueError) as error:
            raise _unusable(self.name, error) from error
        if len(self._table) < self._tokenizer.get_vocab_size():
            raise _unusable(self.name, "tokenizer.json and model.safetensors do not fit together")
        self.dimensions = int(self._table.shape[1])

    def encode(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`; texts are folded first (`heshu.folding`)."""
        batches = [self._encode(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dimensions), np.float32)

    def pieces(self, text: str) -> tuple[list[str], list[int]]:
        """Cut one text, folded, into the tokenizer's pieces, with their rows in the table."""
        encoding = self._tokenizer.encode(fold(text), add_special_tokens=False)
        kept = [(piece.strip("▁"), row) for piece, row in zip(encoding.tokens, encoding.ids, strict=True)]
        return [piece for piece, _ in kept if piece], [row for piece, row in kept if piece]

    def rows(self, ids: Sequence[int]) -> Matrix:
        """Look up the vectors (n, d) of pieces, each of length 1."""
        return normalised(self._table[list(ids)])

    def _encode(self, texts: Sequence[str]) -> Matrix:
        folded = [fold(text) for text in texts]
        encoded = self._tokenizer.encode_batch_fast(folded, add_special_tokens=False)
        sums = np.stack([self._table[encoding.ids].sum(axis=0, dtype=np.float32) for encoding in encoded])
        return normalised(sums)


class TransformerEmbedder:
    """Any model that sentence-transformers opens."""

    def __init__(self, name: str) -> None:
        """Load it.  Raises `UsageError` where there is no such folder, and no such name on this machine."""
        # Without a network a name would hang for a minute.
        offline = os.environ.setdefault("HF_HUB_OFFLINE", "1").lower() not in {"0", "false", "no", "off"}
        folder = Path(name)
        if _looks_like_folder(name) and not folder.is_dir():
            raise _unusable(name, "no such folder")
        self._model = _load(name, offline)
        self.name = name
        self.dimensions = int(self._model.get_embedding_dimension())
        self.fingerprint = _hash(*sorted(folder.rglob("*.safetensors"))) if folder.is_dir() else name

    def encode(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        rows = self._model.encode(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return normalised(rows)


def normalised(matrix: npt.ArrayLike) -> Matrix:
    """Bring rows (n, d) to length 1; zero rows stay."""
    rows = np.asarray(matrix, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


def _load(name: str, offline: bool) -> Any:
    """``offline`` is said twice: who imported the hub's library before has frozen its environment."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415  (5 s)

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=offline)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise _unusable(name, error) from error


def _looks_like_folder(name: str) -> bool:
    """Hub names are ``name`` or ``owner/name``."""
    return name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1


def _read_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer  # noqa: PLC0415

    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except OSError:
        raise
    except Exception as error:  # tokenizers raises nothing narrower
        raise ValueError(f"{path.name}: {error}") from error
    tokenizer.no_padding()
    return tokenizer


def _read_table(path: Path) -> npt.NDArray[np.float16]:
    from safetensors import SafetensorError  # noqa: PLC0415
    from safetensors.numpy import load_file  # noqa: PLC0415

    try:
        table: npt.NDArray[np.float16] = load_file(path)["embedding.weight"]
    except SafetensorError as error:
        raise ValueError(f"{path.name}: {error}") from error
    return table


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _unusable(name: str, why: object) -> UsageError:
    return UsageError(
        f"向量模型“{name}”打不开:{why}。请给出本机上的模型文件夹,或不加 --embedder 使用自带模型。",
        f"the embedded model {name!r} cannot be opened: {why}; give a folder on this machine, "
        "or leave --embedder out to use the packaged one",
    )
