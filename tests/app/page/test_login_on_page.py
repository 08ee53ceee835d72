"""A page with users: the way in and out, and that nobody sees what another asked."""

from __future__ import annotations

import json
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

from heshu.app.elsewhere import Server
from heshu.app.journal import NAME
from heshu.app.users import remove, set_password
from heshu.errors import UsageError

pytestmark = pytest.mark.browser

Serve = Callable[..., str]
Visit = Callable[..., AbstractContextManager[Page]]
ACCOUNTANT, AUDITOR = ("王会计", "一二三四五六七八"), ("李审计", "八七六五四三二一")


@pytest.fixture
def users(tmp_path: Path) -> Path:
    for name, password in (ACCOUNTANT, AUDITOR):
        set_password(tmp_path / "users.txt", name, password)
    return tmp_path / "users.txt"


def log_in(page: Page, user: tuple[str, str]) -> None:
    page.get_by_label("用户名").fill(user[0])
    page.get_by_label("密码").fill(user[1])
    page.keyboard.press("Enter")
    expect(page.locator("#heshu-shelf h2")).to_be_attached()


def ask(page: Page) -> None:
    page.locator("#heshu-question").fill("渔政站预算执行率是多少")
    page.locator("#heshu-question").press("Enter")
    expect(page.locator(".turn .reply.answered")).to_contain_text("95.00%")


def test_who_asked_on_the_page_is_written_down(serve: Serve, visit: Visit, users: Path) -> None:
    with visit(serve("--auth", str(users)), ready="form") as page:
        log_in(page, AUDITOR)
        ask(page)
    line = json.loads((users.parent / "index" / NAME).read_text("utf-8").splitlines()[0])
    assert (line["who"], line["door"], line["question"]) == (AUDITOR[0], "page", "渔政站预算执行率是多少")
    assert line["generation"] == (users.parent / "index" / "CURRENT").read_text("utf-8").strip()


def test_users_log_in_and_out_and_never_see_each_others_conversations(serve: Serve, visit: Visit, users: Path) -> None:
    with visit(f"{serve('--auth', str(users))}/#corpus", ready="form") as page:
        expect(page).to_have_url(re.compile("/login#corpus$"))
        page.get_by_label("用户名").fill(ACCOUNTANT[0])
        page.get_by_label("密码").fill("不是这个密码吧")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("用户名或密码不对")
        log_in(page, ACCOUNTANT)
        expect(page.locator(".corpus")).to_be_visible()
        page.get_by_role("link", name="问答").click()
        ask(page)
        expect(page.locator("#heshu-talks li")).to_have_count(1)
        page.get_by_role("button", name="退出").click()
        expect(page.get_by_label("密码")).to_be_visible()
        log_in(page, AUDITOR)
        expect(page.get_by_role("button", name="退出 李审计")).to_be_visible()
        expect(page.locator("#heshu-talks")).to_contain_text("只有您看得到")
        expect(page.locator("#heshu-talks li")).to_have_count(0)
        expect(page.locator(".turn")).to_have_count(0)
        remove(users, AUDITOR[0])
        page.locator("#heshu-question").fill("渔政站预算执行率是多少")
        page.locator("#heshu-question").press("Enter")
        expect(page.get_by_label("密码")).to_be_visible()


def test_who_brought_a_file_is_named(serve: Serve, visit: Visit, users: Path) -> None:
    with visit(f"{serve('--auth', str(users))}/#corpus", ready="form") as page:
        log_in(page, ACCOUNTANT)
        document = {
            "name": "新.md",
            "mimeType": "text/plain",
            "buffer": "# 新所2022年度报告\n\n支出3.00万元。".encode(),
        }
        page.locator("input[type=file]").set_input_files([document])  # type: ignore[arg-type]
        expect(page.locator('tr[data-source="新.md"]')).to_contain_text("王会计")
        expect(page.locator('tr[data-source="新.md"] time')).not_to_be_empty()


def test_nothing_is_had_without_logging_in(serve: Serve, users: Path, tmp_path: Path) -> None:
    address = serve("--auth", str(users))
    report = next(iter(json.loads(_get(f"{address}/api/reports", ACCOUNTANT))["reports"]))
    for path in (
        *("/config", "/page/corpus", "/page/state", "/page/audit.xlsx", "/page/compare.xlsx", "/api/reports", "/mcp"),
        *(f"/original/{report.get('id', 'x')}", "/paper/x/1.png", "/gradio_api/queue/data?session_hash=x"),
        *("/users.txt", "/index/uploads.jsonl", "/page/../users.txt"),
    ):
        with pytest.raises(HTTPError) as refused:
            _get(address + path)
        refused.value.close()
        assert refused.value.code in (401, 404), path
    named = f"{urllib.parse.quote(AUDITOR[0])}:{urllib.parse.quote(AUDITOR[1])}@"
    there = address.replace("//", f"//{named}")
    assert "95.00%" in Server(there).ask("渔政站预算执行率是多少").text
    with pytest.raises(UsageError) as told:
        Server(address).ask("渔政站预算执行率是多少")
    assert "重新登录" in told.value.message


def _get(address: str, user: tuple[str, str] | None = None) -> bytes:
    headers = {"authorization": "Bearer " + ":".join(user)} if user else {}
    headers = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
        return bytes(answer.read())
