"""A conversation that the browser holds: what it sends is not trusted, what it gets can be drawn and sent back."""

from __future__ import annotations

import html
import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from heshu.app import talk_desk as talk_desk_module
from heshu.app.desk import serve_desk
from heshu.app.kept import Seal
from heshu.app.precedence import Precedence
from heshu.app.show import Turn
from heshu.app.talk import QUESTION_LIMIT, TURNS_KEPT, offered, question
from heshu.app.talk_desk import talk_desk
from heshu.asking.assistant import Assistant
from heshu.records import Answer, Found, Status

WATER = "水务局2023年公用支出是多少"
OWN = {"x-heshu": "page"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=9), inside, max_size=4),
    max_leaves=12,
)
SENT = st.dictionaries(
    st.sampled_from(["question", "history", "reports", "place", "told", "turn", "turns", "of", "marker", "report"]),
    JSON,
)


@pytest.fixture(scope="module")
def page(small_index: Path) -> Any:
    assistant, seal, app = Assistant.open(small_index), Seal(), FastAPI()
    serve_desk(app, assistant, seal, None)
    app.include_router(talk_desk(assistant, seal))
    with TestClient(app) as client:
        yield client


def post(page: Any, what: str, **sent: object) -> dict[str, str]:
    answer = page.post(f"/page/{what}", json=sent, headers=OWN)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def kept(turn: str) -> str:
    found = re.search(r'data-kept="([^"]*)"', turn)
    assert found
    return html.unescape(found[1])


def test_a_turn_goes_to_the_browser_and_comes_back(page: Any) -> None:
    came = post(page, "ask", question=WATER, place=3)
    assert "186.30" in came["turn"]
    assert 'data-of="turn:3"' in came["turn"]
    assert 'data-of="turn:3"' in came["evidence"]
    again = post(page, "turns", turns=[kept(came["turn"])])
    assert again["talk"] == came["turn"].replace("turn:3", "turn:0").replace('data-place="3"', 'data-place="0"')
    quoted = post(page, "evidence", of="turn:3", marker=1, turn=kept(came["turn"]))
    assert quoted["evidence"] == came["evidence"]
    assert "example" in post(page, "next", turn=kept(came["turn"]), history=[WATER])["next"]


def test_a_question_leans_on_those_before_it(page: Any) -> None:
    assert "186.30" not in post(page, "ask", question="那图书馆呢", history=[WATER])["turn"]
    assert "refused" not in post(page, "ask", question="那图书馆呢", history=[WATER])["turn"]


def test_an_answer_with_another_ending_is_no_answer_of_ours(page: Any) -> None:
    forged = kept(post(page, "ask", question=WATER)["turn"]).replace("186.30", "999.99")
    assert "打不开" in post(page, "turns", turns=[forged])["talk"]
    assert "999.99" not in post(page, "evidence", of="turn:0", marker=1, turn=forged)["evidence"]
    assert page.post("/page/next", json={"turn": forged}, headers=OWN).status_code == 400


@pytest.mark.parametrize("what", ["ask", "next", "turns", "evidence", "audit"])
def test_another_page_can_ask_nothing(page: Any, what: str) -> None:
    assert page.post(f"/page/{what}", json={"question": WATER}).status_code == 403


@given(SENT, st.sampled_from(["ask", "next", "turns", "evidence", "audit"]))
def test_whatever_is_sent_is_drawn_or_refused_in_words(page: Any, sent: dict[str, Any], what: str) -> None:
    answer = page.post(f"/page/{what}", content=json.dumps(sent), headers={**OWN, "content-type": "application/json"})
    assert answer.status_code in (200, 400), answer.text
    assert all(isinstance(one, str) for one in answer.json().values())


@given(SENT)
def test_a_question_is_read_within_bounds(sent: dict[str, Any]) -> None:
    read = question(sent)
    assert 0 <= read.place < 10**9
    assert len(read.history) <= TURNS_KEPT
    assert all(len(one) <= QUESTION_LIMIT for one in read.history)


def test_suggestions_wait_for_answers_and_are_left_where_those_go_on(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("heshu.app.talk.PATIENCE", 0.05)
    assistant, first = Assistant.open(small_index), Precedence()
    asked = question({"question": WATER, "history": [WATER]})
    turn = Turn(WATER, assistant.ask(WATER))
    with first.answering():
        assert offered(assistant, turn, asked, first, "zh") == {"next": ""}
    monkeypatch.setattr("heshu.app.talk.PATIENCE", 60)
    came: list[dict[str, str]] = []
    with first.answering():
        thread = threading.Thread(target=lambda: came.append(offered(assistant, turn, asked, first, "zh")))
        thread.start()
        assert not came
    thread.join()
    assert "example" in came[0]["next"]


def test_who_comes_when_too_many_wait_is_told_so_and_the_others_are_answered(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(talk_desk_module, "AT_ONCE", 1)
    monkeypatch.setattr(talk_desk_module, "WAITING", 2)
    assistant, seal, app, let = Assistant.open(small_index), Seal(), FastAPI(), threading.Event()
    asked = assistant.ask

    def slow(*of: Any) -> Any:
        assert let.wait(30)
        return asked(*of)

    monkeypatch.setattr(assistant, "ask", slow)
    app.include_router(talk_desk(assistant, seal))
    with TestClient(app) as page, ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(post, page, "ask", question=WATER) for _ in range(4)]
        told = next(as_completed(sent)).result()
        let.set()
        turns = [one.result()["turn"] for one in sent]
    assert "提问的人太多" in told["turn"]
    assert sorted("186.30" in turn for turn in turns) == [False, True, True, True]


def test_what_was_found_of_a_number_is_no_part_of_what_a_browser_keeps() -> None:
    seal = Seal()
    turns = [Turn(WATER, Answer(WATER, Status.ANSWERED, "不一致", found=found)) for found in (Found(0), Found.AT_ODDS)]
    plain, at_odds = map(seal.kept, turns)
    assert plain == at_odds
    assert seal.turn(at_odds) == turns[0] == turns[1]
