"""The command that asks questions whose answers are known, and says how many were answered right."""

# ruff: noqa: PLC0415
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from heshu.app.choice import fitting
from heshu.app.manual import Command
from heshu.app.options import FOLDER, embedder_option, index_option, option, vectors_option
from heshu.app.speech import english, pick
from heshu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from heshu.asking.assistant import Assistant
    from heshu.evaluation.cases import Case
    from heshu.evaluation.importing import Reports
    from heshu.evaluation.result import Result

QUESTIONS = Path("questions.jsonl")


@click.command("eval", cls=Command, short_help="How often is it right?")
@click.argument("questions", nargs=-1, type=FOLDER, metavar="[QUESTIONS …]")
@index_option
@embedder_option
@vectors_option
@option(
    "--reports",
    "truth",
    type=FOLDER,
    metavar="FOLDER",
    zh="报告的纯文本，引文以它为准；默认用索引里的文字",
    en="Plain texts that quotes are held against; the index's own by default",
)
@option("--category", "categories", multiple=True, metavar="NAME", zh="只问这一类，可多次", en="This category only")
@option(
    "--import",
    "imports",
    type=FOLDER,
    multiple=True,
    metavar="FILE",
    zh="再问这些：.xlsx、.csv 题目表，或网页记下的 👍/👎（.jsonl）",
    en="Ask these too: a sheet (.xlsx, .csv), or the page's 👍/👎 (.jsonl)",
)
@option("--cases", type=FOLDER, metavar="OUT", zh="把导入的题写成题目文件", en="Write what was imported as questions")
@option("--json", "json_", type=FOLDER, metavar="OUT", zh="把结果写成 JSON 文件", en="Write the result as JSON")
@option("--html", "html", type=FOLDER, metavar="OUT", zh="把结果写成网页", en="Write the result as a page")
@option(
    "--fail", type=click.IntRange(0), default=10, metavar="N", zh="列出几道没答对的，默认 10", en="Failures shown; 10"
)
@option("--diff", nargs=2, type=FOLDER, metavar="A B", zh="比较两个结果文件", en="Compare two results")
def evaluate(  # noqa: PLR0917 - click passes them by name
    questions: tuple[Path, ...],
    index: Path,
    embedder: str | None,
    truth: Path | None,
    categories: tuple[str, ...],
    imports: tuple[Path, ...],
    cases: Path | None,
    json_: Path | None,
    html: Path | None,
    fail: int,
    diff: tuple[Path, Path] | None,
) -> int:
    """Ask questions whose answers are known, and count: right, wrong, refused, asked back.

      heshu eval QUESTIONS.jsonl
      heshu eval QUESTIONS.jsonl --json OUT.json --html OUT.html
      heshu eval --import OURS.xlsx --cases OURS.jsonl
      heshu eval --diff BEFORE.json AFTER.json

    A line of QUESTIONS is {"id", "category", "question", "history", "expect"}; a sheet has the columns
    问题, 答案 and 报告 (question, answer, report).

    Exit status: 0 where every question was answered right, 1 where one was not.
    """
    if diff:
        return _compare(*diff)
    from heshu.asking.assistant import Assistant
    from heshu.evaluation import evaluate as work

    assistant = Assistant.open(index, embedder)
    paths = questions or (() if imports else (QUESTIONS,))
    files = work.read(paths, imports) | _imported(imports, assistant, cases)
    result = _measured(assistant, work.chosen(files, categories), (*paths, *imports), truth)
    _show(result, fail)
    _write(result, json_, html)
    return 0 if all(not one.faults for one in result.outcomes) else 1


def _measured(
    assistant: Assistant, files: Mapping[str, Sequence[Case]], paths: Sequence[Path], truth: Path | None
) -> Result:
    from heshu.app.terminal import progress
    from heshu.evaluation.evaluate import evaluate, texts_of

    with progress() as show:
        return evaluate(assistant, files, paths, texts_of(truth, assistant.library), show)


def _imported(paths: Sequence[Path], assistant: Assistant, target: Path | None) -> dict[str, list[Case]]:
    from heshu.evaluation.importing import imported, write

    reports = _reports(assistant)
    found = {path.stem: imported(path, reports) for path in paths}
    for one in found.values():
        for line in one.left_out:
            click.echo(pick(line.message, line.english), err=True)
    if target:
        if not paths:
            raise UsageError("--cases 要和 --import 一起用", "--cases goes with --import")
        write([case for one in found.values() for case in one.cases], target)
        click.echo(pick(f"已写入 {target}", f"Written to {target}"), err=True)
    return {name: list(one.cases) for name, one in found.items()}


def _reports(assistant: Assistant) -> Reports:
    from heshu.asking.planning.scope import Gazetteer, scope
    from heshu.asking.wording.question import understand
    from heshu.evaluation.importing import Reports

    cards = {card.source: card for card in assistant.library.cards}
    gazetteer = Gazetteer(assistant.library.cards)

    def find(name: str) -> list[str]:
        ids = fitting(assistant.library.cards, name)
        return [source for source, card in cards.items() if card.id in ids]

    def whole(question: str, source: str) -> str:
        asked = understand(question)
        where = scope(asked.text, gazetteer, english=asked.english)
        if where.named or where.unknown:
            return question
        year = "" if where.years or not cards[source].year else f"{cards[source].year}年"
        return f"{cards[source].department}{year}{question}"

    return Reports(find, whole)


def _show(result: Result, fail: int) -> None:
    from heshu.evaluation import lines

    foreign = english()
    for line in lines.failures(result.outcomes, fail, english=foreign):
        click.echo(line)
    for line in lines.table(result, english=foreign):
        click.echo(line)
    for line in lines.measures(result.summaries["all"], result, english=foreign):
        click.echo(line)


def _write(result: Result, json_: Path | None, html: Path | None) -> None:
    from heshu.evaluation.page import page
    from heshu.evaluation.result import write, write_text

    if json_:
        write(result, json_)
    if html:
        write_text(html, page(result, english=english()))
    for path in filter(None, (json_, html)):
        click.echo(pick(f"已写入 {path}", f"Written to {path}"), err=True)


def _compare(before: Path, after: Path) -> int:
    from heshu.evaluation import lines
    from heshu.evaluation.diff import difference, incomparable
    from heshu.evaluation.result import read

    one, other = read(before), read(after)
    for name in incomparable(one, other):
        click.echo(pick(f"注意：两次的 {name} 不同", f"Mind: the two differ in {name}"), err=True)
    found = difference(one, other)
    for line in lines.changes(found, english=english()):
        click.echo(line)
    return 1 if found.worse or found.wrong else 0


COMMANDS = (evaluate,)
