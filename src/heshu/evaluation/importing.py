"""Users' own questions as cases: a sheet of questions and answers, and the 👍 and 👎 that the page kept.

A sheet (.xlsx, .csv) has a row of heads, found by their words, then a row a question:

=====================  ==========================================================================================
问题 / question        the question
答案 / answer          what is right.  Each number with a unit is a figure that is wanted, a number alone too; “对”,
                       “不对” are verdicts; else the words are wanted (、 or ； between several).  “没有”, “未提及”,
                       “无法回答” and the like want a refusal.  The head may name a unit: 答案（万元）
单位 / unit            optional: the unit of a number that stands alone
报告 / report          optional: a file name, or a part of a department or title, which the answer has to cite; a
                       question that names no department is asked about this one
类别 / category        optional
=====================  ==========================================================================================

A line of feedback is ``{"time", "question", "history", "answer", "verdict": "up" | "down", "word"}``; ``answer`` is
what `heshu ask --json` writes.  👍 wants what was given again.  👎 wants the figures of ``word`` where the user wrote
any there, and otherwise only that the same answer is not given again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from heshu.errors import UsageError
from heshu.evaluation.cases import Case, case, wire
from heshu.evaluation.given import of_line
from heshu.evaluation.numbers import squeeze
from heshu.evaluation.result import write_text
from heshu.evaluation.wanted import LONGEST_WORDS, expected, unit_named, written_numbers
from heshu.patterns import regex
from heshu.reading import separated, workbook

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Reports:
    """What an import asks of the index.

    ``find`` gives the sources of the reports that a name fits; ``whole`` the question with the name of a source's
    department and year, where it names no department itself.
    """

    find: Callable[[str], Collection[str]]
    whole: Callable[[str, str], str] = lambda question, source: question


HEADS: Mapping[str, re.Pattern[str]] = {
    "question": regex(r"^(问题|提问|题目|问句|question|query)(?!.*(答|answer))", re.IGNORECASE),
    "answer": regex(r"(答案|标准答案|参考答案|应答|回答|answer|expected|gold)", re.IGNORECASE),
    "unit": regex(r"^(计量|数值)?单位$|^unit$", re.IGNORECASE),
    "report": regex(r"(报告|来源|出处|文件|部门|单位|report|source|file)", re.IGNORECASE),
    "category": regex(r"(类别|类型|分类|题型|category|type|kind)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that became no case, and why."""

    message: str
    english: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gave: cases, and the rows that became none."""

    cases: tuple[Case, ...]
    left_out: tuple[LeftOut, ...]


def imported(path: Path, reports: Reports) -> Imported:
    """Read a sheet or a file of feedback.  Raises `UsageError`, and what the readers raise."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(READERS)
        raise UsageError(f"“{path}”不能导入。可以导入：{known}", f"“{path}” cannot be imported. What can: {known}")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"打不开“{path}”：{error.strerror}", f"Cannot open “{path}”: {error.strerror}") from error
    found = list(reader(data, path.stem, reports))
    return Imported(
        tuple(one for one in found if isinstance(one, Case)), tuple(one for one in found if isinstance(one, LeftOut))
    )


def write(cases: Sequence[Case], path: Path) -> None:
    """Write cases as a question file."""
    write_text(path, "".join(json.dumps(wire(one), ensure_ascii=False) + "\n" for one in cases))


# ---------------------------------------------------------------- sheets


def _workbook(data: bytes, name: str, reports: Reports) -> Iterator[Case | LeftOut]:
    pages, _ = workbook.sheets(data)
    for sheet, rows in pages:
        yield from _of_rows(rows, f"{name}-{sheet}" if len(pages) > 1 else name, reports)


def _separated(data: bytes, name: str, reports: Reports) -> Iterator[Case | LeftOut]:
    return _of_rows(separated.rows(data)[0], name, reports)


