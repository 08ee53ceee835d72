"""The question files of the project and of the measuring data, each with its reports."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.generated.__main__ import generated, write
from eval.questions import facts, make
from heshu.asking.assistant import Assistant
from heshu.evaluation.evaluate import evaluate, read
from heshu.evaluation.result import Result
from heshu.evaluation.rules import Texts
from heshu.evaluation.texts import of_folder
from heshu.library.build import build

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "eval" / "questions"
GENERATED = (40, 1000, 1)
"""Reports, questions and seed of the generated set."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question file that was asked: its result, and the texts that quotes were held against."""

    name: str
    result: Result
    texts: Texts


@dataclass(frozen=True, slots=True)
class Set:
    """A question file, the folder of reports that it asks about, and the folder of their plain texts."""

    name: str
    questions: Path
    reports: Path
    texts: Path
    blind: bool = False
    """Whether nothing but the totals is to be looked at."""

    @property
    def missing(self) -> list[Path]:
        """The files and folders that are not there."""
        return [path for path in (self.questions, self.reports, self.texts) if not path.exists()]

    def assistant(self, folder: Path) -> Assistant:
        """Index the reports below a folder, once for all sets that ask about them, and open the index."""
        index = folder / f"index-of-{self.reports.parent.name}-{self.reports.name}"
        if not index.exists():
            build([self.reports], index)
        return Assistant.open(index)

    def asked(self, folder: Path) -> Asked:
        """Ask all questions; indexes are made below ``folder``."""
        texts = of_folder(self.texts)
        return Asked(
            self.name, evaluate(self.assistant(folder), read([self.questions]), [self.questions], texts), texts
        )


def shared_sets(shared: Path) -> Sequence[Set]:
    """List the question files of the measuring data."""
    reports = shared / "reports"
    names = ("questions", "questions-more")
    return [Set(name, shared / "eval" / f"{name}.jsonl", reports, reports) for name in names]


def samples(folder: Path) -> Set:
    """Give the questions on the samples of ``corpus/``; their plain texts are put below ``folder``."""
    return Set("samples", QUESTIONS / "samples.jsonl", ROOT / "corpus", sample_texts(folder / "samples"))


def ours(folder: Path) -> Sequence[Set]:
    """List the project's own question files; plain texts are put below ``folder``."""
    made = folder / "made"
    make.write_truth(facts.load(), made)
    reports = QUESTIONS / "reports"
    dev, heldout = (QUESTIONS / f"{name}.jsonl" for name in ("dev", "heldout"))
    return [
        samples(folder),
        Set("dev", dev, reports, made),
        Set("heldout", heldout, reports, made, blind=True),
        generated_set(folder / "generated", *GENERATED),
    ]


def generated_set(folder: Path, reports: int, questions: int, seed: int, styles: str = "five") -> Set:
    """Generate reports and questions into a folder, which gives the set its name."""
    write(generated(reports, questions, seed, styles), folder, seed)
    return Set(folder.name, folder / "questions.jsonl", folder / "reports", folder / "texts")


def sample_texts(folder: Path) -> Path:
    """Put the samples' plain texts into a folder: those that Word, PDF and HTML files are made from, and the others."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in [
        *(ROOT / "eval" / "samples").glob("*.txt"),
        *(ROOT / "corpus").glob("*.txt"),
        *(ROOT / "corpus").glob("*20*.md"),
    ]:
        shutil.copy(path, folder / path.name)
    return folder
