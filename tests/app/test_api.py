"""The JSON API, as programs call it."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from heshu.app import wire
from heshu.app.bounded import BODY_LIMIT
from heshu.asking.assistant import Assistant

WATER = "水务局2023年公用支出是多少"


def call(address: str, body: bytes | None = None, kind: str = "application/json") -> tuple[int, Any]:
    request = urllib.request.Request(address, body, {"content-type": kind})
    try:
        with urllib.request.urlopen(request, timeout=30) as given:
            return given.status, json.load(given)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def post(address: str, **body: object) -> tuple[int, Any]:
    return call(address, json.dumps(body).encode())


def test_an_answer_is_the_one_that_the_command_line_gives(doors: str, small_index: Path) -> None:
    status, given = post(f"{doors}/api/ask", question="那图书馆呢", history=[WATER])
    expected = wire.answer(Assistant.open(small_index).ask("那图书馆呢", (WATER,)))
    assert status == 200
    assert given | {"seconds": 0} == expected | {"seconds": 0}
    assert given["values"] == [{"number": "57.25", "unit": "万元"}]


def test_a_question_can_be_limited_to_reports(doors: str) -> None:
    status, given = post(f"{doors}/api/ask", question="公用支出是多少", reports=["图书馆"])
    assert status == 200
    assert given["values"] == [{"number": "57.25", "unit": "万元"}]


def test_passages_come_with_their_places(doors: str, small_index: Path) -> None:
    status, given = post(f"{doors}/api/search", query="管护经费落实不及时", top=2)
    library = Assistant.open(small_index).library
    text = {card.source: library.report(card.id).text for card in library.cards}
    assert status == 200
    assert len(given["hits"]) == 2
    best = given["hits"][0]
    assert "管护经费" in text[best["source"]][best["start"] : best["end"]]


def test_figures_are_given_in_pages(doors: str) -> None:
    _, everything = call(f"{doors}/api/figures")
    _, first = call(f"{doors}/api/figures?limit=5")
    _, second = call(f"{doors}/api/figures?limit=5&offset=5")
    assert everything["total"] == first["total"] == len(everything["figures"])
    assert first["figures"] + second["figures"] == everything["figures"][:10]
    _, named = call(f"{doors}/api/figures?{urlencode({'label': '公用', 'report': '水务局'})}")
    assert [row["value"] for row in named["figures"]] == ["186.30"]


def test_calculation_is_exact(doors: str) -> None:
    assert post(f"{doors}/api/calc", expression="0.1 + 0.2")[1]["text"] == "0.3"
    assert post(f"{doors}/api/calc", expression="186.30万元 + 57.25万元")[1]["text"] == "243.55万元"


def test_the_audit_counts_all_and_lists_what_is_wanted(doors: str) -> None:
    _, given = call(f"{doors}/api/audit?verdict=consistent&report=%E6%B0%B4%E5%8A%A1%E5%B1%80")
    assert given["reports"] == 1
    assert given["counts"]["consistent"] == given["total"] == len(given["findings"]) > 0
    assert {finding["verdict"] for finding in given["findings"]} == {"consistent"}


def test_the_reports_of_the_index_are_listed(doors: str, small_index: Path) -> None:
    _, given = call(f"{doors}/api/reports")
    assert [one["source"] for one in given["reports"]] == [c.source for c in Assistant.open(small_index).library.cards]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/ask", {"question": ""}, 422),
        ("/api/ask", {"question": "长" * 2001}, 422),
        ("/api/ask", {"question": "好", "model": "x"}, 422),
        ("/api/ask", {"question": 3}, 422),
        ("/api/ask", {"question": "\ud800"}, 422),
        ("/api/ask", {"question": "好", "history": ["好"] * 51}, 422),
        ("/api/ask", {"question": "好", "reports": ["没有这份报告"]}, 400),
        ("/api/search", {"query": "好", "top": 0}, 422),
        ("/api/search", {"query": "好", "top": 101}, 422),
        ("/api/calc", {"expression": "1万元 + 2%"}, 400),
        ("/api/calc", {"expression": "9**9**9**9"}, 400),
        ("/api/nowhere", {}, 404),
        ("/api/reports", {}, 405),
    ],
)
def test_what_cannot_be_done_is_said_in_two_languages(doors: str, path: str, body: Any, status: int) -> None:
    given = call(doors + path, json.dumps(body).encode())
    assert given[0] == status
    assert set(given[1]) == {"message", "english"}
    assert all(given[1].values())


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"question":' + b"9" * 10_000 + b"}"])
def test_nonsense_is_refused(doors: str, body: bytes) -> None:
    status, given = call(f"{doors}/api/ask", body)
    assert status in (400, 422)
    assert set(given) == {"message", "english"}


def test_a_long_body_is_refused_before_it_is_read(doors: str) -> None:
    status, given = call(f"{doors}/api/ask", b" " * (BODY_LIMIT + 1))
    assert status == 413
    assert given["message"]


def test_another_site_cannot_send_a_form(doors: str) -> None:
    body = json.dumps({"question": WATER}).encode()
    assert call(f"{doors}/api/ask", body, "text/plain")[0] == 422


def test_the_description_names_every_address(doors: str) -> None:
    _, given = call(f"{doors}/api/openapi.json")
    assert set(given["paths"]) == {"/ask", "/search", "/figures", "/calc", "/audit", "/reports"}
    assert given["servers"] == [{"url": "/api"}]


def test_the_page_stays_where_it_was(doors: str) -> None:
    with urllib.request.urlopen(f"{doors}/", timeout=30) as given:
        assert given.read() == b"the page"
