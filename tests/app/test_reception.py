"""What stands between the doors and the assistant: the audit log, the time for a question, how many there may be."""

from __future__ import annotations

import asyncio
import importlib
import json
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.app.bounded import AtOnce, Bounded
from heshu.app.doors import Doors
from heshu.app.journal import NAME, Journal, written
from heshu.app.kept import Seal
from heshu.app.login import Login
from heshu.app.reception import Reception
from heshu.app.talk import Question, answered
from heshu.app.users import Users, set_password
from heshu.app.wording import Language
from heshu.asking.assistant import Assistant
from heshu.errors import HeshuError, Overloaded, Overtime
from heshu.library.library import Library

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[2]))  # whichever way pytest is started
    crowd, served = importlib.import_module("eval.bench.crowd"), importlib.import_module("eval.page.served").served

Behind = Callable[[Any], AbstractContextManager[str]]
WATER = "水务局2023年公用支出是多少"
ACCOUNTANT, PASSWORD = "王会计", "一二三四五六七八"


class Slowed(Assistant):
    """An assistant that answers no question before it is let."""

    def __init__(self, index: Path) -> None:
        super().__init__(Library.open(index))
        self.let = threading.Event()
        self.working = self.most = 0
        self._lock = threading.Lock()

    def told(self, *asked: Any) -> Any:
        with self._lock:
            self.working += 1
            self.most = max(self.most, self.working)
        try:
            self.let.wait(30)
            return super().told(*asked)
        finally:
            with self._lock:
                self.working -= 1


@pytest.fixture
def slowed(small_index: Path) -> Iterator[Slowed]:
    assistant = Slowed(small_index)
    yield assistant
    assistant.let.set()


async def no_page(*_: Any) -> None:
    """Stand where the chat page would."""


def post(address: str, headers: dict[str, str] | None = None, **body: object) -> tuple[int, Any]:
    headers = {"content-type": "application/json", **(headers or {})}
    try:
        with urlopen(Request(address, json.dumps(body).encode(), headers), timeout=30) as given:
            return given.status, json.load(given)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / NAME).read_text("utf-8").splitlines()]


# ---------------------------------------------------------------- who asked what, and which generation answered


def test_page_and_api_write_down_who_asked_what_and_which_generation_answered(
    small_reports: Path, tmp_path: Path
) -> None:
    with served(tmp_path, corpus=small_reports) as address:
        with closing(crowd.Session(address)) as session:
            session.ask(WATER)
        post(f"{address}/api/ask", question="那图书馆呢", history=[WATER], reports=["图书馆"])
        post(f"{address}/v1/chat/completions", messages=[{"role": "user", "content": "天文台2023年公用支出是多少"}])
    page, api, chat = lines(tmp_path / "index")  # and nothing of what the page asked itself, to suggest it
    generation = (tmp_path / "index" / "CURRENT").read_text("utf-8").strip()
    assert {line["generation"] for line in (page, api, chat)} == {generation}
    assert (page["door"], page["question"], page["status"]) == ("page", WATER, "answered")
    assert "186.30" in page["answer"]
    assert (api["door"], api["question"], api["history"]) == ("api", "那图书馆呢", [WATER])
    assert len(api["reports"]) == 1
    assert (chat["door"], chat["status"]) == ("v1", "refused")
    assert page["time"] < api["time"] < chat["time"]


def test_a_user_who_logged_in_is_named(behind: Behind, small_index: Path, tmp_path: Path) -> None:
    set_password(tmp_path / "users.txt", ACCOUNTANT, PASSWORD)
    reception = Reception(Assistant.open(small_index), Journal(tmp_path))
    with behind(Login(Doors(no_page, reception), Users(tmp_path / "users.txt"))) as address:
        named = {"authorization": f"Bearer {ACCOUNTANT}:{PASSWORD}".encode().decode("latin-1")}
        assert post(f"{address}/api/ask", named, question=WATER)[0] == 200
        assert post(f"{address}/api/ask", question=WATER)[0] == 401
    assert [(line["who"], line["question"]) for line in lines(tmp_path)] == [(ACCOUNTANT, WATER)]


@given(st.text(st.characters(exclude_categories=())))
def test_a_line_holds_what_was_asked_and_nothing_that_steers_a_terminal(text: str) -> None:
    line = written({"question": text})
    assert line.isprintable()
    assert json.loads(line.encode()) == json.loads(json.dumps({"question": text}))


def test_a_full_file_is_set_aside_and_the_oldest_go(tmp_path: Path) -> None:
    journal = Journal(tmp_path, full=1000, kept=3)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: journal.note({"number": number, "question": "问" * 100}), range(40)))
    aside = sorted(tmp_path.glob("asked-*.jsonl"))
    assert len(aside) == 3
    assert all(file.stat().st_size < 1500 for file in (*aside, tmp_path / NAME))
    texts = [file.read_text("utf-8") for file in (*aside, tmp_path / NAME)]
    kept = [json.loads(line)["number"] for text in texts for line in text.splitlines()]
    assert len(set(kept)) == len(kept) > 6
    assert 39 in kept or 38 in kept


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_log_is_for_its_owners_eyes(tmp_path: Path) -> None:
    Journal(tmp_path).note({"question": "问"})
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600


