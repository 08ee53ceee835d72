"""The comparison and the audit, and both as files to hand on."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def comparison(page: Page, *figures: str) -> Locator:
    page.get_by_role("link", name="指标对比").click()
    for figure in figures:
        page.locator(".chips").get_by_text(figure, exact=True).click()
        expect(page.locator(".compare thead")).to_contain_text(figure)
    return page.locator(".compare")


def row(view: Locator, name: str) -> Locator:
    return view.locator(f'tbody tr[data-name="{name}"]')


def test_figures_stand_beside_each_other_and_open_their_quotes(page: Page) -> None:
    view = comparison(page, "预算执行率", "基本支出")
    expect(row(view, "河口镇渔政站").locator("td").nth(1)).to_contain_text("95.00%")
    expect(row(view, "河口镇路灯所").locator("td").nth(2)).to_have_text("未披露")
    row(view, "河口镇路灯所").locator(".cite").click()
    expect(page.locator("#heshu-evidence mark")).to_contain_text("预算执行率为92.60%")
    page.locator("fieldset", has_text="路灯所").get_by_role("checkbox").uncheck()
    expect(row(view, "河口镇路灯所")).to_have_count(0)
    expect(row(view, "河口镇渔政站")).to_be_visible()


def test_a_column_sorts_with_what_is_not_disclosed_last(page: Page) -> None:
    view = comparison(page, "预算执行率", "基本支出")
    names = view.locator("tbody th")
    view.get_by_role("button", name="预算执行率", exact=True).click()
    expect(names.first).to_have_text("河口镇渔政站")
    view.get_by_role("button", name="预算执行率", exact=True).click()
    expect(names.first).to_have_text("河口镇路灯所")
    for _ in range(2):
        view.get_by_role("button", name="基本支出", exact=True).click()
        expect(names.last).to_have_text("河口镇路灯所")


def test_a_figure_of_ones_own_wording_is_computed_and_says_so(page: Page) -> None:
    view = comparison(page)
    view.get_by_label("其他指标").fill("项目支出占基本支出的比例")
    view.get_by_role("button", name="加上").click()
    expect(row(view, "河口镇渔政站")).to_contain_text("33.33%")
    expect(row(view, "河口镇渔政站").locator(".formula")).to_contain_text("19.00 ÷ 57.00")


def test_a_comparison_goes_out_as_a_workbook(page: Page) -> None:
    view = comparison(page, "预算执行率", "基本支出")
    with page.expect_download() as taken:
        view.get_by_role("link", name="导出 Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    values = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows(min_row=2)]
    assert values[0][:5] == ["河口镇渔政站", 2023, 95, "%", 57]
    assert values[1][4] == "未披露"
    assert "预算执行率为95.00%" in book.worksheets[1]["E2"].value
    book.close()


def test_an_audit_goes_out_as_a_workbook_and_a_document(page: Page) -> None:
    page.get_by_role("link", name="报告体检").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出 Excel").click()
    book = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    first = [cell.value for cell in book.worksheets[0][2]]
    assert first[:2] == ["不一致", "河口镇路灯所"]
    assert [Decimal(str(value)) for value in first[5:7]] == [Decimal("92.6"), Decimal("82.6")]
    book.close()
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出 Word").click()
    path: Path = taken.value.path()
    text = [paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs]
    assert text.index("不一致（1）") < next(n for n, line in enumerate(text) if line.startswith("一致（"))
    assert any("41.30 ÷ 50.00 = 82.6%" in line for line in text)
