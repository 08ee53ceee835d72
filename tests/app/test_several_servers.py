"""Several servers on one index: each answers alike, sees a new generation, and nothing is lost with one of them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from eval.bench.served import free_port, wait_for
from heshu.library.build import build

STARTED = 120
"""Seconds that a server may take to start on a busy machine."""
NEW = "# 东岭县档案局2023年度部门整体支出绩效自评报告\n\n全年支出5.00万元。\n"


class Server:
    """A `heshu serve` of its own."""

    def __init__(self, index: Path) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        command = [
            str(Path(sys.executable).with_name("heshu")),
            "serve",
            "--index",
            str(index),
            "--port",
            str(port),
            "--no-open",
        ]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def ask(self, question: str) -> dict[str, object]:
        """Ask it through its JSON interface; what differs from server to server is left out."""
        answer: dict[str, object] = httpx.post(f"{self.url}/api/ask", json={"question": question}, timeout=60).json()
        answer.pop("seconds", None)
        return answer

    def wait(self) -> None:
        """Wait until it answers."""
        wait_for(f"{self.url}/api/reports", STARTED)

    def end(self) -> None:
        """Kill it, as a machine that fails does."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def index(small_reports: Path, tmp_path: Path) -> Path:
    """An index that may be written to."""
    build([small_reports], tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def two(index: Path) -> Iterator[tuple[Server, Server]]:
    """Two servers on it."""
    with ExitStack() as stack:
        first, second = Server(index), Server(index)
        stack.callback(first.end)
        stack.callback(second.end)
        first.wait()
        second.wait()
        yield first, second


def test_two_servers_answer_alike_and_one_goes_on_without_the_other(
    two: tuple[Server, Server], index: Path, small_reports: Path, tmp_path: Path
) -> None:
    first, second = two
    for question in ("公用支出多少", "哪个部门得分最低", "存在哪些主要问题"):
        assert first.ask(question) == second.ask(question)
    more = tmp_path / "more"
    more.mkdir()
    (more / "新增.md").write_text(NEW, "utf-8")
    build([small_reports, more], index)
    answers = [server.ask("东岭县档案局2023年全年支出是多少") for server in two]
    assert answers[0] == answers[1]
    assert "5.00万元" in json.dumps(answers[0], ensure_ascii=False)
    first.end()
    assert second.ask("东岭县档案局2023年全年支出是多少") == answers[1]
