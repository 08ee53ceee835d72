"""What a person sees on the terminal: tables, answers, progress.  The one door to rich."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from heshu.app.speech import english, pick, reason
from heshu.app.wire import Record
from heshu.records import Answer, Calculation, Card, Citation, FigureKind, Hit, Span, Unread, Verdict

if TYPE_CHECKING:
    from heshu.asking.checks.checkup import Checked, Quoted

WIDE = 1000
"""Columns where the output is no terminal: a row stays on one line."""

_VERDICTS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.CONSISTENT: ("一致", "consistent"),
    Verdict.INCONSISTENT: ("不一致", "inconsistent"),
    Verdict.COMPUTED: ("", ""),
    Verdict.NOTE: ("请留意", "worth a look"),
}
_COUNTS = (("年度", "Year"), ("页", "Pages"), ("章节", "Sections"), ("段落", "Passages"), ("数", "Figures"))
_KINDS: Mapping[FigureKind, str] = {
    FigureKind.AMOUNT: "金额",
    FigureKind.SHARE: "占比",
    FigureKind.RATE: "比率",
    FigureKind.CHANGE: "增减",
    FigureKind.POINTS: "百分点",
    FigureKind.SCORE: "得分",
    FigureKind.COUNT: "数量",
    FigureKind.MULTIPLE: "倍数",
    FigureKind.DATE: "日期",
}


def _console(*, stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDE
    return console


# ---------------------------------------------------------------- progress


@contextmanager
def progress(last: str = "", *, shown: bool = True) -> Iterator[Callable[[int, int | None, str], None]]:
    """Show a bar on stderr while the work goes on, if that is a terminal: how much, how fast, how much longer.

    Yields a function of (done, in all or ``None``, what is at hand); ``last`` says what goes on once all are done.
    """
    console = _console(stderr=True)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TextColumn(pick("还要", "left"), markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, in_all: int | None, name: str) -> None:
            bar.update(task, total=in_all, completed=done, description=name or last)

        yield show


class _Rate(ProgressColumn):
    """How many a second, of late."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(pick(f"每秒 {speed:.1f}", f"{speed:.1f}/s") if speed else "", "progress.data.speed")


# ---------------------------------------------------------------- reports

LISTED = 200
"""Reports listed at most after a run: of more nobody reads a table."""


def worth_listing(cards: Sequence[Card], changed: Collection[str]) -> tuple[Sequence[Card], str]:
    """Choose what to list after a run: all reports, or of many those whose sources have changed; and what to say."""
    if len(cards) <= LISTED:
        return cards, ""
    new = [card for card in cards if card.source in changed]
    said = pick(
        f"只列出本次新收和更新的{f'前 {LISTED} 份' if len(new) > LISTED else '报告'}，全部见 heshu status",
        f"Listed: {f'the first {LISTED}' if len(new) > LISTED else 'all'} read in this run; heshu status shows all",
    )
    return sorted(new, key=lambda card: card.source)[:LISTED], said


def show_reports(cards: Sequence[Card], unread: Sequence[Unread]) -> None:
    """Show a row for each report; then, over the whole width, what there is to say of a file: why it was not read."""
    console = _console()
    if cards:
        console.print(_reports(cards))
    notes = [(c.source, "；".join(w.rstrip("。") for w in c.warnings), "") for c in cards if c.warnings]
    notes += _unread(unread)
    if notes:
        console.print(_notes(notes))


def _unread(unread: Iterable[Unread]) -> list[tuple[str, str, str]]:
    return [(file.source, pick("未读：", "Not read: ") + reason(file), "yellow") for file in unread]


def _reports(cards: Sequence[Card]) -> Table:
    table = _table()
    table.add_column(pick("文件", "File"), overflow="fold", ratio=3)
    table.add_column(pick("部门", "Department"), overflow="fold", ratio=3)
    for chinese, other in _COUNTS:
        table.add_column(pick(chinese, other), justify="right", no_wrap=True)
    for card in sorted(cards, key=lambda card: card.source):
        counts = (card.year, card.pages, card.sections, card.passages, card.figures)
        shown = [Text(str(count)) if count else Text("–", "dim") for count in counts]
        table.add_row(Text(card.source), Text(card.department or card.title), *shown)
    return table


def _notes(notes: Iterable[tuple[str, str, str]]) -> Table:
    table = _table()
    table.add_column(pick("文件", "File"), overflow="fold", ratio=1)
    table.add_column(pick("说明", "Note"), overflow="fold", ratio=3)
    for source, note, style in notes:
        table.add_row(Text(source, style), Text(note, style))
    return table


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")


