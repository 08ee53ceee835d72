"""An index opened to read: one whole generation behind one small interface."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from heshu.embedding.model import Embedder, StaticEmbedder, open_embedder, packaged
from heshu.errors import DamagedIndex, EmbedderMismatch
from heshu.library.catalogue import Catalogue
from heshu.library.generations import current, published
from heshu.library.vectors import Vectors
from heshu.library.words import Words
from heshu.records import Card, Figure, Passage, Report, Section, Unread

if TYPE_CHECKING:
    from numpy.typing import NDArray

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    format: int
    embedder: str
    fingerprint: str
    dimensions: int
    reports: int
    passages: int
    figures: int
    corpus: str
    """SHA-256 over the reports' sources and ids, in order."""


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises `DamagedIndex` where it cannot be understood."""
    try:
        manifest = Manifest(**json.loads((generation / MANIFEST).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise DamagedIndex(
            f"索引“{generation}”的说明文件读不出来（{error}）。请运行 heshu index --rebuild 重建",
            f"The manifest of “{generation}” cannot be read ({error}). Run heshu index --rebuild",
        ) from error
    if manifest.format != FORMAT:
        raise DamagedIndex(
            f"索引“{generation}”是另一个版本的核数建的。请运行 heshu index --rebuild 重建",
            f"The index “{generation}” was built by another version. Run heshu index --rebuild",
        )
    return manifest


class Library:
    """One published generation of an index.  Open it with `Library.open`; it never changes under a reader."""

    def __init__(self, index: Path, generation: Path, embedder: str | None = None) -> None:
        self.index = index
        self.generation = generation
        self._embedder_name = embedder
        self.manifest = read_manifest(generation)
        self._catalogue = Catalogue(generation)
        self.cards: tuple[Card, ...] = self._catalogue.cards()
        self.unread: tuple[Unread, ...] = self._catalogue.unread()
        self.report = lru_cache(64)(self._report)
        self.sections = lru_cache(256)(self._sections)
        self.passages = lru_cache(256)(self._passages)
        self.figures = lru_cache(256)(self._figures)

    @classmethod
    def open(cls, index: Path, embedder: str | None = None) -> Library:
        """Open the published generation; ``embedder`` as `heshu.embedding.model.open_embedder` takes it.

        Raises `NoIndex` where there is none, `DamagedIndex` where it is not whole, and on the first search
        `EmbedderMismatch` where it was built with another embedded model.
        """
        return cls(index, current(index), embedder)

    def latest(self) -> Library:
        """This library, or the one of a newer generation where one was published since."""
        name = published(self.index)
        return self if name in (None, self.generation.name) else Library.open(self.index, self._embedder_name)

    @cached_property
    def card_of(self) -> dict[str, Card]:
        """Report id -> card."""
        return {card.id: card for card in self.cards}

    def _report(self, report_id: str) -> Report:
        """One report with its text; `KeyError` for an unknown id."""
        return self._catalogue.report(report_id)

    def _sections(self, report_id: str) -> tuple[Section, ...]:
        return self._catalogue.sections(report_id)

    def _passages(self, report_id: str) -> tuple[Passage, ...]:
        return self._catalogue.passages(report_id)

    def _figures(self, report_id: str) -> tuple[Figure, ...]:
        return self._catalogue.figures(report_id)

    def passages_by_id(self, ids: Collection[str]) -> dict[str, Passage]:
        """Passages by id."""
        return self._catalogue.passages_by_id(ids)

    @cached_property
    def words(self) -> Words:
        """The word index."""
        return Words.open(self.generation / "words")

    @cached_property
    def vectors(self) -> Vectors:
        """The vectors."""
        return Vectors.open(self.generation / "vectors")

    @cached_property
    def embedder(self) -> Embedder:
        """The embedded model that the index was built with; `EmbedderMismatch` where another one was asked for."""
        embedder = open_embedder(self._embedder_name)
        if embedder.fingerprint != self.manifest.fingerprint:
            raise EmbedderMismatch(
                f"索引是用“{self.manifest.embedder}”建的，现在用的是“{embedder.name}”。"
                f"请加 --embedder {self.manifest.embedder}，或运行 heshu index --rebuild 重建",
                f"The index was built with “{self.manifest.embedder}”, not with “{embedder.name}”. "
                f"Use --embedder {self.manifest.embedder}, or rebuild with heshu index --rebuild",
            )
        return embedder

    def words_model(self) -> StaticEmbedder:
        """The packaged static model, whose rows compare words, whatever model the index was built with."""
        return self.embedder if isinstance(self.embedder, StaticEmbedder) else packaged()

    def encode(self, text: str) -> NDArray[np.float32]:
        """The vector of one text."""
        vector: NDArray[np.float32] = self.embedder.encode([text])[0]
        return vector
