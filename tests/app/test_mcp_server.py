"""The tools for agents, driven by the protocol's own client, over HTTP and over pipes."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any, Literal

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

WATER = "水务局2023年公用支出是多少"
HESHU = "from heshu.app.cli import main; main()"


def calls(server: str | StdioServerParameters, mode: Literal["auto", "legacy"], *wanted: tuple[str, Any]) -> list[Any]:
    """Open a session, list the tools, call some of them."""

    async def through() -> list[Any]:
        async with Client(server, mode=mode) as client:
            tools = [tool.name for tool in (await client.list_tools()).tools]
            return [tools, *[await client.call_tool(name, given) for name, given in wanted]]

    return asyncio.run(through())


def text(result: CallToolResult) -> str:
    return "".join(part.text for part in result.content if isinstance(part, TextContent))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_answer_over_http(doors: str, mode: Literal["auto", "legacy"]) -> None:
    tools, asked, found, made, audited = calls(
        f"{doors}/mcp",
        mode,
        ("ask", {"question": "那图书馆呢", "history": [WATER]}),
        ("search", {"query": "管护经费落实不及时", "top": 1}),
        ("calculate", {"expression": "186.30万元 + 57.25万元"}),
        ("audit", {"verdict": "consistent"}),
    )
    assert tools == ["ask", "search", "calculate", "audit"]
    assert asked.structured_content["values"] == [{"number": "57.25", "unit": "万元"}]
    assert "管护经费" in found.structured_content["hits"][0]["passage"]
    assert made.structured_content["text"] == "243.55万元"
    assert audited.structured_content["counts"]["inconsistent"] == 0
    assert audited.structured_content["findings"]


def test_what_cannot_be_done_is_a_failure_that_the_agent_reads(doors: str) -> None:
    _, clash, unknown, long = calls(
        f"{doors}/mcp",
        "auto",
        ("calculate", {"expression": "1万元 + 2%"}),
        ("ask", {"question": WATER, "reports": ["没有这份"]}),
        ("ask", {"question": "长" * 3000}),
    )
    assert clash.is_error
    assert "单位不一致" in text(clash)
    assert unknown.is_error
    assert "没有“没有这份”这份报告" in text(unknown)
    assert long.is_error


def test_the_tools_answer_over_pipes(small_index: Path) -> None:
    command = StdioServerParameters(command=sys.executable, args=["-c", HESHU, "mcp", "--index", str(small_index)])
    tools, asked = calls(command, "auto", ("ask", {"question": WATER}))
    assert tools == ["ask", "search", "calculate", "audit"]
    assert json.loads(text(asked))["values"] == [{"number": "186.30", "unit": "万元"}]


def test_a_language_model_may_phrase_what_an_agent_is_told(small_index: Path, scripted: Any) -> None:
    scripted.says("根据报告，青禾县水务局2023年的公用支出为186.30万元[1]。")
    arguments = ["-c", HESHU, "mcp", "--index", str(small_index), "--llm", scripted.url, "--llm-model", "m"]
    _, asked = calls(
        StdioServerParameters(command=sys.executable, args=arguments), "auto", ("ask", {"question": WATER})
    )
    assert json.loads(text(asked))["text"].startswith("根据报告，")
