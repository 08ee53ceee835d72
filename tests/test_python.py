"""``import heshu``, as the documentation shows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import heshu


def test_five_lines_of_python_answer_a_question(small_reports: Path, tmp_path: Path) -> None:
    from heshu import Assistant, Status, build  # noqa: PLC0415

    build([small_reports], tmp_path / "index")
    answer = Assistant.open(tmp_path / "index").ask("水务局2023年公用支出是多少")
    assert answer.status is Status.ANSWERED
    assert [(value.number, value.unit) for value in answer.values] == [("186.30", "万元")]
    assert "186.30万元" in answer.citations[0].quote


def test_every_name_that_is_offered_is_there() -> None:
    assert all(getattr(heshu, name) is not None for name in heshu.__all__)
    assert set(heshu.__all__) <= set(dir(heshu))
    assert not hasattr(heshu, "nothing")


def test_importing_loads_nothing_heavy() -> None:
    script = "import sys, heshu; print(sorted({'numpy', 'tantivy', 'click'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"
