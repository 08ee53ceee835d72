"""Heshu as one side of `python -m eval.bench`."""

from __future__ import annotations

from pathlib import Path

from eval.bench.sides import Ask
from heshu.asking.assistant import Assistant
from heshu.library.build import build


class Ours:
    """Heshu as `heshu index` and `heshu ask` run it."""

    def index(self, reports: Path, store: Path) -> None:
        """Read the texts of a folder, take sections, passages and figures, write and publish the index."""
        build([reports], store)

    def open(self, store: Path) -> Ask:
        """Open the index; the answer is the cited text."""
        assistant = Assistant.open(store)
        return lambda question: assistant.ask(question).text
