"""Tools for LlamaIndex agents: ask the reports, calculate exactly, recompute what a report states."""

from __future__ import annotations

from llama_index.core.tools import FunctionTool, QueryEngineTool
from llama_index.core.tools.types import BaseTool

from heshu.asking.assistant import Assistant
from heshu.asking.checks.checkup import by_verdict, checkup
from heshu.checking.calculator import calculate as exactly
from heshu.errors import HeshuError
from heshu.llamaindex.engine import ReportQueryEngine
from heshu.records import Verdict

FINDINGS = 50
"""Findings that the audit tells an agent of."""


def tools(assistant: Assistant) -> list[BaseTool]:
    """Give all of them, for ``FunctionAgent(tools=tools(assistant), llm=…)``."""
    return [question_tool(assistant), calculator_tool(), audit_tool(assistant)]


def question_tool(assistant: Assistant) -> QueryEngineTool:
    """Give the query engine as a tool."""
    return QueryEngineTool.from_defaults(
        ReportQueryEngine(assistant=assistant),
        name="ask_reports",
        description=(
            "Answers a question (best in Chinese) from departments' yearly self-evaluations 部门整体支出绩效自评报告. "
            "Every number of the answer is cited or recomputed. Name the department and the year where they are known."
        ),
    )


def calculator_tool() -> FunctionTool:
    """Give the exact calculator as a tool; what has no exact result is told in words."""

    def calculate(expression: str) -> str:
        """Work out an expression exactly, with units: "6081.69万元 ÷ 6108.89万元", "divide(6081.69, 6108.89)"."""
        try:
            return exactly(expression).text
        except HeshuError as error:
            return f"{error.message} ({error.english})"

    return FunctionTool.from_defaults(calculate)


def audit_tool(assistant: Assistant) -> FunctionTool:
    """Give the audit as a tool: what does not agree in one report or in all of them, with the quotes."""

    def audit_reports(department: str = "") -> str:
        """List the figures that do not follow from a report's own others; an empty department audits every report."""
        library = assistant.library
        cards = [card for card in library.cards if department in card.department or department in card.source]
        if not cards:
            return f"没有“{department}”的报告。 (There is no report of “{department}”.)"
        checked = [one for card in cards for one in checkup(library, card.id)]
        wrong = by_verdict(checked)[Verdict.INCONSISTENT]
        lines = [f"{one.stated.citation.source}: {one.finding.message} “{one.stated.citation.shown}”" for one in wrong]
        return "\n".join([f"{len(cards)} reports, {len(checked)} checks, {len(wrong)} wrong", *lines[:FINDINGS]])

    return FunctionTool.from_defaults(audit_reports)
