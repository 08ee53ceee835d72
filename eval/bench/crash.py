"""Kill Heshu at random moments and let the disk refuse its writes, and look whether the index is whole after each.

    python -m eval.bench.crash [--kills 300] [--errors 100] [--seed S] [--beside]

A folder of reports is changed at random (some added, some changed, some removed and pruned), and a process brings the
index up to date.  It is killed (SIGKILL) after a random time or at a random step, or the disk refuses: from the n-th
file or folder on that is made, renamed or removed, or where any file grows beyond a random size (which SQLite and
tantivy meet as well).  After each, the index has to hold what it held before or what it was to hold, every report once
with its own figure, every row in order (`heshu.library.health`); every tenth time the run is repeated unharmed
and has to complete.  Counts only runs that were really stopped.  Ends with status 1 where anything was lost, doubled
or half.  With ``--beside`` changes are written beside the index as of ten thousand reports, and what a run has read is
kept for the next one.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from docx import Document

from heshu.errors import HeshuError
from heshu.library.build import build
from heshu.library.health import examine
from heshu.library.library import Library

MODULES = ["heshu.library.build", "heshu.library.readers", "tantivy", "tokenizers", "docx"]
REFUSED, KILLED = 7, -9
"""How a run ends that said in words what is wrong, and one that was killed."""
STEPS = 60
"""Files and folders that a run makes, renames and removes, at most."""
MOST_REPORTS = 25
RUN = """
import errno, os, resource, signal, sys
from heshu.errors import IndexError_
from heshu.library import beside, resume
from heshu.library.build import build

made = 0

def watch(event, arguments):
    global made
    if event not in {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "sqlite3.connect"} or not arguments:
        return
    if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        return
    if str(arguments[0]).startswith(str(index)):
        made += 1
        if made == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if fail_from and made >= fail_from:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

if of_many:
    beside.LEAST, beside.PART, resume.LEAST = 0, 1, 2
if largest:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
sys.addaudithook(watch)
try:
    build([folder], index, prune=True)
except IndexError_ as error:
    os._exit(7 if error.message and error.english else 1)
"""


@dataclass
class Desk:
    """A folder of reports and its index, and what both are to hold: a report's name and the amount that it states."""

    home: Path
    source: random.Random
    files: dict[str, str] = field(default_factory=dict)
    indexed: dict[str, str] = field(default_factory=dict)
    made: int = 0
    of_many: bool = False
    """Whether the index is written as one of ten thousand reports is."""

    @property
    def folder(self) -> Path:
        """The folder of reports."""
        return self.home / "reports"

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.home / "index"

    def change(self) -> None:
        """Add, change or remove a report or some."""
        for _ in range(self.source.choice((1, 1, 2, 4))):
            kind = self.source.random()
            if self.files and kind < 0.25:
                self.write(self.source.choice(sorted(self.files)))
            elif self.files and (kind < 0.45 or len(self.files) >= MOST_REPORTS):
                name = self.source.choice(sorted(self.files))
                del self.files[name]
                (self.folder / name).unlink()
            else:
                self.made += 1
                self.write(
                    f"东岭县第{self.made}中学2023年度自评报告{self.source.choice(('.md', '.md', '.txt', '.docx'))}"
                )

    def write(self, name: str) -> None:
        """Write a report that states an amount of its own."""
        amount = f"{self.source.randrange(1, 10**6)}.{self.source.randrange(100):02}"
        office = name.partition("2023")[0]
        lines = (
            f"{office}2023年度部门整体支出绩效自评报告",
            "一、基本情况",
            f"{office}2023年全年支出{amount}万元，完成了全部任务。",
            "二、存在的问题",
            "项目前期准备不足。" * self.source.randrange(1, 30),
        )
        path = self.folder / name
        if path.suffix == ".docx":
            document = Document()
            for line in lines:
                document.add_paragraph(line)
            document.save(str(path))
        else:
            path.write_text("\n\n".join(lines), "utf-8")
        self.files[name] = amount