def _of_rows(rows: Sequence[Row], name: str, reports: Reports) -> Iterator[Case | LeftOut]:
    at = next((n for n, row in enumerate(rows) if {"question", "answer"} <= _columns(row).keys()), None)
    if at is None:
        raise UsageError(
            f"“{name}”里没有“问题”和“答案”两列的表头", f"“{name}” has no row of heads with question and answer"
        )
    columns = _columns(rows[at])
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {key: row[column].strip() if column < len(row) else "" for key, column in columns.items()}
        if any(cells.values()):
            head = rows[at][columns["answer"]]
            yield _of_cells(_sorted(cells, unit_named(head)), f"{name}-{number:03d}", reports)


def _columns(row: Row) -> dict[str, int]:
    """Find the columns by their heads; each column is one thing, the first that fits."""
    found: dict[str, int] = {}
    for column, head in enumerate(row):
        key = next((k for k, pattern in HEADS.items() if k not in found and pattern.search(head.strip())), None)
        if key:
            found[key] = column
    return found


def _sorted(cells: Mapping[str, str], usual: str) -> dict[str, str]:
    """Take 单位 for the unit of the number where a cell of it is one, and for the department where it is not."""
    cell = cells.get("unit", "")
    unit = unit_named(cell)
    report = cells.get("report") or ("" if unit else cell)
    return {**cells, "unit": unit or usual, "report": report}


def _of_cells(cells: Mapping[str, str], name: str, reports: Reports) -> Case | LeftOut:
    question, answer, report = (cells.get(key, "") for key in ("question", "answer", "report"))
    if not question or not answer:
        return LeftOut(f"{name}：没有问题或没有答案，未导入", f"{name}: left out, it has no question or no answer")
    sources = sorted(reports.find(report)) if report else []
    if report and len(sources) != 1:
        many = f"有 {len(sources)} 份" if sources else "没有"
        return LeftOut(
            f"{name}：索引里叫“{report}”的报告{many}，未导入",
            f"{name}: left out, {len(sources)} reports of the index are called “{report}”",
        )
    wanted = expected(answer, tuple(PurePath(source).stem for source in sources), cells.get("unit", ""))
    asked = reports.whole(question, sources[0]) if sources else question
    return Case(name, cells.get("category") or "imported", asked, wanted)


# ---------------------------------------------------------------- feedback


def _feedback(data: bytes, name: str, reports: Reports) -> Iterator[Case | LeftOut]:
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        if line.strip():
            key = f"{name}-{number:03d}"
            try:
                yield _of_feedback(json.loads(line), key)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                yield LeftOut(f"{key}：看不懂，未导入（{error}）", f"{key}: left out, not understood ({error})")


def _of_feedback(line: Mapping[str, Any], name: str) -> Case:
    answer = line["answer"]
    wanted = {"up": _again, "down": _otherwise}[line["verdict"]](answer, line.get("word") or "")
    held = {"id": name, "category": f"feedback-{line['verdict']}", "question": line["question"]}
    return case({**held, "history": line.get("history") or [], "expect": wanted})


def _again(answer: Mapping[str, Any], word: str) -> dict[str, Any]:
    """Want the status, the values and the citations again that a user found right."""
    given = of_line(answer)
    values = [{"value": one["number"], "unit": one.get("unit") or ""} for one in answer.get("values") or ()]
    cited = [{"source": one.stem, "contains": one.quote} for one in given.citations]
    return {"status": given.status, "numbers": values, "citations": cited}


def _otherwise(answer: Mapping[str, Any], word: str) -> dict[str, Any]:
    """Want the figures that a user wrote, or else that the answer is another one."""
    if figures := [{"value": f"{one.value:f}", "unit": one.unit} for one in written_numbers(word)]:
        return {"status": "answered", "numbers": figures}
    given = of_line(answer)
    kept_out = list(given.values) or [squeeze(given.text)[:LONGEST_WORDS]]
    return {"status": "answered|refused|clarify", "none_of": kept_out}


READERS: Mapping[str, Callable[[bytes, str, Reports], Iterator[Case | LeftOut]]] = {
    ".xlsx": _workbook,
    ".xlsm": _workbook,
    ".csv": _separated,
    ".tsv": _separated,
    ".jsonl": _feedback,
}
