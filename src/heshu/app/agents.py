"""The command that serves agents: `heshu mcp`."""

# ruff: noqa: PLC0415
from __future__ import annotations

from pathlib import Path

import click

from heshu.app.manual import Command
from heshu.app.models import model_options, writer_of
from heshu.app.options import embedder_option, index_option, vectors_option


@click.command("mcp", cls=Command, short_help="Be a tool for AI agents")
@index_option
@embedder_option
@vectors_option
@model_options
def mcp(index: Path, embedder: str | None, llm: str | None, llm_model: str | None) -> None:
    """Serve the Model Context Protocol on stdin and stdout: ask, search, calculate, audit.

    Agents (Claude Desktop, Cursor, Cherry Studio …) start it themselves; give them this command:
      heshu mcp --index /path/to/index

    `heshu serve` offers the same tools over HTTP, at /mcp.
    """
    from heshu.app.mcp_server import serve_stdio
    from heshu.asking.assistant import Assistant

    serve_stdio(Assistant.open(index, embedder, writer_of(llm, llm_model)))


COMMANDS = (mcp,)
