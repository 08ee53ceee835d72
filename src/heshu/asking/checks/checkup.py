"""The audit of a report of a library, each figure with the sentence or table row in which it stands.

The command line and the page show the same check-up; an answer to a question about one figure may cite it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from weakref import WeakKeyDictionary

from heshu.asking.evidence.compose import sentence_of
from heshu.checking.audit import audit
from heshu.reading.structure import page_of
from heshu.records import Citation, Figure, Finding, Passage, Report, Span, Verdict

WORST_FIRST = (Verdict.INCONSISTENT, Verdict.NOTE, Verdict.CONSISTENT)


class Reports(Protocol):
    """What a check-up needs of a library; an id that it does not hold is a `KeyError`."""

    def report(self, report: str, /) -> Report:
        """Return a report with its text."""

    def passages(self, report: str, /) -> tuple[Passage, ...]:
        """Return the passages of a report, in order."""

    def figures(self, report: str, /) -> tuple[Figure, ...]:
        """Return the figures of a report, in order."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure in its sentence or table row: ``citation.shown[mark]`` is the figure as the report writes it."""

    figure: Figure
    citation: Citation
    mark: Span


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding with its places.  Quotes of one place share a marker; the stated figure's is 1."""

    finding: Finding
    stated: Quoted
    operands: tuple[Quoted, ...]

    @property
    def verdict(self) -> Verdict:
        """What was found."""
        return self.finding.verdict

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The places by marker, each once."""
        return tuple({quoted.citation.marker: quoted.citation for quoted in (self.stated, *self.operands)}.values())


_DONE: WeakKeyDictionary[Reports, dict[str, tuple[Checked, ...]]] = WeakKeyDictionary()
"""Check-ups by library: a generation of an index never changes, so each report is checked once."""


def checkup(library: Reports, report_id: str) -> tuple[Checked, ...]:
    """Audit one report of a library; the findings come in the order of their stated figures' places.

    For every quote ``library.report(report_id).text[citation.start:citation.end] == citation.quote``.  Raises
    `KeyError` for a report that the library does not hold.
    """
    done = _DONE.setdefault(library, {})
    if report_id not in done:
        done[report_id] = _checkup(library, report_id)
    return done[report_id]


def _checkup(library: Reports, report_id: str) -> tuple[Checked, ...]:
    report, passages = library.report(report_id), library.passages(report_id)
    of = {passage.id: passage for passage in passages}
    return tuple(_checked(finding, report, of) for finding in audit(library.figures(report_id), passages))


def _checked(finding: Finding, report: Report, of: Mapping[str, Passage]) -> Checked:
    markers: dict[tuple[str, Span], int] = {}
    stated, *operands = (
        _quoted(figure, report, of[figure.passage_id], markers)
        for figure in (finding.stated, *finding.calculation.operands)
    )
    return Checked(finding, stated, tuple(operands))


def _quoted(figure: Figure, report: Report, passage: Passage, markers: dict[tuple[str, Span], int]) -> Quoted:
    sentence = _trimmed(passage.text, sentence_of(passage, figure.start, figure.end))
    start, end = passage.clean.source_span(*sentence)
    citation = Citation(
        marker=markers.setdefault((passage.id, sentence), len(markers) + 1),
        source=report.source,
        title=report.title,
        department=report.department,
        year=report.year,
        section=passage.path,
        page=page_of(figure.span.start, report.page_starts),
        quote=report.text[start:end],
        shown=passage.text[slice(*sentence)],
        start=start,
        end=end,
        report_id=report.id,
    )
    return Quoted(figure, citation, Span(figure.start - sentence.start, figure.end - sentence.start))


def _trimmed(text: str, span: Span) -> Span:
    """Leave out the white space at either end of ``text[span]``."""
    held = text[slice(*span)]
    return Span(span.end - len(held.lstrip()), span.start + len(held.rstrip()))


def by_verdict(checked: Iterable[Checked]) -> dict[Verdict, tuple[Checked, ...]]:
    """Sort findings as a reviewer reads them: what is inconsistent, notes, what holds; each in its order."""
    found = tuple(checked)
    return {verdict: tuple(one for one in found if one.verdict is verdict) for verdict in WORST_FIRST}
