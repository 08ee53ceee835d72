"""What a generation says of itself: its format, its model, what it holds."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from heshu.embedding.model import Embedder
from heshu.errors import DamagedIndex, EmbedderMismatch

MANIFEST = "manifest.json"
FORMAT = 4


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
    """Read the manifest of a generation; raises `DamagedIndex` where it cannot be understood."""
    try:
        values = json.loads((generation / MANIFEST).read_text("utf-8"))
        if values["format"] != FORMAT:
            raise DamagedIndex(
                f"索引“{generation}”是另一个版本的核数建的。请运行 heshu index --rebuild 重建",
                f"The index “{generation}” was built by another version. Run heshu index --rebuild",
            )
        return Manifest(**values)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedIndex(
            f"索引“{generation}”的说明文件读不出来（{error}）。请运行 heshu index --rebuild 重建",
            f"The manifest of “{generation}” cannot be read ({error}). Run heshu index --rebuild",
        ) from error


def require_model(manifest: Manifest, embedder: Embedder) -> None:
    """Raise `EmbedderMismatch`, saying what to do, where an index was built with another model than ``embedder``."""
    if embedder.fingerprint == manifest.fingerprint:
        return
    if embedder.name == manifest.embedder:
        raise EmbedderMismatch(
            f"向量模型“{embedder.name}”在建索引之后换过了。请运行 heshu index --rebuild 重建",
            f"The embedded model “{embedder.name}” has changed since the index was built. Run heshu index --rebuild",
        )
    raise EmbedderMismatch(
        f"索引是用向量模型“{manifest.embedder}”建的，现在用的是“{embedder.name}”。"
        f"请加 --embedder {manifest.embedder}，或运行 heshu index --rebuild 用新模型重建",
        f"The index was built with the embedded model “{manifest.embedder}”, not with “{embedder.name}”. "
        f"Use --embedder {manifest.embedder}, or rebuild it with heshu index --rebuild",
    )
