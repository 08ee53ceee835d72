"""The way from the chat page to the settings of the language model, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Serve = Callable[..., str]
Visit = Callable[..., AbstractContextManager[Page]]


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


def test_a_page_that_was_open_before_says_where_its_next_question_goes(
    serve: Serve, visit: Visit, scripted: Any
) -> None:
    scripted.gap = 0.3  # so that what is shown meanwhile can be seen
    scripted.says("渔政站2023年预算执行率为95.00%[1]。")
    address, place = serve(), scripted.url.split("/")[2]
    with visit(address) as page, visit(f"{address}/model", ready="form") as settings:
        expect(page.locator("#heshu-composer")).not_to_contain_text(place)
        settings.get_by_label("地址").fill(scripted.url)
        settings.get_by_label("模型名称").fill("m")
        settings.get_by_role("button", name="保存").click()
        expect(settings.locator("main, body").first).to_contain_text(place)
        page.locator("#heshu-question").fill("渔政站预算执行率是多少")
        page.locator("#heshu-question").press("Enter")
        expect(page.locator(".turn:has(.pending)")).to_contain_text(place)
        expect(page.locator(".turn .reply.answered")).to_contain_text("95.00%")
        expect(page.locator(".turn")).to_have_count(1)
