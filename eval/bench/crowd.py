"""Several people at the page at once: `python -m eval.bench.crowd [--sessions 10] [--questions 30] [--pause 1]`.

Each session talks to a running `heshu serve` over the sample reports as the page's own script does, one question after
another: a conversation of its own, follow-ups among the questions.  An answer has come when the page would show it.
``--pause`` is how long a session reads before it asks on, in seconds, on the average; with 0 all ask again as soon as
they are answered, which no ten people do, and wait for each other: answers are made in one process.

Prints one session's median alone, the sessions' median together, their ratio, the slowest answer, and errors.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import secrets
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.page.served import served

QUESTIONS = (
    *("南沙区委办2023年公用支出是多少", "那花都呢", "哪个部门的预算执行率最高", "市委办公厅预算执行率是多少"),
    *("市委办公厅财政拨款收入占总收入的比例算得对吗", "组织部存在哪些主要问题", "各部门自评得分从高到低排列"),
    *("南沙区委办人员经费占基本支出的比例是多少", "花都区府办基本支出是多少", "党政办公室项目支出是多少"),
)
TIMEOUT = 120
_REPLY = re.compile(r'class=\\?"reply (\w+)')


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question: seconds until its answer was shown, and the answer's kind (``answered``, …)."""

    seconds: float
    kind: str


class Session:
    """A visitor of the page, without a browser."""

    def __init__(self, address: str, name: str) -> None:
        self._address, self._name = address, f"{name}-{secrets.token_hex(6)}"
        config = json.loads(self._get("/config"))
        composer = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "heshu-composer")
        submit = next(d["id"] for d in config["dependencies"] if [composer, "submit"] in d["targets"])
        self._call = {"data": [None], "fn_index": submit, "session_hash": self._name, "trigger_id": composer}

    def ask(self, question: str, number: int) -> Asked:
        """Ask and wait for the answer, and then for what could be asked next."""
        sent = {"question": question, "reports": None, "at": None, "name": f"{self._name}-{number}"}
        body = json.dumps({**self._call, "event_data": sent}).encode()
        begun, seconds, kinds = time.perf_counter(), 0.0, [""]
        self._get("/gradio_api/queue/join", body)
        for message in self._stream():
            shown = json.dumps(message.get("output", {}), ensure_ascii=False)
            found = _REPLY.findall(shown)
            if found and not seconds and found[-1] != "pending" and len(found) == number + 1:
                seconds, kinds = time.perf_counter() - begun, found
            if message["msg"] == "process_completed" and not message.get("success", True):
                kinds = ["broken"]
        return Asked(seconds or time.perf_counter() - begun, kinds[-1])

    def _get(self, path: str, body: bytes | None = None) -> bytes:
        request = urllib.request.Request(self._address + path, body, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            return bytes(answer.read())

    def _stream(self) -> Iterator[dict[str, Any]]:
        path = f"{self._address}/gradio_api/queue/data?session_hash={self._name}"
        with urllib.request.urlopen(path, timeout=TIMEOUT) as stream:
            for line in stream:
                if line.startswith(b"data:"):
                    message = json.loads(line.removeprefix(b"data:"))
                    yield message
                    if message["msg"] == "close_stream":
                        return


def talk(address: str, name: str, count: int, pause: float) -> list[Asked]:
    """Hold one conversation; sessions begin at different questions."""
    source = random.Random(name)
    session, first = Session(address, name), source.randrange(len(QUESTIONS))
    asked = []
    for number in range(count):
        time.sleep(source.uniform(0, 2 * pause))
        asked.append(session.ask(QUESTIONS[(first + number) % len(QUESTIONS)], number))
    return asked


def crowd(address: str, sessions: int, count: int, pause: float) -> list[Asked]:
    """Hold several conversations at once."""
    with ThreadPoolExecutor(sessions) as pool:
        held = [pool.submit(talk, address, f"s{sessions}x{n}", count, pause) for n in range(sessions)]
        return [asked for one in held for asked in one.result()]


def errors(asked: Sequence[Asked]) -> int:
    """Count the questions that came to nothing."""
    return sum(one.kind not in ("answered", "refused", "clarify") for one in asked)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=10)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--pause", type=float, default=1.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        crowd(address, 1, len(QUESTIONS), 0.0)  # what is made at the first question is made
        alone = [one.seconds for one in talk(address, "alone", options.questions, options.pause)]
        together = crowd(address, options.sessions, options.questions, options.pause)
    one, many = statistics.median(alone), statistics.median(a.seconds for a in together)
    print(f"alone:    median {one * 1000:.0f} ms over {len(alone)} questions")
    print(f"together: median {many * 1000:.0f} ms over {len(together)} questions, {options.sessions} sessions")
    print(f"ratio:    {many / one:.1f}    slowest: {max(a.seconds for a in together):.2f} s")
    print(f"errors:   {errors(together)}")


if __name__ == "__main__":
    main()
