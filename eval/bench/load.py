"""An hour's load in minutes: `python -m eval.bench.load [--seconds 300] [--clients 32] [--pause 2.5]`.

A `heshu serve` of its own over the sample reports.  First one client asks alone; then, for ``--seconds``, ``--clients``
ask through the API while two upload reports and one removes them, each of which has the index brought up to date.  A
client asks again ``--pause`` seconds after its answer, on the average: 2.5 in five minutes are 30 in an hour.  With 0
all ask again at once, and wait for each other.  The first third of the time, a minute at most, is warm-up.

Prints errors (what was not answered with its status), the server's memory after the warm-up and at the end with its
course between, and the 99th percentile as a multiple of the single client's median.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

from eval.bench.crowd import QUESTIONS
from eval.page.served import served
from heshu.app.journal import NAME

TIMEOUT = 120
ALONE = 60
"""Questions of the client that asks alone."""
UPLOADERS = 2
PAUSE = 2.0
"""Seconds between two uploads of one client, and between two removals."""
STATUSES = ("answered", "refused", "clarify")
UPLOADED = (
    "# 测试{department}局2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n"
    "2023年，测试{department}局年初预算{budget}.00万元，全年支出{spent}.00万元。\n"
)


@dataclass(slots=True)
class Load:
    """What was asked of a server, and what came of it; several threads write to it."""

    address: str
    until: float
    pause: float = 0.0
    asked: list[tuple[float, float]] = field(default_factory=list)
    """When each answer came, and after how many seconds."""
    errors: Counter[str] = field(default_factory=Counter)
    uploaded: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)

    def going(self) -> bool:
        """Say whether the time is not over."""
        return time.monotonic() < self.until


def send(address: str, method: str, body: bytes | None = None) -> dict[str, object]:
    """Send a request as the page's scripts and other programs do; raises `OSError` for what is refused."""
    headers = {"content-type": "application/json", "x-heshu": "page"}
    request = urllib.request.Request(address, body, headers, method=method)
    with urllib.request.urlopen(request, timeout=TIMEOUT) as given:
        found: dict[str, object] = json.load(given)
        return found


def ask(load: Load, question: str) -> None:
    """Ask once, and keep how long it took or what went wrong."""
    begun = time.monotonic()
    answer = send(f"{load.address}/api/ask", "POST", json.dumps({"question": question}).encode())
    if answer["status"] not in STATUSES:
        load.errors[f"status {answer['status']}"] += 1
    load.asked.append((time.monotonic(), time.monotonic() - begun))


def asking(load: Load, number: int) -> None:
    """Ask one question after another."""
    source = random.Random(number)
    while load.going():
        time.sleep(source.uniform(0, 2 * load.pause))
        tried(load, lambda: ask(load, source.choice(QUESTIONS)))


def uploading(load: Load, number: int) -> None:
    """Upload one report after another, each under a name of its own, and have them indexed."""
    source, count = random.Random(number), number
    while load.going():
        budget, department = source.randrange(50, 90), "".join("零一二三四五六七八九"[int(d)] for d in f"{count:03}")
        text = UPLOADED.format(department=department, budget=budget, spent=budget - 3)
        tried(load, lambda text=text, name=f"上传{count}.md": upload(load, name, text))  # type: ignore[misc]
        count += UPLOADERS
        time.sleep(PAUSE)


def upload(load: Load, name: str, text: str) -> None:
    """Upload a report and have it indexed."""
    given = send(f"{load.address}/page/files?name={quote(name)}", "PUT", text.encode())
    load.uploaded.append(str(given["file"]))
    send(f"{load.address}/page/index", "POST", b"")
    load.done["uploads"] += 1


def removing(load: Load, _: int) -> None:
    """Remove the oldest upload, so that there are about as many as before."""
    while load.going():
        time.sleep(PAUSE / UPLOADERS)
        if len(load.uploaded) > UPLOADERS:
            name = load.uploaded.pop(0)
            tried(load, lambda name=name: remove(load, name))  # type: ignore[misc]


