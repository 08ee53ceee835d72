"""What an answer quotes from a scan says so: how sure the recognition was, and where it was not sure enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from heshu.errors import IndexError_
from heshu.library.places import confidence, of_quote
from heshu.records import Answer, Citation, Place, Report, Span, Status

LEAST = 90
"""Percent of certainty below which a quote is worth a warning: sentences of a sample scanned at 180 dpi had more."""


class Pages(Protocol):
    """What is asked of the library."""

    def report(self, report_id: str, /) -> Report:
        """Give a report with its text."""

    def places(self, report_id: str, /) -> tuple[Place, ...]:
        """Give the places of its lines."""


def marked(answer: Answer, library: Pages, *, english: bool = False) -> Answer:
    """Give each citation of a scan its confidence, and the answer a sentence where one is doubtful."""
    cited = tuple(_marked(citation, library) for citation in answer.citations)
    if cited == answer.citations:
        return answer
    doubtful = [f"[{c.marker}]" for c in cited if c.confidence is not None and c.confidence < LEAST]
    text = answer.text
    if doubtful and answer.status is Status.ANSWERED:
        text += _warning("".join(doubtful), english)
    return replace(answer, text=text, citations=cited)


def _marked(citation: Citation, library: Pages) -> Citation:
    try:
        places = library.places(citation.report_id)
        if all(place.confidence is None for place in places):
            return citation
        text = library.report(citation.report_id).text
    except (KeyError, IndexError_):  # it has left the index since
        return citation
    sure = confidence(of_quote(places, text, Span(citation.start, citation.end)))
    return replace(citation, confidence=sure)


def _warning(markers: str, english: bool) -> str:
    if english:
        return f" Note: {markers} was recognised in a scan and is hard to read; compare it with the paper."
    return f"注意：{markers}由扫描件识别，字迹不清，请与原件核对。"
