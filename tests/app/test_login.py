"""The door: who gets past it, how guessing is braked, whose sessions are whose."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.app import brake as brakes
from heshu.app.brake import Brake
from heshu.app.login import USER, Login
from heshu.app.owned import Owned
from heshu.app.sessions import IDLE, WHOLE, Sessions
from heshu.app.users import Users, set_password

NAME, PASSWORD = "王会计", "一二三四五六七八"


@pytest.fixture(scope="module")
def users(tmp_path_factory: pytest.TempPathFactory) -> Users:
    file = tmp_path_factory.mktemp("users") / "users.txt"
    set_password(file, NAME, PASSWORD)
    return Users(file)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def inner(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(scope.get(USER)).encode()})


def request(  # noqa: PLR0917
    app: Any, method: str, path: str, body: bytes = b"", user: str | None = None, query: str = "", **headers: str
) -> tuple[int, dict[bytes, bytes], bytes]:
    """Send one request; give the status, the headers and the body of the answer."""
    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named, "client": ("10.0.0.9", 1)}
    scope |= {"query_string": query.encode()} | ({USER: user} if user else {})
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(m.get("body", b"") for m in sent[1:])


def log_in(app: Any, name: str = NAME, password: str = PASSWORD, **headers: str) -> tuple[int, str]:
    body = urlencode({"name": name, "password": password}).encode()
    status, given, _ = request(app, "POST", "/login", body, **headers)
    return status, given.get(b"set-cookie", b"").decode()


def test_nobody_gets_past_without_logging_in(users: Users) -> None:
    app = Login(inner, users)
    assert request(app, "GET", "/")[:2] == (303, {b"cache-control": b"no-store", b"location": b"/login"})
    for path in ("/config", "/page/corpus", "/original/x", "/gradio_api/queue/data", "/paper/x/1.png", "//", "/login/"):
        status, _, body = request(app, "GET", path)
        assert status == 401
        assert "重新登录" in json.loads(body)["message"]
    for cookie in ("heshu-session=", "heshu-session=x", "a=b; heshu-session=../x", "\x01", "heshu-session"):
        assert request(app, "GET", "/config", cookie=cookie)[0] == 401


def test_logging_in_and_out(users: Users) -> None:
    app = Login(inner, users)
    status, cookie = log_in(app)
    assert status == 303
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    held = cookie.partition(";")[0]
    status, headers, body = request(app, "GET", "/config", cookie=held)
    assert (status, body.decode()) == (200, NAME)
    assert headers[b"cache-control"] == b"no-store"
    assert request(app, "GET", "/login", cookie=held)[0] == 303
    assert request(app, "GET", "/logout", cookie=held)[0] == 303
    assert request(app, "GET", "/config", cookie=held)[0] == 200, "a link must not log out"
    assert request(app, "POST", "/logout", cookie=held, sec_fetch_site="cross-site")[0] == 403
    assert request(app, "POST", "/logout", cookie=held)[0] == 303
    assert request(app, "GET", "/config", cookie=held)[0] == 401


def test_each_login_has_a_token_of_its_own(users: Users) -> None:
    app = Login(inner, users)
    first = log_in(app)[1].partition(";")[0]
    second = log_in(app, cookie=first)[1].partition(";")[0]
    assert first != second
    assert request(app, "GET", "/config", cookie=first)[0] == 401, "what was set before the login is worth nothing"
    assert request(app, "GET", "/config", cookie=second)[0] == 200


def test_wrong_is_wrong_whichever_part_it_was(users: Users) -> None:
    app = Login(inner, users)
    told = set()
    for name, password in ((NAME, "不对的密码不对的"), ("没有此人", PASSWORD), ("", ""), (NAME, "x" * 5000)):
        body = urlencode({"name": name, "password": password}).encode()
        status, headers, page = request(app, "POST", "/login", body)
        assert b"set-cookie" not in headers
        if status == 401:
            told.add(page.replace(f'value="{name}"'.encode(), b"").replace(b" autofocus", b""))
        else:
            assert status == 413
    assert len(told) == 1
    assert "用户名或密码不对".encode() in next(iter(told))


def test_what_was_typed_is_no_markup(users: Users) -> None:
    body = urlencode({"name": '"><script>x', "password": "y"}).encode()
    assert b"<script>x" not in request(Login(inner, users), "POST", "/login", body)[2]


def test_a_form_of_another_page_logs_nobody_in(users: Users) -> None:
    assert log_in(Login(inner, users), sec_fetch_site="cross-site") == (403, "")


def test_guessing_is_braked_and_the_right_password_waits_too(users: Users) -> None:
    clock = Clock()
    app = Login(inner, users, Brake(clock))
    assert [log_in(app, password=f"猜{n}")[0] for n in range(5)] == [401] * 5
    status, headers, page = request(app, "POST", "/login", urlencode({"name": NAME, "password": PASSWORD}).encode())
    assert status == 429
    assert int(headers[b"retry-after"]) == brakes.WINDOW
    assert "15 分钟".encode() in page
    clock.now += brakes.WINDOW
    assert log_in(app)[0] == 303
    assert [log_in(app, password=f"猜{n}")[0] for n in range(5)] == [401] * 5, "a right one clears what is counted"


def test_programs_send_the_password_with_each_request(users: Users) -> None:
    app = Login(inner, users)
    pair = f"{NAME}:{PASSWORD}"
    basic = f"Basic {base64.b64encode(pair.encode()).decode()}"
    for path in ("/api/ask", "/v1/models", "/mcp"):
        assert request(app, "POST", path, authorization=basic)[2].decode() == NAME
        status, headers, body = request(app, "POST", path)
        assert status == 401
        assert headers[b"www-authenticate"].startswith(b"Basic ")
        assert set(json.loads(body)) == {"message", "english"}
    assert request(app, "POST", "/v1/models", authorization="Bearer a:b")[0] == 401
    for sent in ("Basic", "Basic ???", "Bearer", "Digest x", "Basic /w==", ""):
        assert request(app, "POST", "/api/ask", authorization=sent)[0] == 401
    assert request(app, "GET", "/page/corpus", authorization=basic)[0] == 401
    assert [request(app, "POST", "/api/ask", authorization=f"Bearer {NAME}:{n}")[0] for n in range(6)][-1] in (401, 429)


# ---------------------------------------------------------------- the brake, alone


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.floats(0, 400)), max_size=60))
def test_no_more_than_the_rules_let_through(tries: list[tuple[str, str, float]]) -> None:
    clock = Clock()
    brake, let = Brake(clock), list[tuple[float, str, str]]()
    for name, address, pause in tries:
        clock.now += pause
        if brake.wait(name, address) == 0:
            let.append((clock.now, name, address))
    for now, name, address in let:
        within = [one for one in let if now - brakes.WINDOW < one[0] <= now]
        assert sum((n, a) == (name, address) for _, n, a in within) <= 5
        assert sum(a == address for _, _, a in within) <= 30
        assert sum(n == name for _, n, _ in within) <= 100


def test_the_brake_forgets_what_is_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brakes, "KEYS", 50)
    brake = Brake(Clock())
    for number in range(1000):
        brake.wait(f"n{number}", f"a{number}")
    assert len(brake._tries) <= 50


# ---------------------------------------------------------------- sessions


@pytest.fixture
def sessions(users: Users) -> tuple[Sessions, Clock, str]:
    clock = Clock()
    made = Sessions(users, clock)
    return made, clock, made.begin(NAME, users.stamp(NAME) or "")


def test_a_session_ends_when_nobody_is_there(sessions: tuple[Sessions, Clock, str]) -> None:
    held, clock, token = sessions
    clock.now += IDLE - 1
    assert held.user(token) == NAME
    clock.now += IDLE - 1
    assert held.user(token) == NAME
    clock.now += IDLE
    assert held.user(token) is None


def test_a_session_ends_in_any_case(sessions: tuple[Sessions, Clock, str]) -> None:
    held, clock, token = sessions
    begun = clock.now
    while clock.now - begun < WHOLE:
        assert held.user(token) == NAME
        clock.now += IDLE / 2
    assert held.user(token) is None


def test_a_session_ends_with_its_password(tmp_path: Path) -> None:
    file = tmp_path / "users.txt"
    set_password(file, NAME, PASSWORD)
    users = Users(file)
    held = Sessions(users)
    token = held.begin(NAME, users.stamp(NAME) or "")
    assert held.user(token) == NAME
    set_password(file, NAME, PASSWORD)
    assert held.user(token) is None


# ---------------------------------------------------------------- whose is whose


def test_a_session_of_the_page_answers_to_its_own_user_alone() -> None:
    app = Owned(inner, USER)
    join, data = "/gradio_api/queue/join", "/gradio_api/queue/data"
    body = json.dumps({"session_hash": "s1", "data": []}).encode()
    assert request(app, "POST", join, body, user="甲")[0] == 200
    assert request(app, "GET", data, user="甲", query="session_hash=s1")[0] == 200
    assert request(app, "GET", data, user="乙", query="session_hash=s1")[0] == 404
    assert request(app, "GET", data, user="乙", query="session_hash=s2&session_hash=s1")[0] == 404
    assert request(app, "POST", join, body, user="乙")[0] == 404
    assert request(app, "GET", "/page/corpus", user="乙")[0] == 200
    assert request(app, "GET", data, query="session_hash=s1")[0] == 200, "where nobody logs in nothing is kept apart"
