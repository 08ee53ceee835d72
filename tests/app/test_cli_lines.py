"""Question lines: whatever a file holds, each line gets an answer of its own."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.app.lines import Asked, BadLineError, decoded, each, understood, whole
from heshu.app.wire import Record
from heshu.errors import NoIndex, UsageError


def echo(asked: Asked) -> Record:
    return {"id": asked.id, "question": asked.question, "history": list(asked.history)}


def failed(asked: Asked, reason: str) -> Record:
    return {"id": asked.id, "reason": reason}


def run(*rows: bytes) -> list[Record]:
    def trouble(number: int, error: Exception) -> None:
        raise AssertionError(error)

    return [json.loads(text) for text in each(decoded(rows), echo, failed, trouble)]


def test_a_line_gives_its_question_with_the_questions_before() -> None:
    assert run(b'\xef\xbb\xbf{"id": 1, "question": "b", "history": ["a"], "category": "c"}\r\n') == [
        {"id": 1, "question": "b", "history": ["a"]}
    ]


def test_blank_lines_give_nothing_and_count() -> None:
    assert run(b"\n", b"  \r\n", b"x") == [{"id": None, "reason": "第 3 行不是有效的 JSON"}]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b'{"id": "a"', "JSON"),
        (b"[" * 100_000, "JSON"),
        (b"[]", "对象"),
        (b'{"id": "a"}', "question"),
        (b'{"id": "a", "question": 1}', "question"),
        (b'{"id": "a", "question": "q", "history": "h"}', "history"),
        (b'{"id": "a", "question": "q", "history": [1]}', "history"),
        (b'{"id": [], "question": "q"}', "id"),
        (b'{"id": NaN, "question": "q"}', "id"),
        ('{"id": "a", "question": "支出"}'.encode("gb18030"), "UTF-8"),
    ],
)
def test_a_line_that_cannot_be_understood_says_which_and_why(row: bytes, reason: str) -> None:
    (written,) = run(row)
    assert written["reason"].startswith("第 1 行")
    assert reason in written["reason"]


def test_a_bad_line_keeps_its_id() -> None:
    with pytest.raises(BadLineError) as refused:
        understood(4, '{"id": "q4", "question": null}')
    assert refused.value.asked == Asked(4, "q4")
    assert refused.value.english.startswith("Line 4 ")


def test_a_question_that_cannot_be_asked_is_told_and_the_next_is_asked() -> None:
    def work(asked: Asked) -> Record:
        if asked.id == 1:
            raise UsageError("不行", "no")
        if asked.id == 2:
            raise ZeroDivisionError
        return echo(asked)

    told: list[tuple[int, str]] = []
    rows = [json.dumps({"id": number, "question": "q"}) for number in (1, 2, 3)]
    written = each(rows, work, failed, lambda number, error: told.append((number, type(error).__name__)))
    assert [json.loads(text).get("reason", "asked") for text in written] == [
        "不行",
        "第 2 行没有做成，程序出错了",
        "asked",
    ]
    assert told == [(2, "ZeroDivisionError")]


def test_without_an_index_no_line_can_be_asked() -> None:
    def work(asked: Asked) -> Record:
        raise NoIndex("没有索引", "no index")

    with pytest.raises(NoIndex):
        list(each(['{"question": "q"}'], work, failed, lambda number, error: None))


@given(st.lists(st.binary(min_size=1).map(lambda row: row.replace(b"\n", b" "))))
def test_any_bytes_give_one_line_each(rows: list[bytes]) -> None:
    filled = [row for row in decoded(rows) if row.strip("\ufeff \t\r\n")]
    assert len(run(*rows)) == len(filled)


@given(st.text(st.characters()))
def test_what_is_asked_can_always_be_encoded(text: str) -> None:
    assert len(whole(text).encode().decode()) == len(text)
