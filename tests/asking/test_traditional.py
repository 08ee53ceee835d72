"""A report in traditional characters and another encoding answers as one in simplified characters does."""

from __future__ import annotations

from pathlib import Path

import pytest

from heshu.asking.assistant import Assistant
from heshu.library.build import build

REPORT = """南灣縣教育局2023年度部門整體支出績效自評報告

一、部門概況

2023年年初預算1,850.00萬元，全年執行1,886.32萬元，預算執行率98.22%。

二、存在的問題

預算編製不夠精準。
"""


@pytest.mark.parametrize("encoding", ["big5", "utf-8", "utf-16"])
def test_a_traditional_report_is_answered_from(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "報告.txt").write_bytes(REPORT.encode(encoding))
    build([tmp_path / "reports"], tmp_path / "index")
    answer = Assistant.open(tmp_path / "index").ask("南湾县教育局2023年全年执行多少")
    assert [(value.number, value.unit) for value in answer.values] == [("1886.32", "万元")]
    assert "1,886.32萬元[1]" in answer.text
    assert "全年執行1,886.32萬元" in answer.citations[0].quote
