"""The page on which an administrator sets the language model, as a browser without scripts uses it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from heshu.app.bounded import Receive, Scope, Send
from heshu.app.doors import Doors
from heshu.app.login import USER
from heshu.app.model_kept import KEPT, Models, Named
from heshu.app.models import writer_of
from heshu.app.server import Gate, administering
from heshu.app.users import open_users, set_password
from heshu.asking.assistant import Assistant
from heshu.errors import UsageError

WATER = "水务局2023年公用支出是多少"
SAID = "根据报告，青禾县水务局2023年的公用支出为186.30万元[1]。"
Visit = Callable[..., TestClient]


@pytest.fixture
def index(small_index: Path, tmp_path: Path) -> Path:
    """Give an index of its own."""
    return shutil.copytree(small_index, tmp_path / "index")


@pytest.fixture
def assistant(index: Path) -> Assistant:
    return Assistant.open(index)


def visitor(models: Models, assistant: Assistant, user: str | None = None) -> TestClient:
    """Come to the page as a user who has logged in, or as nobody where nobody has to."""

    async def none(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("the page itself is not asked")

    doors = Doors(none, assistant, models)

    async def logged_in(scope: Scope, receive: Receive, send: Send) -> None:
        await doors(scope if user is None else {**scope, USER: user}, receive, send)

    gate: Any = Gate(logged_in, {"testserver"})
    return TestClient(gate, headers={"accept-language": "zh-CN"})


def sent(client: TestClient, url: str, name: str = "m", **other: str) -> Any:
    """Fill in the form and send it."""
    token = re.search(r'name="token" value="([^"]+)"', client.get("/model").text)
    return client.post("/model", data={"token": token[1] if token else "", "url": url, "name": name, **other})


def test_a_model_that_is_set_phrases_the_next_answer_and_is_kept(
    index: Path, assistant: Assistant, scripted: Any
) -> None:
    scripted.says(SAID)
    client = visitor(Models(assistant, index), assistant)
    assert "没有使用语言模型" in client.get("/model").text
    given = sent(client, scripted.url)
    assert given.status_code == 200
    assert "模型有应答" in given.text
    assert assistant.ask(WATER).text == SAID
    assert client.post("/api/ask", json={"question": WATER}).json()["text"] == SAID
    later = Assistant.open(index)
    assert Models(later, index).place == scripted.url.split("/")[2]
    assert later.ask(WATER).text == SAID


def test_an_empty_address_takes_the_model_away(index: Path, assistant: Assistant, scripted: Any) -> None:
    client = visitor(Models(assistant, index), assistant)
    sent(client, scripted.url)
    assert (index / KEPT).exists()
    assert "没有使用语言模型" in sent(client, "", "").text
    assert assistant.writer is None
    assert not (index / KEPT).exists()


def test_a_model_that_says_nothing_is_told_of(index: Path, assistant: Assistant, scripted: Any) -> None:
    scripted.status = 503
    given = sent(visitor(Models(assistant, index), assistant), scripted.url)
    assert "模型没有应答" in given.text
    assert "186.30万元" in assistant.ask(WATER).text


@pytest.mark.parametrize(("url", "name"), [("ftp://a", "m"), ("http://a", ""), ("<script>", "m")])
def test_what_is_no_address_changes_nothing(index: Path, assistant: Assistant, url: str, name: str) -> None:
    given = sent(visitor(Models(assistant, index), assistant), url, name)
    assert given.status_code == 400
    assert "不是语言模型的地址" in given.text
    assert "<script>" not in given.text
    assert assistant.writer is None


def test_only_an_administrator_may(index: Path, assistant: Assistant, scripted: Any) -> None:
    models = Models(assistant, index, {"王会计"})
    other = visitor(models, assistant, "李会计")
    assert "只有管理员能改" in other.get("/model").text
    assert sent(other, scripted.url).status_code == 403
    assert assistant.writer is None
    assert sent(visitor(models, assistant, "王会计"), scripted.url).status_code == 200
    assert assistant.writer
    assert scripted.url.split("/")[2] in other.get("/model").text


def test_a_form_of_another_site_changes_nothing(index: Path, assistant: Assistant, scripted: Any) -> None:
    client = visitor(Models(assistant, index), assistant)
    for token in ("", "x", "口令"):
        assert client.post("/model", data={"url": scripted.url, "name": "m", "token": token}).status_code == 403
    assert assistant.writer is None


def test_what_the_command_line_named_stays(index: Path, scripted: Any) -> None:
    assistant = Assistant.open(index, writer=writer_of("http://127.0.0.1:9/v1", "m"))
    client = visitor(Models(assistant, index), assistant)
    shown = client.get("/model").text
    assert "127.0.0.1:9" in shown
    assert "--llm" in shown
    assert "<form" not in shown
    assert sent(client, scripted.url).status_code == 403
    with pytest.raises(UsageError, match="--llm"):
        Models(assistant, index).change(Named(scripted.url, "m"), None)


@pytest.mark.parametrize("junk", [b"", b"[]", b"\xff", b'{"url": "ftp://a", "name": "m"}', b'{"url": 3}'])
def test_what_was_not_kept_here_is_no_model(index: Path, assistant: Assistant, junk: bytes) -> None:
    (index / KEPT).write_bytes(junk)
    assert Models(assistant, index).place == ""
    assert assistant.writer is None


def test_a_long_form_and_other_methods_are_refused(index: Path, assistant: Assistant) -> None:
    client = visitor(Models(assistant, index), assistant)
    assert client.post("/model", data={"url": "x" * 5000}).status_code == 413
    assert client.put("/model").status_code == 405
    assert client.get("/models").status_code == 404


def test_an_administrator_is_a_user(tmp_path: Path) -> None:
    set_password(tmp_path / "users.txt", "王会计", "correct horse")
    users = open_users(tmp_path / "users.txt")
    assert administering(["王会计"], users) == {"王会计"}
    for names, of in ((["李会计"], users), (["王会计"], None)):
        with pytest.raises(UsageError, match="--admin"):
            administering(names, of)
