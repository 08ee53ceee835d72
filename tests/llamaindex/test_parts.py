"""Each part in a small LlamaIndex application, offline; the examples are those of docs/api.md."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from llama_index.core import Document, SimpleDirectoryReader
from llama_index.core.agent.workflow import FunctionAgent
from llama_index.core.base.llms.types import ToolCallBlock
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.llms import ChatMessage, MessageRole, MockLLM
from llama_index.core.llms.mock import MockFunctionCallingLLM
from llama_index.core.retrievers import BaseRetriever, QueryFusionRetriever
from llama_index.core.schema import MetadataMode, QueryBundle

from heshu.asking.assistant import Assistant
from heshu.llamaindex import (
    ReportParser,
    ReportQueryEngine,
    ReportRetriever,
    audit_tool,
    calculator_tool,
    question_tool,
    tools,
)

WATER = "水务局2023年公用支出是多少"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: LlamaIndex looks for OpenAI where nobody names another model."""

    def refuse(self: socket.socket, address: Any) -> None:
        raise AssertionError(f"somebody connects to {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


@pytest.fixture(scope="module")
def assistant(small_index: Path) -> Assistant:
    return Assistant.open(small_index)


# ---------------------------------------------------------------- the node parser


def test_reports_are_cut_at_sentences_with_their_headings(small_reports: Path) -> None:
    documents = SimpleDirectoryReader(str(small_reports), required_exts=[".txt", ".md"]).load_data()
    nodes = IngestionPipeline(transformations=[ReportParser()]).run(documents=documents)
    texts = {node.get_content(metadata_mode=MetadataMode.NONE): node for node in nodes}
    spent = next(node for text, node in texts.items() if "公用支出186.30万元" in text)
    assert spent.metadata["department"] == "青禾县水务局"
    assert spent.metadata["year"] == 2023
    assert spent.metadata["section"] == "一、部门概况 › （二）预算与支出"
    assert spent.metadata["file_name"] == "青禾县水务局2023年度部门整体支出绩效自评报告.txt"


def test_offsets_lead_back_to_the_document() -> None:
    text = "某局2023年度部门整体支出绩效自评报告\n\n一、支出\n公用支出1,\n234.50万元。\n公用支出1,\n234.50万元。\n"
    nodes = ReportParser().get_nodes_from_documents([Document(text=text)])
    for node in nodes:
        start, end = node.start_char_idx, node.end_char_idx  # type: ignore[attr-defined]
        assert text[start:end].replace("\n", "") == node.get_content(metadata_mode=MetadataMode.NONE).replace("\n", "")
    assert any("1,234.50万元" in node.get_content() for node in nodes)
    assert all(node.ref_doc_id for node in nodes)


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_a_document_without_text_gives_no_nodes(text: str) -> None:
    assert ReportParser().get_nodes_from_documents([Document(text=text)]) == []


# ---------------------------------------------------------------- the retriever


def test_the_retriever_finds_what_search_finds(assistant: Assistant) -> None:
    found = ReportRetriever(assistant, limit=3).retrieve("管护经费落实不及时")
    hits = assistant.search("管护经费落实不及时", 3)
    assert [(node.node_id, node.score) for node in found] == [(hit.passage.id, hit.score) for hit in hits]
    assert found[0].metadata["department"] == "青禾县水务局"
    assert asyncio.run(ReportRetriever(assistant, limit=3).aretrieve("管护经费落实不及时")) == found


def test_the_retriever_stands_beside_others(assistant: Assistant) -> None:
    parts: list[BaseRetriever] = [ReportRetriever(assistant, limit=2), ReportRetriever(assistant, limit=3)]
    fused = QueryFusionRetriever(parts, llm=MockLLM(), num_queries=1, use_async=False, similarity_top_k=2)
    assert "管护经费" in fused.retrieve(QueryBundle("管护经费落实不及时"))[0].text


# ---------------------------------------------------------------- the query engine


def test_the_engine_answers_with_sources(assistant: Assistant) -> None:
    given = ReportQueryEngine(assistant=assistant).query(WATER)
    assert str(given) == assistant.ask(WATER).text
    assert given.metadata is not None
    assert given.metadata["values"] == [{"number": "186.30", "unit": "万元"}]
    assert ["公用支出186.30万元" in node.text for node in given.source_nodes] == [True]
    assert asyncio.run(ReportQueryEngine(assistant=assistant).aquery(WATER)).metadata == given.metadata


def test_a_refusal_says_that_it_is_one(assistant: Assistant) -> None:
    given = ReportQueryEngine(assistant=assistant).query("推荐一家餐馆")
    assert given.metadata is not None
    assert given.metadata["status"] == "refused"
    assert given.source_nodes == []


# ---------------------------------------------------------------- tools


def test_an_agent_has_three_tools(assistant: Assistant) -> None:
    assert [tool.metadata.name for tool in tools(assistant)] == ["ask_reports", "calculate", "audit_reports"]
    for tool in tools(assistant):
        assert json.loads(tool.metadata.fn_schema_str)["properties"]


def test_the_question_tool_answers(assistant: Assistant) -> None:
    assert "186.30万元[1]" in question_tool(assistant).call(WATER).content


def test_the_calculator_is_exact_and_says_what_cannot_be_worked_out() -> None:
    assert calculator_tool().call(expression="0.1 + 0.2").content == "0.3"
    assert "单位不一致" in calculator_tool().call(expression="1万元 + 2%").content


def test_the_audit_tells_what_does_not_agree(tmp_path: Path) -> None:
    from heshu.library.build import build  # noqa: PLC0415

    reports = Path(__file__).parents[1] / "asking" / "reports"
    build([reports], tmp_path / "index")
    said = audit_tool(Assistant.open(tmp_path / "index")).call(department="澜湾区审计局").content
    assert said.startswith("2 reports, ")
    assert "应为98.00%" in said
    assert "没有“财政局”的报告" in audit_tool(Assistant.open(tmp_path / "index")).call(department="财政局").content


@pytest.mark.filterwarnings("ignore::pydantic.warnings.PydanticDeprecationWarning")  # LlamaIndex's agents
def test_an_agent_asks_and_reads_the_answer(assistant: Assistant) -> None:
    def model(messages: Sequence[ChatMessage], **_: Any) -> ChatMessage:
        if messages[-1].role is MessageRole.TOOL:
            return ChatMessage(role=MessageRole.ASSISTANT, content=messages[-1].content)
        call = ToolCallBlock(tool_name="ask_reports", tool_kwargs={"input": WATER}, tool_call_id="1")
        return ChatMessage(role=MessageRole.ASSISTANT, blocks=[call])

    async def asked() -> str:
        agent = FunctionAgent(tools=list(tools(assistant)), llm=MockFunctionCallingLLM(response_generator=model))
        return str(await agent.run(WATER))

    assert "186.30万元[1]" in asyncio.run(asked())
