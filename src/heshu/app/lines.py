"""Question lines in, one line of JSON out for each, in their order; no line ends the run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from heshu.app.speech import pick
from heshu.app.wire import Record, line
from heshu.errors import HeshuError, IndexError_
from heshu.patterns import regex

_HALF = regex("[\ud800-\udfff]")
_BLANK = "\ufeff \t\r\n"

Trouble = Callable[[int, Exception], None]
"""Called with a line's number and the error that nobody foresaw there."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question line: ``history`` holds the earlier questions of the conversation, oldest first."""

    number: int
    id: str | int | None = None
    question: str = ""
    history: tuple[str, ...] = ()


class BadLineError(HeshuError):
    """A question line that cannot be understood; ``asked`` is what could be taken from it."""

    def __init__(self, asked: Asked, chinese: str, english: str) -> None:
        super().__init__(f"第 {asked.number} 行{chinese}", f"Line {asked.number} {english}")
        self.asked = asked


def decoded(rows: Iterable[bytes]) -> Iterator[str]:
    """Read rows as UTF-8; a byte that is none becomes half a character, which `understood` refuses."""
    return (row.decode("utf-8", "surrogateescape") for row in rows)


def each(
    rows: Iterable[str], work: Callable[[Asked], Record], failed: Callable[[Asked, str], Record], trouble: Trouble
) -> Iterator[str]:
    """Write ``work`` of each question line; where it cannot be done, ``failed`` with the reason in words.

    Blank lines give nothing.  Raises `IndexError_`: without an index no line can be worked on.
    """
    for number, row in enumerate(rows, 1):
        if row.strip(_BLANK):
            yield line(_one(number, row, work, failed, trouble))


def _one(
    number: int, row: str, work: Callable[[Asked], Record], failed: Callable[[Asked, str], Record], trouble: Trouble
) -> Record:
    asked = Asked(number)
    try:
        asked = understood(number, row)
        return work(asked)
    except BadLineError as error:
        return failed(error.asked, words(error))
    except IndexError_:
        raise
    except HeshuError as error:
        return failed(asked, words(error))
    except Exception as error:
        # Thousands of other questions wait; this one is told of on stderr and in the exit status.
        trouble(number, error)
        return failed(
            asked, pick(f"第 {number} 行没有做成，程序出错了", f"Line {number} failed: an error in the program")
        )


def words(error: HeshuError) -> str:
    """Say an error in the user's language."""
    return pick(error.message, error.english)


def understood(number: int, row: str) -> Asked:
    """Read a question line ``{"id"?, "question", "history"?}``; raises `BadLineError`."""
    task = _object(number, row)
    identifier = task.get("id")
    if not isinstance(identifier, str | int | None):
        raise BadLineError(Asked(number), "的 id 应为文字或整数", "needs a string or a whole number as its id")
    named = Asked(number, identifier)
    question, history = task.get("question"), task.get("history") or []
    if not isinstance(question, str):
        raise BadLineError(named, "没有文字的 question", 'has no "question" that is a string')
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise BadLineError(named, "的 history 应为问题的列表", 'needs a list of questions as its "history"')
    return Asked(number, identifier, whole(question), tuple(map(whole, history)))


def _object(number: int, row: str) -> dict[str, Any]:
    if _HALF.search(row):
        raise BadLineError(
            Asked(number), "不是 UTF-8 编码。请把文件另存为 UTF-8", "is not UTF-8. Save the file in that encoding"
        )
    try:
        task = json.loads(row.strip(_BLANK))
    except (ValueError, RecursionError) as error:
        raise BadLineError(Asked(number), "不是有效的 JSON", "is not valid JSON") from error
    if not isinstance(task, dict):
        raise BadLineError(Asked(number), "应为 JSON 对象", "should be a JSON object")
    return task


def whole(text: str) -> str:
    """Replace halves of characters, which no index can be asked for."""
    return _HALF.sub("\ufffd", text)
