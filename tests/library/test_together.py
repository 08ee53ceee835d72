"""Several processes ask one index while another publishes: each answer is of one whole generation, at last the new."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from heshu.library.build import build

OFFICES = ("气象局", "水务局", "档案馆", "图书馆")
GENERATIONS = int(os.environ.get("HESHU_GENERATIONS", "6"))
ASKERS = 3
ASK = """
import json
from heshu.asking.assistant import Assistant

assistant, said, last = Assistant.open(index), [], False
while not last:
    last = (home / "stop").exists()  # before the question: one more is asked once all is published
    answer = assistant.ask("各部门2023年全年支出分别是多少")
    said.append([[value.number for value in answer.values], [citation.quote for citation in answer.citations]])
    (home / f"{name}.asking").write_text(str(len(said)))
(home / f"{name}.json").write_text(json.dumps(said))
"""


def write(folder: Path, amount: int) -> None:
    """Write the reports of a generation: all of them state the same amount."""
    for office in OFFICES:
        title = f"东岭县{office}2023年度部门整体支出绩效自评报告"
        text = f"# {title}\n\n## 一、概况\n\n东岭县{office}2023年全年支出{amount}.50万元。\n"
        (folder / f"{office}.md").write_text(text, "utf-8")


def asked(home: Path) -> int:
    """Count the questions that all processes have asked so far."""
    return sum(int(path.read_text() or 0) for path in home.glob("*.asking"))


@pytest.mark.skipif(os.name == "nt", reason="processes are started as on Linux and macOS")
def test_answers_of_several_processes_are_each_of_one_whole_generation(
    tmp_path: Path, start: Callable[..., BaseProcess]
) -> None:
    folder, index = tmp_path / "reports", tmp_path / "index"
    folder.mkdir()
    write(folder, 100)
    build([folder], index)
    askers = [start(ASK, index=index, home=tmp_path, name=str(name)) for name in range(ASKERS)]
    for amount in range(101, 101 + GENERATIONS):
        before = asked(tmp_path)
        write(folder, amount)
        build([folder], index)
        while asked(tmp_path) < before + ASKERS and all(asker.is_alive() for asker in askers):
            time.sleep(0.02)
    (tmp_path / "stop").touch()
    for asker in askers:
        asker.join()
        assert asker.exitcode == 0
    for name in range(ASKERS):
        said = json.loads((tmp_path / f"{name}.json").read_text())
        amounts = [values[0] for values, _ in said]
        assert all(values == [values[0]] * len(OFFICES) for values, _ in said)
        assert all(values[0] in quote for values, quotes in said for quote in quotes)
        assert amounts == sorted(amounts)
        assert amounts[-1] == f"{100 + GENERATIONS}.50"
