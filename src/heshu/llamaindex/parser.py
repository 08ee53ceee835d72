"""The node parser: a report's text into whole sentences, lists and table rows, never through a figure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from llama_index.core.node_parser import NodeParser
from llama_index.core.schema import BaseNode, Document, MetadataMode, NodeRelationship, TextNode

from heshu.errors import NoText
from heshu.llamaindex.nodes import of_passage
from heshu.reading import plain
from heshu.reading.read import understand

NAMES = ("file_name", "source", "filename")
"""Metadata that names a document's file, the likeliest first."""


class ReportParser(NodeParser):
    """Cuts the text of reports into passages with the headings above them, the department and the year.

    >>> nodes = ReportParser().get_nodes_from_documents(documents)  # doctest: +SKIP

    A node's text is clean of line breaks and page numbers; ``start_char_idx`` and ``end_char_idx`` count characters of
    the document's own text (and are left out where its line breaks are not plain ones).
    """

    @classmethod
    def class_name(cls) -> str:
        """The name under which LlamaIndex keeps it."""
        return "HeshuReportParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        return [found for node in nodes for found in self._cut(node)]

    def _cut(self, document: BaseNode) -> list[TextNode]:
        text = document.get_content(metadata_mode=MetadataMode.NONE)
        name = next((str(document.metadata[key]) for key in NAMES if document.metadata.get(key)), document.node_id)
        data = text.encode("utf-8", "replace")
        try:
            reading = understand(plain.read(data), hashlib.sha256(data).hexdigest(), name)
        except NoText:
            return []
        placed = reading.report.text == text
        found = []
        for number, passage in enumerate(reading.passages):
            node = of_passage(passage, reading.report)
            node.id_ = self.id_func(number, document)
            node.relationships[NodeRelationship.SOURCE] = document.as_related_node_info()
            if not placed:
                node.start_char_idx = node.end_char_idx = None
            found.append(node)
        return found

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]) -> list[BaseNode]:
        """Keep the offsets, which LlamaIndex would look for anew by the text."""
        places = [(node.start_char_idx, node.end_char_idx) for node in nodes if isinstance(node, TextNode)]
        done = super()._postprocess_parsed_nodes(nodes, parent_doc_map)
        for node, place in zip(done, places, strict=True):
            if isinstance(node, TextNode):
                node.start_char_idx, node.end_char_idx = place
        return done