def held(index: Path) -> dict[str, str]:
    """Give the amount that the index holds of each report; ``""`` and doubles are made visible.

    Raises what `Library.open` raises.
    """
    library = Library.open(index)
    found: dict[str, str] = {}
    for card in library.cards:
        amounts = [figure.text for figure in library.figures(card.id) if "支出" in figure.label]
        name = card.source + ("（又一份）" if card.source in found else "")
        found[name] = "、".join(amount.removesuffix("万元") for amount in amounts)
    return found


def fault_in(desk: Desk) -> str:
    """Say what is wrong with the index; where nothing is, note what it holds."""
    try:
        now = held(desk.index)
        troubles = [trouble.english for trouble in examine(desk.index).troubles if trouble.harmful]
    except HeshuError as error:
        return error.english
    if now not in (desk.indexed, desk.files):
        return f"held {desk.indexed}, was to hold {desk.files}, holds {now}"
    desk.indexed = now
    return "; ".join(troubles)


Start = Callable[..., BaseProcess]


def starter() -> Start:
    """Give a function that starts a process with `RUN`; what takes long to import is there already."""
    context = get_context("forkserver")
    context.set_forkserver_preload(MODULES)

    def start(desk: Desk, *, kill_at: int = 0, fail_from: int = 0, largest: int = 0) -> BaseProcess:
        names = {"folder": desk.folder, "index": desk.index, "of_many": desk.of_many}
        limits = {"kill_at": kill_at, "fail_from": fail_from, "largest": largest}
        process = context.Process(target=exec, args=(RUN, names | limits))
        process.start()
        return process

    return start


def took(process: BaseProcess) -> float:
    """Wait for a run and give how long it took."""
    begun = time.monotonic()
    process.join()
    return time.monotonic() - begun


def kill(desk: Desk, start: Start, usual: float) -> int | None:
    """Kill a run within its usual time, at times at one of its steps; give its end."""
    if desk.source.random() < 0.3:
        process = start(desk, kill_at=desk.source.randrange(1, STEPS))
    else:
        process = start(desk)
        time.sleep(desk.source.uniform(0, usual * 1.1))
        process.kill()
    process.join()
    return process.exitcode


def refuse(desk: Desk, start: Start, _: float) -> int | None:
    """Let the disk refuse a run; give its end."""
    if desk.source.random() < 0.5:
        process = start(desk, fail_from=desk.source.randrange(1, STEPS))
    else:
        process = start(desk, largest=2 ** desk.source.randrange(4, 19))
    process.join()
    return process.exitcode


def tried(desk: Desk, start: Start, stop: Callable[[Desk, Start, float], int | None], wanted: int, end: int) -> int:
    """Stop runs until so many ended as they were to; print the counts and give the number of faults."""
    seen: Counter[str] = Counter()
    usual, tries, stopped, faults = 1.0, 0, 0, 0
    while stopped < wanted:
        tries += 1
        desk.change()
        ended = stop(desk, start, usual)
        stopped += ended == end
        wrong = "" if ended in {0, end} else f"ended with {ended}"
        wrong = wrong or fault_in(desk)
        seen["finished before" if ended == 0 else "old" if desk.indexed != desk.files else "new"] += 1
        if not wrong and tries % 10 == 0:
            process = start(desk)
            usual = took(process)
            wrong = fault_in(desk) or ("" if desk.indexed == desk.files else f"did not complete: {process.exitcode}")
        if wrong:
            faults += 1
            print(f"try {tries}: {wrong}")
    print(
        f"{stop.__name__}: {stopped} of {tries} runs stopped; the index then held the old reports {seen['old']} times, "
        f"the new ones {seen['new']} times; lost, doubled or half: {faults}",
        flush=True,
    )
    return faults


def main(arguments: Sequence[str] | None = None) -> None:
    """Kill and refuse; print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--errors", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beside", action="store_true")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home:
        desk, start = Desk(Path(home), random.Random(options.seed), of_many=options.beside), starter()
        desk.folder.mkdir()
        desk.write("东岭县第0中学2023年度自评报告.md")
        build([desk.folder], desk.index)
        if wrong := fault_in(desk):
            sys.exit(wrong)
        faults = tried(desk, start, kill, options.kills, KILLED) + tried(desk, start, refuse, options.errors, REFUSED)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
