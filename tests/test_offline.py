"""Nothing leaves the machine: reading, asking and searching work where every connection is refused."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

GUARD = """
import json, sys
NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto",
           "socket.sendmsg", "urllib.Request", "http.client.connect"}
tried = []
def refuse(event, arguments):
    if event in NETWORK:
        tried.append(f"{event} {arguments}")
        raise OSError("there is no network")
sys.addaudithook(refuse)
"""

RUN = """
from heshu.app.cli import cli
def heshu(*arguments):
    try:
        cli.main(list(arguments), prog_name="heshu")
    except SystemExit as done:
        assert done.code == 0, (arguments, done.code)
reports, index = sys.argv[1:]
heshu("index", reports, "--index", index)
heshu("ask", "水务局公用支出是多少", "--index", index)
heshu("search", "存在的主要问题", "--index", index)
import heshu.app.pages
from heshu.asking.assistant import Assistant
from pathlib import Path
heshu.app.pages.build(Assistant.open(Path(index)))
print(json.dumps(tried), file=sys.stderr)
"""

TRY = """
import socket
try:
    socket.create_connection(("127.0.0.1", 9))
except OSError:
    print(json.dumps(tried), file=sys.stderr)
"""


def tried(script: str, *arguments: Path) -> tuple[str, list[str]]:
    """Run a script under the guard; give what it wrote and what it tried."""
    command = [sys.executable, "-c", GUARD + script, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.fail(done.stderr)
    return done.stdout, json.loads(done.stderr.splitlines()[-1])


def test_everything_works_without_a_network(small_reports: Path, tmp_path: Path) -> None:
    written, attempts = tried(RUN, small_reports, tmp_path / "index")
    assert "186.30万元" in written
    assert attempts == []


def test_the_guard_sees_an_attempt() -> None:
    assert tried(TRY)[1]
