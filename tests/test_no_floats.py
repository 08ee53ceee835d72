"""No float on the path of a figure: `Decimal` and `Fraction` only, from the first digit to the last."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parents[1] / "src" / "heshu"
FILES = [path for room in ("checking", "figures") for path in sorted((ROOM / room).rglob("*.py"))]


def floats(source: str) -> list[int]:
    """Give the lines on which a float literal, or the name ``float``, stands in the code."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr in ("float", "as_float", "__float__"))
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_float_on_the_path_of_a_figure(path: Path) -> None:
    assert floats(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source", ["x = 0.5", "y = float(x)", "def f(x: float): ...", "z = 1e3", "import builtins\nbuiltins.float(1)"]
)
def test_the_search_finds_a_float(source: str) -> None:
    assert floats(source)


def test_the_search_leaves_words_alone() -> None:
    assert floats("'''0.5 is no float here'''\nx = 'float' + str(1)") == []
    assert FILES