def remove(load: Load, name: str) -> None:
    """Remove an upload."""
    send(f"{load.address}/page/files?name={quote(name)}", "DELETE")
    load.done["removals"] += 1


def tried(load: Load, call: Callable[[], None]) -> None:
    """Do something, and count what went wrong."""
    try:
        call()
    except HTTPError as error:
        with error:
            load.errors[f"{error.code} {error.read(200).decode(errors='replace')}"] += 1
    except (OSError, ValueError) as error:
        load.errors[repr(error)[:200]] += 1


def resident(index: Path) -> float:
    """Give the memory in MB of the process that serves an index, without those that it starts to read files."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            command = (status.parent / "cmdline").read_bytes().split(b"\0")
            if b"serve" in command and str(index).encode() in command:
                return next(int(row.split()[1]) / 1024 for row in status.open() if row.startswith("VmRSS"))
        except (OSError, StopIteration):
            continue
    raise SystemExit(f"no server over {index} was found")


def loaded(
    address: str, index: Path, seconds: float, clients: int, pause: float
) -> tuple[Load, list[tuple[float, float]]]:
    """Put the load on a server; give what came of it and its memory (MB) each second."""
    load = Load(address, time.monotonic() + seconds, pause)
    work = [(asking, n) for n in range(clients)] + [(uploading, n) for n in range(UPLOADERS)] + [(removing, 0)]
    threads = [threading.Thread(target=run, args=(load, number)) for run, number in work]
    for thread in threads:
        thread.start()
    memory = []
    while load.going():
        memory.append((time.monotonic(), resident(index)))
        time.sleep(1)
    for thread in threads:
        thread.join()
    return load, memory


def alone(address: str) -> list[float]:
    """Ask as the only client, and give the seconds of each question."""
    load = Load(address, 0)
    for number in range(ALONE):
        ask(load, QUESTIONS[number % len(QUESTIONS)])
    return [seconds for _, seconds in load.asked]


def growth(memory: Sequence[tuple[float, float]], since: float) -> tuple[float, float]:
    """Give the medians of memory in the first and in the last fifth of what came after the warm-up, in MB."""
    after = [size for when, size in memory if when >= since]
    fifth = max(1, len(after) // 5)
    return statistics.median(after[:fifth]), statistics.median(after[-fifth:])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--pause", type=float, default=2.5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as address:
        index = Path(folder) / "index"
        alone(address)  # what is made at the first question is made
        single = statistics.median(alone(address))
        load, memory = loaded(address, index, options.seconds, options.clients, options.pause)
        lines = [json.loads(line) for line in (index / NAME).read_text("utf-8").splitlines()]
    report(load, memory, single, min(60.0, options.seconds / 3))
    generations = len({line["generation"] for line in lines if "generation" in line})
    print(f"audit log:  {len(lines)} lines, {len(load.asked) + 2 * ALONE} answers, of {generations} generations")


def report(load: Load, memory: list[tuple[float, float]], single: float, warm_up: float) -> None:
    """Print what was measured."""
    since = memory[0][0] + warm_up
    first, last = growth(memory, since)
    slow = statistics.quantiles([seconds for _, seconds in load.asked], n=100)[98]
    print(f"alone:      median {single * 1000:.0f} ms")
    print(f"load:       {len(load.asked)} answers, {load.done['uploads']} uploads, {load.done['removals']} removals")
    print(f"errors:     {load.errors.total()} {dict(load.errors.most_common(5)) or ''}")
    print(
        f"memory:     {first:.0f} MB after {warm_up:.0f} s, {last:.0f} MB at the end: {(last / first - 1) * 100:+.1f}%"
    )
    print(f"            each tenth: {' '.join(f'{size:.0f}' for _, size in memory[:: max(1, len(memory) // 10)])}")
    print(f"percentile: 99% within {slow * 1000:.0f} ms, {slow / single:.1f} times the single median")


if __name__ == "__main__":
    main()
