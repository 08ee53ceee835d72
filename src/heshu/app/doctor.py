"""`heshu doctor`: the whole way from a file to an answer with the network shut, and the index looked at row by row."""

# ruff: noqa: PLC0415  (what is imported is part of what is watched)
from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from heshu.errors import HeshuError, NoIndex
from heshu.library.health import Health, Trouble, examine

NETWORK = frozenset(
    (
        *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect"),
    )
)
"""Python's audit events of reaching out (docs.python.org/3/library/audit_events.html)."""
LIBRARIES = ("heshu", "chromadb", "tantivy", "gradio", "llama-index-core", "pypdfium2", "python-docx", "numpy")
SAMPLE = """示例局2023年度部门整体支出绩效自评报告

一、预算执行情况
2023年，示例局全年预算1,000.00万元，实际支出985.00万元，预算执行率98.50%。
"""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the whole way: what it is, in Chinese and in English, and what failed, if anything did."""

    name: str
    english: str
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What `checkup` found: versions, steps, attempts to reach out, and the index's health (``None``: no index)."""

    versions: dict[str, str]
    steps: tuple[Step, ...]
    attempts: tuple[str, ...]
    health: Health | None

    @property
    def well(self) -> bool:
        """Say whether nothing needs to be done."""
        return not self.attempts and not any(s.failure for s in self.steps) and (not self.health or self.health.sound)


def checkup(index: Path) -> Checkup:
    """Run every step on a small report of our own, then look at ``index``.

    From here on this process reaches no network: Python cannot take such a watch off again.
    """
    attempts: list[str] = []

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in NETWORK:
            attempts.append(f"{event} {arguments[1:]!r}")
            raise OSError("heshu doctor lets nothing reach the network")

    sys.addaudithook(refuse)
    with TemporaryDirectory(prefix="heshu-") as folder:
        steps = tuple(_steps(Path(folder)))
    health = _health(index)
    return Checkup(_versions(), steps, tuple(attempts), health)


def _health(index: Path) -> Health | None:
    try:
        return examine(index)
    except NoIndex:
        return None
    except HeshuError as error:
        return Health("", 0, 0, 0, (Trouble(error.message, error.english),))


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version(), "system": platform.platform()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "-"
    return found


# ---------------------------------------------------------------- the whole way


def _steps(folder: Path) -> Sequence[Step]:
    reports, index = folder / "reports", folder / "index"
    reports.mkdir()
    (reports / "示例局2023.txt").write_text(SAMPLE, "utf-8")
    way: Sequence[tuple[str, str, Callable[[], str]]] = (
        ("读报告、建索引", "reading and indexing", lambda: _index(reports, index)),
        ("提问", "asking", lambda: _ask(index)),
        ("检索", "searching", lambda: _search(index)),
        ("体检", "auditing", lambda: _audit(index)),
        ("计算", "calculating", _calculate),
        ("网页", "the page", lambda: _page(index)),
    )
    return [Step(chinese, english, _failure(work)) for chinese, english, work in way]


def _failure(work: Callable[[], str]) -> str:
    """Do a step and say what failed: nothing, an unexpected result, or whatever it raised."""
    try:
        return work()
    except Exception as error:  # a doctor reports what is broken, whatever it is
        return f"{type(error).__name__}: {error}"


def _index(reports: Path, index: Path) -> str:
    from heshu.library.build import build

    built = build([reports], index)
    return "" if len(built.cards) == 1 else f"{len(built.cards)} reports, {built.unread}"


def _ask(index: Path) -> str:
    from heshu.asking.assistant import Assistant

    answer = Assistant.open(index).ask("示例局的预算执行率是多少？")
    return "" if [value.number for value in answer.values] == ["98.50"] else answer.text


def _search(index: Path) -> str:
    from heshu.asking.assistant import Assistant

    return "" if Assistant.open(index).search("全年预算", 1) else "0"


def _audit(index: Path) -> str:
    from heshu.app.examine import examine as audit

    checked = audit((), index, lambda done, total, name: None).checked
    return "" if [one.finding.verdict for one in checked] == ["consistent"] else f"{len(checked)}"


def _calculate() -> str:
    from heshu.checking.calculator import calculate

    result = calculate("985.00 ÷ 1,000.00").text
    return "" if result == "0.985" else result


def _page(index: Path) -> str:
    from heshu.app import pages
    from heshu.asking.assistant import Assistant

    pages.build(Assistant.open(index))
    return ""