def say(*lines: str) -> None:
    """Write lines as they are; the terminal wraps them, so that they can be copied whole."""
    for line in lines:
        _console().print(Text(line), soft_wrap=True)


# ---------------------------------------------------------------- answers


def show_answer(given: Answer, *, explain: bool = False) -> None:
    """Show the text, what was calculated, then the quotes by number; ``explain`` adds how it came about."""
    console = _console()
    console.print(Text(given.text), soft_wrap=True)
    if given.calculations:
        say("", *(f"{pick('核算：', 'Check: ')}{checked(made)}" for made in given.calculations))
    for cited in given.citations:
        console.print()
        console.print(Text(f"[{cited.marker}] {where(cited)}", "cyan"), soft_wrap=True)
        console.print(Text(f"    “{' '.join(cited.shown.split())}”"), soft_wrap=True)
    if explain:
        say("", *explained(given))


def checked(made: Calculation) -> str:
    """Say a calculation as people write it, and whether what is stated agrees with it."""
    result = f"{made.expression} = {made.result}{made.unit}"
    if made.stated is None:
        return result
    stated = pick(f"所写为 {made.stated}{made.unit}", f"stated: {made.stated}{made.unit}")
    return "，".join(part for part in (result, stated, pick(*_VERDICTS[made.verdict])) if part)


def where(cited: Citation) -> str:
    """Say where a quote stands: file, headings, page, and how sure its recognition was if it is of a scan."""
    place = _where(cited.source, cited.section, cited.page)
    if cited.confidence is None:
        return place
    return place + pick(f" · 由扫描件识别，把握 {cited.confidence}%", f" · from a scan, {cited.confidence}% sure")


def _where(source: str, section: Sequence[str], page: int | None) -> str:
    paged = "" if page is None else pick(f"第{page}页", f"page {page}")
    return " · ".join(part for part in (source, " › ".join(section), paged) if part)


def explained(given: Answer) -> list[str]:
    """Say how an answer came about: how the question was understood, programs, places of the quotes, time."""
    lines = [f"{pick('理解为：', 'Understood as: ')}{given.plan}"] if given.plan else []
    lines += [f"{pick('程序：', 'Program: ')}{made.program}" for made in given.calculations]
    places = [f"[{c.marker}] {c.start}–{c.end}" for c in given.citations]
    lines += [f"{pick('原文位置（字）：', 'Characters of the source: ')}{'，'.join(places)}"] if places else []
    return [*lines, f"{pick('用时：', 'Time: ')}{given.seconds:.2f} {pick('秒', 's')}"]


def show_hits(hits: Iterable[tuple[Hit, str]]) -> None:
    """Show passages, the best first, each under its place; pairs of a hit and its source."""
    console, found = _console(), list(hits)
    if not found:
        say(pick("没有找到相关段落。", "No passage was found."))
    for rank, (hit, source) in enumerate(found, 1):
        place = _where(source, hit.passage.path, hit.passage.page)
        console.print(Text(f"{rank}. {place}  ({hit.score:.2f})", "cyan"), soft_wrap=True)
        console.print(Text(f"   {' '.join(hit.passage.text.split())}"), soft_wrap=True)
        console.print()


# ---------------------------------------------------------------- figures


def show_figures(rows: Sequence[Record]) -> None:
    """Show figures as `heshu.app.wire.figure` writes them, report by report."""
    console = _console()
    for source in dict.fromkeys(row["source"] for row in rows):
        own = [row for row in rows if row["source"] == source]
        console.print(Text(f"{source} · {own[0]['department']}", "bold cyan"), soft_wrap=True)
        console.print(_figures(own))
    say(pick(f"共 {len(rows)} 个数", f"{len(rows)} figures"))


def _figures(rows: Sequence[Record]) -> Table:
    table = _table()
    table.add_column(pick("指标", "Label"), overflow="fold", ratio=4)
    table.add_column(pick("期间", "Period"), overflow="fold")
    table.add_column(pick("限定", "Qualifier"), overflow="fold")
    table.add_column(pick("数值", "Value"), justify="right", no_wrap=True)
    table.add_column(pick("单位", "Unit"), no_wrap=True)
    table.add_column(pick("类型", "Kind"), no_wrap=True)
    paged = any(row["page"] for row in rows)
    if paged:
        table.add_column(pick("页", "Page"), justify="right", no_wrap=True)
    for row in rows:
        kind = row["kind"] if english() else _KINDS[FigureKind(row["kind"])]
        values = (row["label"], row["period"], row["qualifier"], row["value"], row["unit"], kind)
        table.add_row(*map(Text, values), *([Text(str(row["page"] or ""))] if paged else []))
    return table


