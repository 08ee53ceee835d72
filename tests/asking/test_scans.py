"""What an answer says of quotes from scans."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from heshu.asking.evidence.scans import LEAST, marked
from heshu.records import Answer, Box, Citation, Place, Report, Span, Status

TEXT = "一、收支情况\n全年支出1,188.00万元。\n公用经费12.50万元。\n"
BOX = Box(60, 60, 300, 72)
LINES = (Span(0, 6), Span(7, 22), Span(23, 34))


@dataclass(frozen=True)
class Scan:
    sure: tuple[int | None, ...]

    def report(self, report_id: str, /) -> Report:
        return Report(report_id, "扫描.pdf", "报告", "", (), 2023, TEXT, (0,))

    def places(self, report_id: str, /) -> tuple[Place, ...]:
        return tuple(Place(span, 1, BOX, sure) for span, sure in zip(LINES, self.sure, strict=True))


def cite(marker: int, line: Span) -> Citation:
    quote = TEXT[slice(*line)]
    return Citation(marker, "扫描.pdf", "报告", "", 2023, (), 1, quote, quote, *line, "r")


ANSWER = Answer(
    "支出和公用经费？", Status.ANSWERED, "支出1,188.00万元[1]，公用经费12.50万元[2]。",
    citations=(cite(1, LINES[1]), cite(2, LINES[2])),
)  # fmt: skip


def test_citations_of_a_scan_say_how_sure_they_are() -> None:
    given = marked(ANSWER, Scan((40, 99, LEAST)))
    assert [citation.confidence for citation in given.citations] == [99, LEAST]
    assert given.text == ANSWER.text


@pytest.mark.parametrize("english", [False, True])
def test_a_doubtful_quote_is_said_to_be_so(english: bool) -> None:
    given = marked(ANSWER, Scan((99, 99, LEAST - 1)), english=english)
    assert given.text.startswith(ANSWER.text)
    added = given.text.removeprefix(ANSWER.text)
    assert "[2]" in added
    assert "[1]" not in added
    assert ("paper" if english else "原件") in added


def test_a_file_with_words_of_its_own_is_left_as_it_is() -> None:
    assert marked(ANSWER, Scan((None, None, None))) is ANSWER
    refused = replace(ANSWER, status=Status.REFUSED, citations=())
    assert marked(refused, Scan((9, 9, 9))) is refused
