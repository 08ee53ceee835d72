"""Lines in, lines out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checking.batch import MAX_LINE, calc_batch


def answer(line: str) -> dict[str, Any]:
    (written,) = calc_batch([line])
    assert "\n" not in written
    written.encode()
    found: dict[str, Any] = json.loads(written)
    return found


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ({"id": "a", "expr": "1/3"}, {"result": "0.33333333333333333333"}),
        ({"id": 2, "program": "divide(1, 8)"}, {"result": "0.125"}),
        ({"id": "南沙", "program": "greater(2, 1)"}, {"result": "yes"}),
        ({"expr": "1 + 1"}, {"result": "2"}),
        ({"id": "u", "expr": "5万元 + 1亿元"}, {"result": "10005", "unit": "万元"}),
        ({"id": "t", "program": "table_sum(a, none)", "table": [["a", 1.5, 2, "(3)"]]}, {"result": "0.5"}),
        ({"id": "n", "program": None, "expr": "-2.5e-3"}, {"result": "-0.0025"}),
        ({"id": "\ud800", "expr": "1"}, {"result": "1"}),
    ],
)
def test_a_line_gives_its_result(task: dict[str, Any], expected: dict[str, Any]) -> None:
    assert answer(json.dumps(task)) == {"id": task.get("id")} | expected


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [
        ("not json", None, "JSON"),
        ("[1]", None, "JSON"),
        ("[" * 100_000, None, "JSON"),
        ('{"id": 1, "expr": ' + "9" * 10_000 + "}", None, "JSON"),
        ('{"id": NaN, "expr": "1"}', None, "JSON"),
        ('{"id": [1], "expr": "1"}', None, "id"),
        ('{"id": 1}', 1, "program"),
        ('{"id": 1, "expr": 5}', 1, "program"),
        ('{"id": 1, "expr": "1", "program": "add(1, 1)"}', 1, "program"),
        ('{"id": 1, "expr": "1/0"}', 1, "除数为零"),
        ('{"id": 1, "expr": "\\ud800"}', 1, "数字"),
        ('{"id": 1, "program": "table_sum(a)", "table": "a"}', 1, "table"),
        ('{"id": 1, "program": "table_sum(a)", "table": [["a", null]]}', 1, "不是数字"),
        ('{"id": 1}' + " " * MAX_LINE, None, "过长"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_line_that_fails_says_why(line: str, name: object, words: str) -> None:
    found = answer(line)
    assert set(found) == {"id", "error"}
    assert found["id"] == name
    assert words in found["error"]


def test_lines_keep_their_order_and_blank_ones_give_nothing() -> None:
    lines = ["\ufeff" + '{"id": 1, "expr": "1"}\n', "\n", "  ", '{"id": 2, "expr": "+"}\r\n', '{"id": 3, "expr": "3"}']
    assert [json.loads(line)["id"] for line in calc_batch(lines)] == [1, 2, 3]


@given(st.text().filter(lambda line: line.strip("\ufeff \t\r\n")))
def test_any_line_is_answered(line: str) -> None:
    assert {"id", "error"} == set(answer(line))