# ---------------------------------------------------------------- the audit


_KINDS_OF_FINDING: Mapping[Verdict, tuple[str, str, str]] = {
    Verdict.INCONSISTENT: ("不一致", "Inconsistent", "bold red"),
    Verdict.NOTE: ("提示", "Worth a look", "bold yellow"),
    Verdict.CONSISTENT: ("相符", "Consistent", "bold green"),
}


def show_audit(
    cards: Sequence[Card],
    found: Mapping[Verdict, Sequence[Checked]],
    unread: Sequence[Unread],
    *,
    everything: bool = False,
) -> None:
    """Show what does not agree, report by report, then the notes, then (``everything``) what holds; then the count.

    ``found`` is in the order in which it is shown.
    """
    console = _console()
    for verdict, of_verdict in found.items():
        if of_verdict and (everything or verdict is not Verdict.CONSISTENT):
            chinese, other, style = _KINDS_OF_FINDING[verdict]
            count = len(of_verdict)
            console.print(Text(pick(f"{chinese}（{count} 处）", f"{other} ({count})"), style))
            _show_findings(of_verdict)
    if unread:
        console.print(_notes(_unread(unread)))
    say(*_nothing(cards, found), _checked_in_all(len(cards), found, everything))


def _nothing(cards: Sequence[Card], found: Mapping[Verdict, Sequence[Checked]]) -> list[str]:
    checked_ = {one.stated.citation.report_id for of_verdict in found.values() for one in of_verdict}
    without = [card.source for card in cards if card.id not in checked_]
    said = pick("没有可以互相推算的数：", "No figures that follow from one another: ")
    return [said + pick("、", ", ").join(without)] if without else []


def _checked_in_all(reports: int, found: Mapping[Verdict, Sequence[Checked]], everything: bool) -> str:
    if not reports:
        return pick("没有一份报告能读", "Not one report could be read")
    wrong, notes, right = (len(found[verdict]) for verdict in _KINDS_OF_FINDING)
    in_all = wrong + notes + right
    if not in_all:
        return pick("没有核对任何数", "No figure was checked")
    chinese = f"核对了 {in_all} 处：{wrong} 处不一致" if wrong else f"没有发现算错的数，核对了 {in_all} 处"
    other = f"Reports: {reports}. Checked: {in_all}; inconsistent: {wrong}; worth a look: {notes}; consistent: {right}"
    more = pick("。加 --all 列出相符的", ". --all lists what holds") if right and not everything else ""
    return pick(f"{reports} 份报告，{chinese}，{notes} 处提示，{right} 处相符", other) + more


def _show_findings(found: Sequence[Checked]) -> None:
    console, source = _console(), ""
    for number, one in enumerate(found, 1):
        if one.stated.citation.source != source:
            source = one.stated.citation.source
            console.print(Text(source, "cyan"), soft_wrap=True)
        console.print(Text(f"{number}. {one.finding.message}", "bold"), soft_wrap=True)
        for line in _backed(one):
            console.print(Text("   ") + line, soft_wrap=True)
    console.print()


def _backed(one: Checked) -> Iterator[Text]:
    """Give the lines that back a finding: its formula, then each place with the figures that stand there."""
    if formula := _formula(one.finding.calculation):
        yield Text(pick("算式：", "Formula: ") + formula)
    for place in one.citations:
        here = [quoted for quoted in (one.stated, *one.operands) if quoted.citation.marker == place.marker]
        label = pick("原文：", "Source: ") if one.stated in here else pick("依据：", "Backed by: ")
        told = pick("，", ", ").join(dict.fromkeys(map(_figure_told, here)))
        yield Text(f"{label}{told} · {_where('', place.section, place.page)}")
        yield _quote(place.shown, [quoted.mark for quoted in here])


def _formula(made: Calculation) -> str:
    """Give the formula; none where a figure is compared with another just as it is."""
    if " " not in made.expression:
        return ""
    return checked(replace(made, stated=None) if made.verdict is Verdict.NOTE else made)


def _figure_told(quoted: Quoted) -> str:
    figure = quoted.figure
    label = f"{figure.label}占{figure.whole}" if figure.whole and "占" not in figure.label else figure.label
    return f"{label} {figure.qualifier}{figure.value:,f}{figure.unit}"


def _quote(shown: str, marks: Iterable[Span]) -> Text:
    text = Text(f"   “{shown}”".replace("\n", " "), "dim")
    for mark in marks:
        text.stylize("bold not dim", mark.start + 4, mark.end + 4)
    return text