def test_a_log_that_cannot_be_written_is_said_once_and_stops_no_answer(
    small_index: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reception = Reception(Assistant.open(small_index), Journal(tmp_path / "nowhere"))
    assert [reception.ask(WATER).status.value for _ in range(3)] == ["answered"] * 3
    assert [record.levelname for record in caplog.records] == ["WARNING"]


# ---------------------------------------------------------------- how long, and how many


def test_a_question_beyond_its_time_is_given_up_in_words(behind: Behind, slowed: Slowed, tmp_path: Path) -> None:
    with behind(Doors(no_page, Reception(slowed, Journal(tmp_path), patience=0.3))) as address:
        begun = time.perf_counter()
        status, told = post(f"{address}/api/ask", question=WATER)
        assert time.perf_counter() - begun < 10
        assert status == 504
        assert "0.3 秒" in told["message"]
        assert "given up" in told["english"]
        assert post(f"{address}/v1/chat/completions", messages=[{"role": "user", "content": WATER}])[0] == 504
        slowed.let.set()
        assert post(f"{address}/api/ask", question=WATER)[0] == 200
    assert [(line["status"], "generation" in line) for line in lines(tmp_path)] == [
        *[("failed", False)] * 2,
        ("answered", True),
    ]


@pytest.mark.parametrize(("language", "words"), [("zh", "0.2 秒还没有答完"), ("en", "within 0.2 seconds")])
def test_the_page_says_so_in_its_language(slowed: Slowed, language: Language, words: str) -> None:
    shown = answered(Reception(slowed, patience=0.2), Seal(), Question(WATER), language)
    assert words in shown["turn"]


def test_questions_that_were_given_up_keep_their_places(slowed: Slowed) -> None:
    reception = Reception(slowed, patience=0.2, at_once=2)
    for kind in (Overtime, Overtime, Overloaded, Overloaded):
        with pytest.raises(kind) as told:
            reception.ask(WATER)
        assert told.value.message != told.value.english
    assert slowed.most == 2
    slowed.let.set()
    assert Reception(slowed).ask(WATER).values


def test_no_more_than_so_many_questions_are_worked_on_and_all_are_answered(slowed: Slowed) -> None:
    reception = Reception(slowed, at_once=3)
    with ThreadPoolExecutor(12) as pool:
        asked = [pool.submit(reception.ask, WATER) for _ in range(12)]
        while slowed.working < 3:
            time.sleep(0.01)
        slowed.let.set()
        assert {one.result().values[0].number for one in asked} == {"186.30"}
    assert slowed.most == 3


def test_an_error_of_the_assistant_comes_through_as_it_is(slowed: Slowed, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> Any:
        raise HeshuError("坏了", "broken")

    monkeypatch.setattr(slowed, "told", fail)
    with pytest.raises(HeshuError, match="坏了"):
        Reception(slowed, at_once=1).ask(WATER)
    with pytest.raises(HeshuError, match="坏了"):  # its place is free again
        Reception(slowed, at_once=1).ask(WATER)


def test_a_door_takes_so_many_requests_at_once() -> None:
    async def run() -> list[int]:
        gone = asyncio.Event()

        async def inner(_: Any, __: Any, send: Any) -> None:
            await gone.wait()
            await send({"type": "http.response.start", "status": 200, "headers": []})

        app = Bounded(AtOnce(inner, 2))
        statuses: list[int] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        requests = [asyncio.create_task(app({"type": "http"}, receive, send)) for _ in range(4)]
        await asyncio.sleep(0.01)
        gone.set()
        await asyncio.gather(*requests)
        await app({"type": "http"}, receive, send)
        return statuses

    assert asyncio.run(run()) == [503, 503, 200, 200, 200]


OPENINGS = """
import sys
from heshu.app import pages
from heshu.asking.assistant import Assistant
from starlette.testclient import TestClient
pages.WAITING = int(sys.argv[2])
page = TestClient(pages.application(Assistant.open(sys.argv[1])))
opening = {"data": [], "fn_index": 0, "session_hash": "a"}
print(page.post("/gradio_api/queue/join", json=opening).status_code)
"""


@pytest.mark.parametrize(("waiting", "status"), [(0, "503"), (200, "200")])
def test_no_more_than_so_many_pages_wait_to_be_opened(small_index: Path, waiting: int, status: str) -> None:
    command = [sys.executable, "-c", OPENINGS, str(small_index), str(waiting)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [status]


def test_a_body_that_stands_still_is_given_up_and_one_that_comes_slowly_is_not() -> None:
    async def status(pieces: int, waits: float) -> int:
        statuses: list[int] = []
        left = iter(range(pieces))

        async def inner(_: Any, receive: Any, send: Any) -> None:
            assert len((await receive())["body"]) == pieces
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def receive() -> Any:
            await asyncio.sleep(waits)
            return {"type": "http.request", "body": b"x", "more_body": next(left) < pieces - 1}

        async def send(message: Any) -> None:
            statuses.extend([message["status"]] if "status" in message else ())

        await Bounded(inner, stalled=0.5)({"type": "http"}, receive, send)
        return statuses[0]

    assert asyncio.run(status(60, 0.01)) == 200
    assert asyncio.run(status(2, 10)) == 408
