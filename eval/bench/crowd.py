"""Several people at the page at once: `python -m eval.bench.crowd [--sessions 10] [--questions 30] [--pause 0]`.

Each session talks to a running `heshu serve` over the sample reports as the page's own script does, one question after
another: a conversation of its own, follow-ups among the questions.  An answer has come when the page would show it.
``--pause`` is how long a session reads before it asks on, in seconds, on the average; with 0 each asks again as soon as
its answer and what could be asked next are there.  With ``--hurried`` nobody looks at that or wants it: nothing is left
that can wait, so ten sessions without a pause have each other's answers before their own, as one process makes them.

Prints one session's median alone, the sessions' median together, their ratio, the slowest answer, and errors.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from eval.page.served import served

QUESTIONS = (
    *("南沙区委办2023年公用支出是多少", "那花都呢", "哪个部门的预算执行率最高", "市委办公厅预算执行率是多少"),
    *("市委办公厅财政拨款收入占总收入的比例算得对吗", "组织部存在哪些主要问题", "各部门自评得分从高到低排列"),
    *("南沙区委办人员经费占基本支出的比例是多少", "花都区府办基本支出是多少", "党政办公室项目支出是多少"),
)
TIMEOUT = 120
HEADERS = {"x-heshu": "page", "content-type": "application/json"}
_REPLY = re.compile(r'class="reply (\w+)')
_KEPT = re.compile(r'data-kept="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question: seconds until its answer was shown, and the answer's kind (``answered``, …)."""

    seconds: float
    kind: str


class Session:
    """A visitor of the page, without a browser: holds the conversation and one connection, as a browser does."""

    def __init__(self, address: str) -> None:
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=TIMEOUT)
        self._history: list[str] = []

    def ask(self, question: str, *, hurried: bool = False) -> Asked:
        """Ask and wait for the answer, and then, unless ``hurried``, for what could be asked next."""
        place = len(self._history)
        begun = time.perf_counter()
        came = self._post("ask", question=question, history=self._history, reports=None, place=place)
        turn = came.get("turn", "")
        seconds, kind = time.perf_counter() - begun, _REPLY.search(turn)
        kept = _KEPT.search(turn)
        if kind is None or kept is None or kind[1] == "failed":
            return Asked(seconds, "broken")
        self._history.append(question)
        if not hurried:
            self._post("next", turn=html.unescape(kept[1]), history=self._history, reports=None)
        return Asked(seconds, kind[1])

    def close(self) -> None:
        """Leave the page."""
        self._connection.close()

    def _post(self, what: str, **sent: object) -> dict[str, str]:
        self._connection.request("POST", f"/page/{what}", json.dumps(sent), HEADERS)
        with self._connection.getresponse() as answer:
            came = json.load(answer) if answer.status == 200 else {}
        return dict(came)


def talk(address: str, name: str, count: int, pause: float, *, hurried: bool = False) -> list[Asked]:
    """Hold one conversation; sessions begin at different questions."""
    source = random.Random(name)
    first, asked = source.randrange(len(QUESTIONS)), []
    with closing(Session(address)) as session:
        for number in range(count):
            time.sleep(source.uniform(0, 2 * pause))
            asked.append(session.ask(QUESTIONS[(first + number) % len(QUESTIONS)], hurried=hurried))
    return asked


def crowd(address: str, sessions: int, count: int, pause: float, *, hurried: bool = False) -> list[Asked]:
    """Hold several conversations at once."""
    with ThreadPoolExecutor(sessions) as pool:
        names = [f"s{sessions}x{n}" for n in range(sessions)]
        held = [pool.submit(talk, address, name, count, pause, hurried=hurried) for name in names]
        return [asked for one in held for asked in one.result()]


def errors(asked: Sequence[Asked]) -> int:
    """Count the questions that came to nothing."""
    return sum(one.kind not in ("answered", "refused", "clarify") for one in asked)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--pause", type=float, default=0.0)
    parser.add_argument("--hurried", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        crowd(address, 1, len(QUESTIONS), 0.0)  # what is made at the first question is made
        pause, hurried = options.pause, options.hurried
        alone = [one.seconds for one in talk(address, "alone", options.questions, pause, hurried=hurried)]
        together = crowd(address, options.sessions, options.questions, pause, hurried=hurried)
    one, many = statistics.median(alone), statistics.median(a.seconds for a in together)
    print(f"alone:    median {one * 1000:.0f} ms over {len(alone)} questions")
    print(f"together: median {many * 1000:.0f} ms over {len(together)} questions, {options.sessions} sessions")
    print(f"ratio:    {many / one:.1f}    slowest: {max(a.seconds for a in together):.2f} s")
    print(f"errors:   {errors(together)}")


if __name__ == "__main__":
    main()
