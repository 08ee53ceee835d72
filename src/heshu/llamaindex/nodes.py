"""Passages and quotes as LlamaIndex has them: text nodes with their place in `Report.text` and in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core.schema import TextNode

from heshu.records import Card, Citation, Passage, Report

SECTION = " › "
"""Between the headings of a path."""


def of_passage(passage: Passage, report: Report | Card) -> TextNode:
    """Give a passage's clean text; its offsets count characters of the report's own."""
    metadata = _metadata(report, passage.path, passage.page) | {"kind": passage.kind.value}
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata=metadata,
        start_char_idx=passage.span.start,
        end_char_idx=passage.span.end,
    )


def of_citation(cited: Citation) -> TextNode:
    """Give a quote as it is shown, under its marker."""
    metadata = _metadata(cited, cited.section, cited.page) | {"marker": cited.marker}
    return TextNode(
        id_=f"{cited.report_id}:{cited.start}-{cited.end}",
        text=cited.shown,
        metadata=metadata,
        start_char_idx=cited.start,
        end_char_idx=cited.end,
    )


def _metadata(of: Report | Card | Citation, section: Sequence[str], page: int | None) -> dict[str, Any]:
    found = {
        "source": of.source,
        "title": of.title,
        "department": of.department,
        "year": of.year,
        "section": SECTION.join(section),
        "page": page,
    }
    return {key: value for key, value in found.items() if value is not None}
