"""What an answerer gave, as the rules look at it: Heshu's answer, a line of an answer file, or a baseline's extract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from heshu.records import Answer


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation: the file that it names, and its words."""

    source: str
    quote: str

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        return PurePath(self.source).stem


@dataclass(frozen=True, slots=True)
class Given:
    """An answer: ``values`` are the headline ones, number and unit in one; ``verdicts`` are its calculations'."""

    status: str
    text: str = ""
    values: tuple[str, ...] = ()
    citations: tuple[Quoted, ...] = ()
    verdicts: tuple[str, ...] = ()


def of_answer(answer: Answer) -> Given:
    """Take what the rules look at from an answer."""
    return Given(
        status=answer.status.value,
        text=answer.text,
        values=tuple(f"{value.number}{value.unit}" for value in answer.values),
        citations=tuple(Quoted(cited.source, cited.quote) for cited in answer.citations),
        verdicts=tuple(made.verdict.value for made in answer.calculations),
    )


def of_line(line: Mapping[str, Any]) -> Given:
    """Take what the rules look at from a line of `heshu ask --batch`, or of a program that writes the same."""
    return Given(
        status=str(line.get("status")),
        text=line.get("text") or "",
        values=tuple(f"{value.get('number')}{value.get('unit') or ''}" for value in line.get("values") or ()),
        citations=tuple(Quoted(one.get("source") or "", one.get("quote") or "") for one in line.get("citations") or ()),
        verdicts=tuple(str(made.get("verdict")) for made in line.get("calculations") or ()),
    )
