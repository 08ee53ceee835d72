"""Heshu's parts for LlamaIndex applications: they run the code that the page and the command line run.

`ReportParser` cuts reports where `heshu index` does, `ReportRetriever` finds what `heshu search` finds,
`ReportQueryEngine` answers as `heshu ask` does, and `tools` gives an agent all that and the exact calculator.
"""

from heshu.llamaindex.engine import ReportQueryEngine
from heshu.llamaindex.parser import ReportParser
from heshu.llamaindex.retriever import ReportRetriever
from heshu.llamaindex.tools import audit_tool, calculator_tool, question_tool, tools

__all__ = [
    "ReportParser",
    "ReportQueryEngine",
    "ReportRetriever",
    "audit_tool",
    "calculator_tool",
    "question_tool",
    "tools",
]
