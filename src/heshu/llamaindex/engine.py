"""The query engine: a question in, the cited answer of `heshu ask` out; no language model is called."""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.bridge.pydantic import ConfigDict
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeWithScore

from heshu.asking.assistant import Assistant
from heshu.llamaindex.nodes import of_citation
from heshu.records import Answer


class ReportQueryEngine(CustomQueryEngine):
    """Answers questions about the reports of an index.

    >>> print(ReportQueryEngine(assistant=Assistant.open("index")).query("哪个部门得分最低"))  # doctest: +SKIP

    The response's ``source_nodes`` are its citations in the order of their markers; ``metadata`` holds ``status``,
    ``values`` and ``calculations``, numbers as decimal strings.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    assistant: Assistant

    def custom_query(self, query_str: str) -> Response:
        """Answer one question."""
        return response(self.assistant.ask(query_str))

    async def acustom_query(self, query_str: str) -> Response:
        """Answer one question, in a thread."""
        return await asyncio.to_thread(self.custom_query, query_str)


def response(answer: Answer) -> Response:
    """Write an answer as LlamaIndex's response."""
    metadata: dict[str, Any] = {
        "status": answer.status.value,
        "values": [{"number": value.number, "unit": value.unit} for value in answer.values],
        "calculations": [
            {"expression": made.expression, "result": made.result, "unit": made.unit, "verdict": made.verdict.value}
            for made in answer.calculations
        ],
    }
    sources = [NodeWithScore(node=of_citation(cited), score=1.0) for cited in answer.citations]
    return Response(response=answer.text, source_nodes=sources, metadata=metadata)
