"""Conversations: stop, retry, edit, go on, keep, find, rename, delete, take out, judge."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

Serve = Callable[..., str]
Visit = Callable[..., AbstractContextManager[Page]]
FISHERY, LAMPS = "渔政站预算执行率是多少", "路灯所更换灯头多少盏"


def ask(page: Page, question: str) -> Locator:
    before = page.locator(".turn").count()
    page.locator("#heshu-question").fill(question)
    page.locator("#heshu-question").press("Enter")
    reply = page.locator(".turn").nth(before).locator(".reply:not(.pending)")
    expect(reply).to_be_visible()
    return reply


def talks(page: Page) -> Locator:
    return page.locator("#heshu-talks li")


def menu(page: Page, title: str, act: str) -> None:
    page.get_by_label(f"“{title}”的操作").click()
    page.get_by_role("button", name=act).click()


def test_the_last_question_is_changed_and_its_answer_replaced(page: Page) -> None:
    ask(page, FISHERY)
    ask(page, LAMPS)
    page.get_by_role("button", name="修改问题").click()
    expect(page.locator("#heshu-question")).to_have_value(LAMPS)
    page.locator("#heshu-question").fill("渔政站基本支出多少")
    page.locator("#heshu-question").press("Enter")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last).to_contain_text("57.00万元")
    expect(page.locator(".turn").first).to_contain_text("95.00%")
    expect(page.locator(".editing")).to_be_hidden()
    page.get_by_role("button", name="重试").click()
    expect(page.locator(".turn").last).to_contain_text("57.00万元")
    expect(page.locator(".turn")).to_have_count(2)


def test_what_is_offered_next_can_be_answered(page: Page) -> None:
    ask(page, FISHERY)
    offered = page.locator(".next .example")
    expect(offered.first).to_have_text("那河口镇路灯所呢？")
    offered.first.click()
    expect(page.locator(".turn").last.locator(".reply.answered")).to_contain_text("92.60%")


def test_a_reload_goes_on_with_the_conversation(page: Page) -> None:
    ask(page, FISHERY)
    page.reload()
    expect(page.locator(".turn .reply")).to_contain_text("95.00%")
    page.locator(".turn .cite").first.click()
    expect(page.locator("#heshu-evidence mark")).to_contain_text("预算执行率为95.00%")
    expect(ask(page, "那路灯所呢")).to_contain_text("92.60%")
    expect(talks(page)).to_have_count(1)


def test_conversations_are_kept_found_renamed_and_deleted(page: Page) -> None:
    ask(page, FISHERY)
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, LAMPS)
    expect(talks(page)).to_have_count(2)
    page.get_by_label("在对话里找").fill("95.00%")
    expect(talks(page)).to_have_count(1)
    page.get_by_role("button", name=FISHERY, exact=True).click()
    expect(page.locator(".turn .reply")).to_contain_text("95.00%")
    menu(page, FISHERY, "改名")
    page.get_by_label("改名").fill("渔政站的执行率")
    page.keyboard.press("Enter")
    expect(talks(page).locator(".talk")).to_have_text("渔政站的执行率")
    page.once("dialog", lambda dialog: dialog.accept())
    menu(page, "渔政站的执行率", "删除")
    expect(page.locator("#heshu-talks")).to_contain_text("没有找到")
    expect(page.locator(".welcome")).to_be_visible()
    page.get_by_label("在对话里找").fill("")
    expect(talks(page).locator(".talk")).to_have_text(LAMPS)


def test_a_conversation_goes_out_as_a_document_with_its_quotes(page: Page) -> None:
    ask(page, FISHERY)
    with page.expect_download() as taken:
        menu(page, FISHERY, "导出 Word")
    paragraphs = docx.Document(io.BytesIO(taken.value.path().read_bytes())).paragraphs
    text = "\n".join(paragraph.text for paragraph in paragraphs)
    assert f"{FISHERY}.docx" == taken.value.suggested_filename
    assert "《河口镇渔政站2023年度部门整体支出绩效自评报告》" in text
    assert "预算执行率为95.00%" in text
    with page.expect_download() as taken:
        menu(page, FISHERY, "导出 Markdown")
    text = taken.value.path().read_text("utf-8")
    assert text.startswith(f"# {FISHERY}\n")
    assert "> \\[1\\] 2023年，渔政站年初预算80.00万元" in text


def test_what_the_browser_kept_is_taken_only_with_its_seal(page: Page) -> None:
    ask(page, FISHERY)
    page.wait_for_function("() => Object.values(localStorage).some(kept => kept.includes('95.00%'))")
    page.evaluate(
        "() => { for (const [key, kept] of Object.entries(localStorage)) "
        "localStorage.setItem(key, kept.replaceAll('95.00%', '99.00%')); }"
    )
    page.reload()
    expect(page.locator("#heshu-talk").get_by_role("alert")).to_contain_text("打不开")
    expect(page.locator(".turn")).to_have_count(0)
    page.get_by_role("button", name="新对话").click()
    expect(ask(page, LAMPS)).to_contain_text("212")


def test_a_judgement_lands_beside_the_index(serve: Serve, visit: Visit, tmp_path: Path) -> None:
    with visit(serve()) as page:
        ask(page, FISHERY)
        ask(page, "那路灯所呢")
        page.locator(".turn").last.get_by_role("button", name="答得不对").click()
        page.get_by_label("说一句为什么").fill("应该算出来是82.60%")
        page.keyboard.press("Enter")
        expect(page.get_by_text("已记下，谢谢")).to_be_visible()
    line = json.loads((tmp_path / "feedback.jsonl").read_text("utf-8"))
    assert line.pop("time")
    assert "92.60%" in line.pop("answer")["text"]
    assert line == {
        "question": "那路灯所呢",
        "history": [FISHERY],
        "verdict": "down",
        "word": "应该算出来是82.60%",
    }


def test_visitors_do_not_see_each_others_conversations(page: Page, visit: Visit, address: str) -> None:
    ask(page, FISHERY)
    with visit(address) as other:
        expect(talks(other)).to_have_count(0)
        expect(other.locator("#heshu-talks")).to_contain_text("只有您看得到")
        expect(other.locator(".turn")).to_have_count(0)
