"""The way from the chat page to the settings of the language model, and back."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_whoever_sits_at_the_machine_finds_the_settings(page: Page) -> None:
    page.get_by_role("link", name="语言模型设置").click()
    expect(page.get_by_role("heading", name="语言模型")).to_be_visible()
    expect(page.get_by_text("没有使用语言模型")).to_be_visible()
    page.get_by_label("地址").fill("ftp://a")
    page.get_by_label("模型名称").fill("m")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("不是语言模型的地址")
    page.get_by_role("link", name="返回提问").click()
    expect(page.locator("#heshu-shelf h2")).to_be_visible()
