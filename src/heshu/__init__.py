"""Heshu 核数: cited, recomputed answers from departments' performance self-evaluation reports.

>>> from heshu import Assistant  # doctest: +SKIP
>>> assistant = Assistant.open("index")  # doctest: +SKIP
>>> answer = assistant.ask("南沙区委办2023年公用支出是多少")  # doctest: +SKIP
>>> print(answer.text)  # doctest: +SKIP
>>> [(cited.source, cited.quote) for cited in answer.citations]  # doctest: +SKIP

Nothing is loaded before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant
    from heshu.checking.calculator import calculate
    from heshu.errors import HeshuError
    from heshu.library.build import build
    from heshu.records import Answer, Calculation, Citation, Hit, Status, Value, Verdict

__all__ = [
    "Answer",
    "Assistant",
    "Calculation",
    "Citation",
    "HeshuError",
    "Hit",
    "Status",
    "Value",
    "Verdict",
    "build",
    "calculate",
]

_HOMES = {
    "Assistant": "heshu.asking.assistant",
    "HeshuError": "heshu.errors",
    "build": "heshu.library.build",
    "calculate": "heshu.checking.calculator",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "heshu.records")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
