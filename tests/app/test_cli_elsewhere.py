"""heshu ask --server, and --llm, as people run them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli

WATER = "水务局2023年公用支出是多少"


def heshu(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu", input=stdin)


def test_a_server_gives_the_answer_of_its_index(doors: str, small_index: Path, tmp_path: Path) -> None:
    there = heshu("ask", WATER, "--server", doors, "--index", tmp_path / "none")
    here = heshu("ask", WATER, "--index", small_index)
    assert there.exit_code == 0
    assert there.stdout == here.stdout


def test_reports_and_history_go_to_the_server(doors: str) -> None:
    done = heshu("ask", "公用支出是多少", "--server", doors, "--report", "图书馆", "--json")
    assert json.loads(done.stdout)["values"] == [{"number": "57.25", "unit": "万元"}]
    row = json.dumps({"id": 1, "question": "那图书馆呢", "history": [WATER]})
    done = heshu("ask", "--server", doors, "--batch", "-", stdin=row + "\n不是 JSON\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (first["id"], first["values"]) == (1, [{"number": "57.25", "unit": "万元"}])
    assert second["status"] == "refused"


def test_what_the_server_refuses_is_said(doors: str) -> None:
    done = heshu("ask", WATER, "--server", doors, "--report", "没有这份")
    assert done.exit_code == 2
    assert "服务器答复：索引里没有“没有这份”这份报告" in done.stderr


@pytest.fixture
def stranger() -> Iterator[str]:
    """Give the address of a server that is none of Heshu's."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"status": "fine"}')

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_of_another_kind_is_told_apart(stranger: str) -> None:
    done = heshu("ask", WATER, "--server", stranger)
    assert done.exit_code == 2
    assert "看不懂" in done.stderr


@pytest.mark.parametrize(
    ("url", "said"), [("http://127.0.0.1:9", "连不上"), ("127.0.0.1:7860", "不是网址"), ("file:///etc", "不是网址")]
)
def test_an_address_that_leads_nowhere_is_said(url: str, said: str) -> None:
    done = heshu("ask", WATER, "--server", url)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_language_model_is_not_named_for_a_server(doors: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (("--llm", "http://127.0.0.1:9", "--llm-model", "m"), ("--llm-model", "m")):
        done = heshu("ask", WATER, "--server", doors, *given)
        assert done.exit_code == 2
        assert "--server" in done.stderr
        assert done.stdout == ""
    monkeypatch.setenv("HESHU_LLM", "http://127.0.0.1:9")  # is for what this machine answers
    assert heshu("ask", WATER, "--server", doors).exit_code == 0


def test_a_language_model_that_is_down_changes_nothing(small_index: Path) -> None:
    given = ("--llm", "http://127.0.0.1:9", "--llm-model", "m")
    assert (
        heshu("ask", WATER, "--index", small_index, *given).stdout == heshu("ask", WATER, "--index", small_index).stdout
    )


@pytest.mark.parametrize("given", [("--llm", "nowhere", "--llm-model", "m"), ("--llm", "http://127.0.0.1:9")])
def test_what_names_no_model_is_refused(small_index: Path, given: tuple[str, ...]) -> None:
    done = heshu("ask", WATER, "--index", small_index, *given)
    assert done.exit_code == 2
    assert "--llm-model" in done.stderr


def test_the_model_phrases_and_the_command_line_says_where_the_words_go(
    small_index: Path, scripted: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted.says("根据报告，青禾县水务局2023年的公用支出为186.30万元[1]。另有公用支出9999万元[1]。")
    monkeypatch.setenv("HESHU_LLM_KEY", "mine")
    monkeypatch.setenv("HESHU_LLM", scripted.url)
    monkeypatch.setenv("HESHU_LLM_MODEL", "m")
    done = heshu("ask", WATER, "--index", small_index)
    assert done.stdout.startswith("根据报告，青禾县水务局2023年的公用支出为186.30万元[1]。\n")
    assert scripted.url.split("/")[2] in done.stderr
    assert scripted.keys == ["Bearer mine"]
