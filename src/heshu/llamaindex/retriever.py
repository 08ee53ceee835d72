"""The retriever: the passages that `heshu search` finds, the best first."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from heshu.asking.assistant import Assistant
from heshu.llamaindex.nodes import of_passage


class ReportRetriever(BaseRetriever):
    """Finds passages of an index by words and vectors, inside the reports that the query names.

    >>> nodes = ReportRetriever(Assistant.open("index")).retrieve("预算执行率偏低的原因")  # doctest: +SKIP

    Scores are in [0, 1].  ``reports`` limits it to reports of these ids.
    """

    def __init__(self, assistant: Assistant, limit: int = 10, reports: Collection[str] | None = None) -> None:
        super().__init__()
        self._assistant = assistant
        self._limit = limit
        self._reports = reports

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        cards = self._assistant.library.card_of
        hits = self._assistant.search(query_bundle.query_str, self._limit, self._reports)
        return [
            NodeWithScore(node=of_passage(hit.passage, cards[hit.passage.report_id]), score=hit.score) for hit in hits
        ]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)
