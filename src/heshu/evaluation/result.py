"""A run as one record, what it was made with, and the file that holds it."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from heshu.errors import UsageError
from heshu.evaluation import cases
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.metrics import Share, Summary
from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.rules import Fault
from heshu.library.library import Library

FORMAT = 1
LIBRARIES = ("heshu", "tantivy", "chromadb", "numpy", "tokenizers")


@dataclass(frozen=True, slots=True)
class Made:
    """What a run was made with, so that two results can be compared, and one repeated.

    ``commit`` is that of the program's own checkout, empty where it is installed otherwise, and ends with ``+``
    where files differ from it; ``questions`` maps each question file to the SHA-256 of its bytes, ``seeds`` those
    that were generated to their seed; ``memory`` is the largest resident memory in MB, ``seconds`` the whole run.
    """

    time: str
    commit: str
    answerer: str
    generation: str
    corpus: str
    embedder: str
    fingerprint: str
    reports: int
    questions: Mapping[str, str]
    seeds: Mapping[str, int]
    versions: Mapping[str, str]
    machine: str
    seconds: float
    memory: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """A run: what it was made with, its summaries by category (``all`` the last), its outcomes."""

    made: Made
    summaries: Mapping[str, Summary]
    outcomes: tuple[Outcome, ...]


def made(library: Library, files: Sequence[Path], seconds: float, answerer: str = "heshu") -> Made:
    """Say what a run over an index was made with."""
    held = library.manifest
    return Made(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=commit(Path(__file__).parent),
        answerer=answerer,
        generation=library.generation.name,
        corpus=held.corpus,
        embedder=held.embedder,
        fingerprint=held.fingerprint,
        reports=held.reports,
        questions={path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
        seeds={path.stem: seed for path in files if (seed := seed_of(path)) is not None},
        versions={"python": platform.python_version()} | {name: _version(name) for name in LIBRARIES},
        machine=f"{platform.system()} {platform.machine()}",
        seconds=round(seconds, 3),
        memory=memory(),
    )


def seed_of(questions: Path) -> int | None:
    """Read the seed of a generated question file from ``about.json`` beside it; ``None`` where there is none."""
    about = questions.with_name("about.json")
    if not about.is_file():
        return None
    held = json.loads(about.read_text("utf-8"))
    return int(held["seed"]) if held.get("questions") == questions.name else None


def commit(folder: Path) -> str:
    """Give the commit of the checkout that a folder is in, with a ``+`` where it was changed since; or nothing."""
    head = _git(folder, "rev-parse", "HEAD")
    tracked = head and _git(folder, "ls-files", "--error-unmatch", Path(__file__).name)
    if not tracked:
        return ""
    return head + ("+" if _git(folder, "status", "--porcelain", "--untracked-files=no") else "")


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", *arguments],  # noqa: S607 - whichever git the user has
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def memory() -> float | None:
    """Give the largest resident memory of this process so far, in MB; ``None`` on Windows, which does not tell."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415 - not there on Windows

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB on Linux, bytes on macOS
    return round(most / (1e6 if sys.platform == "darwin" else 1e6 / 1024), 1)


# ---------------------------------------------------------------- the file


def wire(result: Result) -> dict[str, Any]:
    """Give a result as plain data."""
    return {
        "format": FORMAT,
        "made": asdict(result.made),
        "summary": {name: _summary(one) for name, one in result.summaries.items()},
        "cases": [_outcome(one) for one in result.outcomes],
    }


def _summary(one: Summary) -> dict[str, Any]:
    return asdict(one) | {
        "interval": list(one.interval),
        "found": {str(depth): asdict(share) for depth, share in one.found.items()},
    }


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        "file": one.file,
        **cases.wire(one.case),
        "ending": one.ending.value,
        "faults": [asdict(fault) for fault in one.faults],
        "seconds": round(one.seconds, 5),
        "ranks": list(one.ranks),
        "given": asdict(one.given),
    }


def write(result: Result, path: Path) -> None:
    """Write a result file (JSON, UTF-8), a line a case."""
    held = wire(result)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in held.pop("cases"))
    head = json.dumps(held, ensure_ascii=False, indent=1)
    write_text(path, f'{head[:-2]},\n "cases": [\n{lines}\n]}}\n')


def write_text(path: Path, text: str) -> None:
    """Write a text file (UTF-8) with the folders above it.  Raises `UsageError` where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"写不进“{path}”：{error.strerror}", f"Cannot write “{path}”: {error.strerror}") from error


def read(path: Path) -> Result:
    """Read a result file.  Raises `UsageError` where it is none."""
    try:
        held = json.loads(path.read_text("utf-8"))
        if held["format"] != FORMAT:
            raise ValueError(f"format {held['format']}")
        return Result(
            made=Made(**held["made"]),
            summaries={name: _read_summary(one) for name, one in held["summary"].items()},
            outcomes=tuple(map(_read_outcome, held["cases"])),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"“{path}”不是 heshu eval --json 写的结果（{error}）",
            f"“{path}” is no result of heshu eval --json ({error})",
        ) from error


def _read_summary(one: Mapping[str, Any]) -> Summary:
    shares = {name: Share(**one[name]) for name in ("citations", "recall", "figures")}
    found = {int(depth): Share(**share) for depth, share in one["found"].items()}
    return Summary(**{**one, **shares, "interval": tuple(one["interval"]), "found": found})


def _read_outcome(one: Mapping[str, Any]) -> Outcome:
    given = one["given"]
    return Outcome(
        file=one["file"],
        case=cases.case(one),
        given=Given(
            given["status"],
            given["text"],
            tuple(given["values"]),
            tuple(Quoted(**cited) for cited in given["citations"]),
            tuple(given["verdicts"]),
        ),
        faults=tuple(Fault(**fault) for fault in one["faults"]),
        ending=Ending(one["ending"]),
        seconds=one["seconds"],
        ranks=tuple(one["ranks"]),
    )
