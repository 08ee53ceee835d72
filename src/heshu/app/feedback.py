"""What readers think of answers, one line of JSON each in a file beside the index, for `heshu eval` to take up."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from heshu.app import wire
from heshu.app.show import Turn
from heshu.errors import UsageError
from heshu.records import Answer

NAME = "feedback.jsonl"
VERDICTS = frozenset({"up", "down"})
WORD_LIMIT = 500
_LOCK = threading.Lock()


def note(index: Path, turns: Sequence[Turn], verdict: str, word: str) -> None:
    """Append what is thought of the last of ``turns``; raises `UsageError` where that cannot be told or written."""
    last = turns[-1].reply if turns else None
    if not isinstance(last, Answer) or verdict not in VERDICTS:
        raise UsageError("没有可以评价的回答", "There is no answer to judge")
    line = {
        "time": datetime.now(UTC).isoformat(timespec="seconds"),
        "question": turns[-1].question,
        "history": [turn.question for turn in turns[:-1] if isinstance(turn.reply, Answer)],
        "answer": wire.answer(last),
        "verdict": verdict,
        "word": word.strip()[:WORD_LIMIT],
    }
    try:
        with _LOCK, (index.absolute().parent / NAME).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UsageError(f"没有记下（{error.strerror}）。请告诉管理员", f"Not noted ({error.strerror})") from error
