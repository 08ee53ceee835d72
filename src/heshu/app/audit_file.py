"""An audit to hand on: as rows for a workbook, and as a document with what is wrong first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from heshu.app.documents import Block, Document, Heading, Paragraph, Quote
from heshu.app.show import place_of, with_unit, year
from heshu.app.wording import Language, rule, say
from heshu.app.workbook_file import Cell, Sheet
from heshu.asking.checks.checkup import WORST_FIRST, Checked
from heshu.records import Card, Verdict

_HEADINGS = {Verdict.INCONSISTENT: "audit_wrong", Verdict.NOTE: "audit_notes", Verdict.CONSISTENT: "consistent"}
_HEADS = (
    *("verdict_head", "department", "year_head", "rule_head", "finding_head", "audit_stated", "audit_expected"),
    *("unit_head", "audit_formula", "quote_head", "place_head"),
)
Found = Mapping[str, Sequence[Checked]]
"""Report id -> its findings."""


def sheet(cards: Sequence[Card], found: Found, language: Language) -> Sheet:
    """Write a row a finding, what is inconsistent first."""
    ordered = [one for verdict in WORST_FIRST for one in _of(cards, found, verdict)]
    heads = tuple(say(language, key) for key in _HEADS)
    return Sheet(say(language, "audit"), heads, tuple(_row(one, language) for one in ordered))


def _of(cards: Sequence[Card], found: Found, verdict: Verdict) -> list[Checked]:
    return [one for card in cards for one in found[card.id] if one.verdict is verdict]


def _row(one: Checked, language: Language) -> tuple[Cell, ...]:
    finding, place = one.finding, one.stated.citation
    return (
        say(language, _HEADINGS[one.verdict]),
        place.department,
        place.year,
        rule(language, finding.rule),
        finding.message,
        finding.stated.value,
        finding.expected,
        finding.stated.unit,
        _formula(one),
        "\n".join(f"[{cited.marker}] {cited.shown}" for cited in one.citations),
        "\n".join(f"[{cited.marker}] {place_of(cited, language)}" for cited in one.citations),
    )


def _formula(one: Checked) -> str:
    made = one.finding.calculation
    return f"{made.expression} = {with_unit(made.result, made.unit)}"


def document(cards: Sequence[Card], found: Found, language: Language, time: str) -> Document:
    """Write the audit as a document."""
    names = [f"{card.department or card.title} · {year(card.year, language)}" for card in cards]
    counts = [len(_of(cards, found, verdict)) for verdict in WORST_FIRST]
    tally = say(language, "audit_tally", count=sum(counts), wrong=counts[0], notes=counts[1], right=counts[2])
    blocks: list[Block] = [Heading(say(language, "audit")), Paragraph("\n".join(names)), Paragraph(tally)]
    for verdict in WORST_FIRST:
        blocks += _group(_of(cards, found, verdict), verdict, language)
    note = f"{say(language, 'exported_from', time=time)} {say(language, 'audit_about')}"
    return (*blocks, Paragraph(note))


def _group(of: Sequence[Checked], verdict: Verdict, language: Language) -> Iterator[Block]:
    if of:
        yield Heading(f"{say(language, _HEADINGS[verdict])}（{len(of)}）", 2)
    for number, one in enumerate(of, 1):
        place = one.stated.citation
        who = f"{place.department or place.title} · {year(place.year, language)} · {rule(language, one.finding.rule)}"
        yield Heading(f"{number}. {who}", 3)
        yield Paragraph(one.finding.message)
        yield Paragraph(_formula(one), say(language, "audit_formula"))
        for cited in one.citations:
            yield Quote(f"[{cited.marker}] {cited.shown}", place_of(cited, language))
