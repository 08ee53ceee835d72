"""What a reader sees of the figures: their marks, the card behind one, and the citation to paste."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_figure_shows_what_it_is_and_opens_its_calculation(page: Page) -> None:
    page.locator("#heshu-question").fill("路灯所预算执行率92.60%算得对吗")
    page.locator("#heshu-question").press("Enter")
    reply = page.locator(".turn .reply.answered")
    expect(reply.locator(".fig.wrong")).to_have_text("92.60%")
    expect(reply.locator(".fig.wrong")).to_have_attribute("data-mark", "不一致")
    expect(reply.locator(".fig.stated").first).to_have_attribute("data-mark", "原文")
    card = reply.locator(".sums li")
    expect(card.locator("table")).to_be_hidden()
    reply.get_by_role("button", name="82.60% 计算").press("Enter")
    expect(card.locator("table")).to_be_visible()
    expect(card.locator("tr").first).to_contain_text("41.30万元")
    card.locator(".cite").last.click()
    expect(page.locator("#heshu-evidence mark")).to_contain_text("预算执行率为92.60%")


def test_a_quote_is_copied_as_a_citation(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#heshu-question").fill("渔政站预算执行率是多少")
    page.locator("#heshu-question").press("Enter")
    page.get_by_role("button", name="复制引文").click()
    expect(page.get_by_role("button", name="复制引文")).to_have_attribute("data-said", "已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(
        "（《河口镇渔政站2023年度部门整体支出绩效自评报告》，河口镇渔政站 · 2023 年，二、支出情况，a.md）"
    )
    assert "预算执行率为95.00%" in copied
    with page.expect_download() as taken:
        page.get_by_role("link", name="打开原文件").click()
    assert taken.value.suggested_filename == "a.md"
