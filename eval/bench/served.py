"""The same questions with the vectors in the index folder and on a Chroma server, and whether the answers agree.

    python -m eval.bench.served INDEX QUESTIONS.jsonl

Starts a server of its own (`chroma run`), brings the vectors there, asks every question both ways, and prints how many
answers differ.  Ends with status 1 where one does.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from heshu.asking.assistant import Assistant
from heshu.library import vectors_server
from heshu.library.address import ADDRESS
from heshu.library.generations import current

STARTED = 60
"""Seconds that a server may take to start on a busy machine."""


@contextmanager
def chroma(folder: Path) -> Iterator[str]:
    """Run a Chroma server over a folder; give its address.

    Raises `FileNotFoundError` where the program is not beside Python, `TimeoutError` where it does not start.
    """
    port = free_port()
    program = Path(sys.executable).with_name("chroma")
    command = [str(program), "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            wait_for(f"{url}/api/v2/heartbeat")
            yield url
        finally:
            process.terminate()


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, seconds: int = STARTED) -> None:
    """Wait until a server that was started answers; raises `TimeoutError` where it does not."""
    for _ in range(seconds * 10):
        try:
            if httpx.get(url).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise TimeoutError(f"no answer from {url} after {seconds} s")


def answers(index: Path, questions: Sequence[Mapping[str, Any]]) -> list[str]:
    """Ask all questions of a process's own index; give the texts."""
    assistant = Assistant.open(index)
    return [assistant.ask(one["question"], one.get("history", [])).text for one in questions]


def main() -> None:
    """Ask both ways, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    options = parser.parse_args()
    questions = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, chroma(Path(folder)) as server:
        started = time.monotonic()
        brought = vectors_server.publish(current(options.index), server)
        print(f"{brought} vectors brought in {time.monotonic() - started:.0f} s")
        here = answers(options.index, questions)
        os.environ[ADDRESS] = server
        there = answers(options.index, questions)
    differ = [one["question"] for one, a, b in zip(questions, here, there, strict=True) if a != b]
    print(f"{len(questions)} questions, {len(differ)} answered otherwise", *differ, sep="\n")
    sys.exit(bool(differ))


if __name__ == "__main__":
    main()
