"""heshu audit, as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from heshu.app.cli import cli
from heshu.library.build import build
from heshu.library.library import Library

WRONG = """\
# 河口镇渔政站2023年度部门整体支出绩效自评报告

## 一、支出情况

2023年，渔政站年初预算80.00万元，全年支出76.00万元，预算执行率为97.00%。其中：基本支出60.00万元，项目支出16.00万元。

巡航指标完成率为150%。
"""
SILENT = "# 河口镇路灯所2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n2023年，路灯所更换灯头212盏。\n"


def heshu(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)), prog_name="heshu")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of a report with an error, one with nothing to check, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("audit") / "报告"
    folder.mkdir()
    (folder / "渔政站.md").write_text(WRONG, "utf-8")
    (folder / "路灯所.md").write_text(SILENT, "utf-8")
    (folder / "坏.pdf").write_bytes(b"%PDF-")
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Path:
    build([folder], folder.parent / "index")
    return folder.parent / "index"


def test_what_does_not_agree_comes_first_then_notes_then_the_count(index: Path) -> None:
    done = heshu("audit", "--index", index)
    assert done.exit_code == 0
    wrong, formula, quote, note, nothing, total = map(
        done.stdout.index,
        (
            "预算执行率应为95.00%",
            "76.00 ÷ 80.00 = 95%，所写为 97.00%，不一致",
            "“2023年，渔政站年初预算80.00万元，全年支出76.00万元，预算执行率为97.00%。”",
            "巡航指标完成率达到150%",
            "没有可以互相推算的数：路灯所.md",
            "2 份报告，核对了 3 处：1 处不一致，1 处提示，1 处相符",
        ),
    )
    assert wrong < formula < quote < note < nothing < total
    assert "60.00＋16.00" not in done.stdout
    assert "60.00 + 16.00" not in done.stdout


def test_all_lists_what_holds(index: Path) -> None:
    assert "60.00 + 16.00 = 76万元" in heshu("audit", "--all", "--index", index).stdout


def test_a_file_that_was_not_read_is_named_with_the_reason(index: Path, folder: Path) -> None:
    for done in (heshu("audit", "--index", index), heshu("audit", folder)):
        (row,) = [row for row in done.stdout.splitlines() if "坏.pdf" in row]
        assert "PDF" in row.partition("未读：")[2]


def test_a_finding_s_quotes_stand_in_the_report(index: Path) -> None:
    found = json.loads(heshu("audit", "--json", "--index", index).stdout)
    texts = {card.source: Library.open(index).report(card.id).text for card in Library.open(index).cards}
    assert {one["verdict"] for one in found} == {"consistent", "inconsistent", "note"}
    for one in found:
        assert one["quote"] in texts[one["source"]]
        assert all(operand["quote"] in texts[operand["source"]] for operand in one["operands"])


def test_a_folder_or_a_file_is_audited_without_an_index(index: Path, folder: Path, tmp_path: Path) -> None:
    indexed = json.loads(heshu("audit", "--json", "--index", index).stdout)
    for name in (folder, folder / "渔政站.md"):
        done = heshu("audit", name, "--json", "--index", tmp_path / "none")
        assert done.exit_code == 0
        assert json.loads(done.stdout) == indexed
    assert heshu("audit", folder, "--json").stderr.startswith("未读：坏.pdf：")
    assert not (tmp_path / "none").exists()


def test_a_report_of_the_index_is_chosen_by_a_part_of_its_name(index: Path) -> None:
    done = heshu("audit", "路灯", "--index", index)
    assert "渔政站" not in done.stdout
    assert done.stdout.splitlines()[-1] == "没有核对任何数"


def test_a_report_without_an_error_is_told_so(small_index: Path) -> None:
    assert "没有发现算错的数，核对了 " in heshu("audit", "--index", small_index).stdout


@pytest.mark.parametrize("held", [True, False])
def test_a_name_that_is_neither_a_folder_nor_a_report_is_told(index: Path, tmp_path: Path, held: bool) -> None:
    done = heshu("audit", "没有这个", "--index", index if held else tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "没有“没有这个”这个文件夹或文件" in done.stderr


def test_without_a_name_and_an_index_it_says_what_to_run(tmp_path: Path) -> None:
    assert "heshu index" in heshu("audit", "--index", tmp_path).stderr


def test_files_that_all_cannot_be_read_exit_1(folder: Path) -> None:
    done = heshu("audit", folder / "坏.pdf")
    assert done.exit_code == 1
    assert "没有一份报告能读" in done.stdout
    assert heshu("audit", folder / "坏.pdf", "--json").stdout == "[]\n"
