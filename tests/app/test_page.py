"""The chat page in a real browser, over a small assistant whose answers are known.

The server runs in a process of its own, as `heshu serve` does; there an audit hook writes down every address that
Python connects to or looks up.  Run as a script, this file is that server.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from heshu.errors import HeshuError
from heshu.records import (
    Answer,
    Calculation,
    Card,
    Citation,
    Clean,
    Figure,
    Hit,
    Passage,
    PassageKind,
    Place,
    Report,
    Run,
    Status,
    Unread,
    Value,
    Verdict,
)

PATIENCE = 20_000
HERE = ("127.0.0.1", "::1", "localhost", None)

pytestmark = pytest.mark.browser

BUDGET = "全年预算 1,200.00 万元，支出 1,188.00 万元，预算执行率 99.00%。"
TEXTS = {
    "town": (
        "水利站 2023 年度自评报告",
        "全站负责堤防巡查、灌渠清淤和用水登记三类日常工作，编制 12 名，年末在岗 11 名。",
        BUDGET,
        "<img src=x onerror=\"document.title='run'\"> 表内标记按原文显示。",
        "堤防巡查按月进行，共 36 次；灌渠清淤两轮，长 14.2 公里。",
    ),
    "park": ("园林所 2022 年度自评报告", "园林所全年支出 806.40 万元，补种行道树 1,050 株。"),
}


# ---------------------------------------------------------------- a small assistant


def passage(report: str, ordinal: int, text: str, start: int) -> Passage:
    kind = PassageKind.PROSE if ordinal else PassageKind.TITLE
    clean = Clean(text, (Run(0, len(text), start, len(text)),))
    return Passage(f"{report}-{ordinal}", report, ordinal, min(ordinal, 1), ("二、收支情况",), kind, clean, 1)


def passages(report: str) -> tuple[Passage, ...]:
    starts = [0]
    for text in TEXTS[report]:
        starts.append(starts[-1] + len(text) + 1)
    return tuple(passage(report, i, text, starts[i]) for i, text in enumerate(TEXTS[report]))


def card(report: str, department: str, year: int) -> Card:
    return Card(report, f"{report}.md", TEXTS[report][0], department, (), year, 400, 1, 2, len(TEXTS[report]), 9)


def cite(marker: int, report: str, quote: str) -> Citation:
    start = "\n".join(TEXTS[report]).index(quote)
    department, year = ("水利站", 2023) if report == "town" else ("园林所", 2022)
    place = (f"{report}.md", TEXTS[report][0], department, year, ("二、收支情况",), 1)
    return Citation(marker, *place, quote, quote, start, start + len(quote), report)


@dataclass(frozen=True)
class FakeLibrary:
    cards: tuple[Card, ...] = (card("town", "水利站", 2023), card("park", "园林所", 2022))
    unread: tuple[Unread, ...] = (Unread("扫描件.pdf", "“扫描件.pdf”：没有文字层。请换一份。"),)

    def report(self, report: str, /) -> Report:
        return Report(report, f"{report}.md", TEXTS[report][0], "", (), 2023, "\n".join(TEXTS[report]))

    def figures(self, report: str, /) -> tuple[Figure, ...]:
        return ()

    def passages(self, report: str, /) -> tuple[Passage, ...]:
        return passages(report)

    def places(self, report: str, /) -> tuple[Place, ...]:
        return ()

    def original(self, report: str, /) -> bytes:
        raise KeyError(report)


@dataclass(frozen=True)
class FakeAssistant:
    """Answers one way about the budget, tells what it was asked with, and can fail in both ways."""

    library: FakeLibrary = FakeLibrary()

    def examples(self, limit: int = 6) -> list[str]:
        return ["水利站预算执行率是多少？", "园林所支出多少？"][:limit]

    def ask(self, question: str, history: Sequence[str] = (), reports: Collection[str] | None = None) -> Answer:
        if "慢" in question:
            time.sleep(1)
        if "坏" in question:
            raise RuntimeError("secret detail")
        if "错" in question:
            raise HeshuError("索引正在重建，请稍后再问。", "The index is being rebuilt; ask again soon.")
        if "园林" in question:
            return Answer(
                question, Status.ANSWERED, "园林所支出 806.40 万元。[1]", (), (cite(1, "park", "支出 806.40 万元"),)
            )
        if "回声" in question:
            return Answer(question, Status.REFUSED, f"history={list(history)} reports={sorted(reports or ())}")
        return budget_answer(question)

    def search(self, query: str, limit: int = 10, reports: Collection[str] | None = None) -> list[Hit]:
        return []

    def told(self, *asked: Any) -> tuple[Answer, str]:
        return self.ask(*asked), "000001-aaaaaa"


def budget_answer(question: str) -> Answer:
    sums = (
        Calculation("", "1,188.00 ÷ 1,200.00 × 100", "99.00", "%", "99.00%", Verdict.CONSISTENT),
        Calculation("", "11 ÷ 12 × 100", "91.67", "%", "93%", Verdict.INCONSISTENT),
    )
    text = "水利站 2023 年预算执行率为 99.00%。[1]\n年末在岗 11 名。[2]"
    cited = (cite(1, "town", "预算执行率 99.00%"), cite(2, "town", "年末在岗 11 名"))
    return Answer(question, Status.ANSWERED, text, (Value("99.00", "%"),), cited, sums, 0.03)


# ---------------------------------------------------------------- the server and the browser

REPORTS = {
    "a.md": "# 河口镇渔政站2023年度部门整体支出绩效自评报告\n\n## 一、基本情况\n\n渔政站负责禁渔期巡航和船只登记。\n\n"
    "## 二、支出情况\n\n2023年，渔政站年初预算80.00万元，全年支出76.00万元，预算执行率为95.00%。\n",
    "b.md": "# 河口镇路灯所2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n"
    "2023年，路灯所年初预算50.00万元，全年支出41.30万元，预算执行率为92.60%，更换灯头212盏。\n",
}


def real_assistant(folder: Path) -> Any:
    """Build an index of two small reports, as `heshu index` does, and open it."""
    from heshu.asking.assistant import Assistant  # noqa: PLC0415 - only this one server needs it
    from heshu.library.build import build  # noqa: PLC0415

    (folder / "corpus").mkdir()
    for name, text in REPORTS.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    build([folder / "corpus"], folder / "index")
    return Assistant.open(folder / "index")


def assistant_to_serve(name: str, folder: Path) -> Any:
    if name == "real":
        return real_assistant(folder)
    return FakeAssistant(FakeLibrary(())) if name == "empty" else FakeAssistant()


def write_down(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook: name on standard error whatever of the network outside this machine Python turns to."""
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in HERE:
        os.write(2, f"OUTSIDE connect {arguments[1]}\n".encode())
    if event == "socket.getaddrinfo" and arguments[0] not in HERE:
        os.write(2, f"OUTSIDE look-up {arguments[0]}\n".encode())


class Serving(NamedTuple):
    address: str
    process: subprocess.Popen[str]


@contextmanager
def served(name: str, log: Path) -> Iterator[Serving]:
    """Serve in a process of its own at the address that it prints; at the end it must not have looked outside."""
    with log.open("wb") as errors:
        command = [sys.executable, __file__, name, str(log.parent)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    with process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, log.read_text()
            yield Serving(line[line.index("http://") :].strip(), process)
        finally:
            process.terminate()
    assert "OUTSIDE" not in log.read_text()


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page") / "errors.log"


@pytest.fixture(scope="module")
def address(log: Path) -> Iterator[str]:
    with served("fake", log) as serving:
        yield serving.address


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served("real", tmp_path_factory.mktemp("real") / "errors.log") as serving:
        yield serving.address


@contextmanager
def visiting(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """Open the page as a visitor of its own; at the end nothing may have been asked of anyone but the server."""
    options = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 720}, **options}
    with browser.new_context(**options) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        wanted: list[str] = []
        page.on("request", lambda request: wanted.append(request.url))
        page.on("websocket", lambda opened: wanted.append(opened.url))
        page.goto(address)
        expect(page.locator("#heshu-shelf h2")).to_be_attached(timeout=PATIENCE)
        yield page
        outside = [url for url in wanted if not url.startswith((address.split("#", maxsplit=1)[0], "data:", "blob:"))]
        assert wanted
        assert not outside


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with visiting(browser, address) as opened:
        yield opened


def ask(page: Page, question: str) -> Locator:
    """Type a question, send it with Enter, and return its reply once it is there."""
    before = page.locator(".turn").count()
    page.locator("#heshu-question").fill(question)
    page.locator("#heshu-question").press("Enter")
    reply = page.locator(".turn").nth(before).locator(".reply:not(.pending)")
    expect(reply).to_be_visible(timeout=PATIENCE)
    return reply


def quote(page: Page) -> Locator:
    return page.locator("#heshu-evidence mark")


# ---------------------------------------------------------------- what a visitor does


def test_a_question_is_answered_and_its_citation_opens_the_quote(page: Page) -> None:
    reply = ask(page, "水利站预算执行率是多少？")
    expect(reply).to_contain_text("水利站 2023 年预算执行率为 99.00%")
    expect(page.locator("#heshu-question")).to_have_value("")
    reply.get_by_role("button", name="查看出处 2").click()
    expect(quote(page)).to_have_text("年末在岗 11 名")
    reply.get_by_role("button", name="查看出处 1").click()
    expect(quote(page)).to_have_text("预算执行率 99.00%")
    expect(quote(page)).to_be_in_viewport()
    expect(page.locator("#heshu-evidence")).to_contain_text("town.md · 第 1 页")


def test_a_citation_opens_from_the_keyboard(page: Page) -> None:
    reply = ask(page, "水利站预算执行率是多少？")
    reply.get_by_role("button", name="查看出处 2").focus()
    page.keyboard.press("Enter")
    expect(quote(page)).to_have_text("年末在岗 11 名")


def test_an_older_answer_keeps_its_own_citations(page: Page) -> None:
    older = ask(page, "水利站预算执行率是多少？")
    ask(page, "园林所支出多少？")
    expect(quote(page)).to_have_text("支出 806.40 万元")
    older.get_by_role("button", name="查看出处 1").click()
    expect(quote(page)).to_have_text("预算执行率 99.00%")


def test_what_was_recomputed_is_shown_with_its_verdict(page: Page) -> None:
    sums = ask(page, "水利站预算执行率是多少？").locator(".sums li")
    expect(sums.first).to_contain_text("一致1,188.00 ÷ 1,200.00 × 100 = 99.00%")
    expect(sums.last).to_contain_text("不一致11 ÷ 12 × 100 = 91.67%所述为 93%")


def test_only_the_chosen_reports_are_asked(page: Page) -> None:
    page.locator("fieldset", has_text="园林所").get_by_role("checkbox").uncheck()
    expect(page.locator("#heshu-shelf output")).to_have_text("已选 1 / 2 份")
    expect(ask(page, "回声")).to_contain_text("reports=['town']")
    page.get_by_role("button", name="全不选").click()
    expect(ask(page, "回声")).to_contain_text("请至少选一份")
    page.get_by_role("button", name="全选", exact=True).click()
    expect(ask(page, "回声")).to_contain_text("reports=[]")


def test_a_chosen_report_that_has_left_the_index_is_told(page: Page) -> None:
    page.locator("fieldset", has_text="园林所").get_by_role("checkbox").uncheck()
    page.locator("fieldset", has_text="水利站").get_by_role("checkbox").evaluate("box => box.value = 'gone'")
    expect(ask(page, "回声")).to_contain_text("所选的报告已不在索引里")


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    page.get_by_role("button", name="园林所支出多少？").click()
    expect(page.locator(".turn .reply")).to_contain_text("园林所支出 806.40 万元")
    expect(quote(page)).to_have_text("支出 806.40 万元")


def test_markup_in_a_report_is_shown_and_not_run(page: Page) -> None:
    ask(page, "水利站预算执行率是多少？")
    expect(page.locator("#heshu-evidence .section")).to_contain_text("<img src=x")
    assert page.locator("#heshu-evidence img").count() == 0
    assert page.title() == "核数 Heshu"


def test_failures_are_told_in_words(page: Page, log: Path) -> None:
    expect(ask(page, "错")).to_contain_text("索引正在重建，请稍后再问。")
    unforeseen = ask(page, "坏")
    expect(unforeseen).not_to_contain_text("secret")
    reference = re.search(r"编号 (\w+)", unforeseen.inner_text())
    assert reference
    assert f"reference {reference[1]}" in log.read_text()
    expect(ask(page, "长" * 501)).to_contain_text("最多 500 个字，现在有 501 个")


def test_enter_that_picks_a_chinese_word_does_not_send(page: Page) -> None:
    page.locator("#heshu-question").fill("yusuan")
    page.locator("#heshu-question").dispatch_event("keydown", {"key": "Enter", "isComposing": True, "bubbles": True})
    reply = ask(page, "回声")
    expect(page.locator(".turn")).to_have_count(1)
    expect(reply).to_contain_text("history=[]")


def test_a_question_sent_while_another_is_answered_is_not_lost_or_doubled(page: Page) -> None:
    for question in ("慢", "回声"):
        page.locator("#heshu-question").fill(question)
        page.locator("#heshu-question").press("Enter")
        expect(page.locator("#heshu-question")).to_have_value("")
    expect(page.locator(".turn").last).to_contain_text("history=['慢']")
    expect(page.locator(".turn")).to_have_count(2)


def test_each_visitor_has_a_conversation_of_their_own(page: Page, browser: Browser, address: str) -> None:
    ask(page, "水利站预算执行率是多少？")
    with visiting(browser, address) as other:
        expect(ask(other, "回声")).to_contain_text("history=[]")
    expect(ask(page, "回声")).to_contain_text("history=['水利站预算执行率是多少？']")


def test_a_new_conversation_forgets_the_old_one(page: Page) -> None:
    ask(page, "水利站预算执行率是多少？")
    page.get_by_role("button", name="新对话").click()
    expect(page.get_by_role("button", name="园林所支出多少？")).to_be_visible()
    expect(quote(page)).to_have_count(0)
    expect(ask(page, "回声")).to_contain_text("history=[]")


def test_a_new_conversation_is_not_joined_by_the_answer_it_did_not_wait_for(page: Page) -> None:
    page.locator("#heshu-question").fill("慢")
    page.locator("#heshu-question").press("Enter")
    expect(page.locator(".turn .pending")).to_be_visible()
    page.get_by_role("button", name="新对话").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.locator("#heshu-question").fill("回声")
    page.locator("#heshu-question").press("Enter")
    expect(page.locator(".turn .reply:not(.pending)")).to_contain_text("history=[]")
    expect(page.locator(".turn")).to_have_count(1)


def test_a_question_is_stopped_and_comes_back_to_the_box(page: Page) -> None:
    ask(page, "回声")
    page.locator("#heshu-question").fill("慢")
    page.locator("#heshu-question").press("Enter")
    page.get_by_role("button", name="停止").click()
    expect(page.locator("#heshu-question")).to_have_value("慢")
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.get_by_role("button", name="发送")).to_be_visible()
    expect(ask(page, "回声")).to_contain_text("history=['回声']")


def test_files_that_were_not_read_are_named_at_the_left(page: Page) -> None:
    expect(page.locator("#heshu-shelf .unread")).to_contain_text("扫描件.pdf 没有文字层。请换一份。")


def test_english_where_the_browser_asks_for_it(browser: Browser, address: str) -> None:
    with visiting(browser, address, locale="en-GB") as page:
        expect(page.get_by_role("button", name="New chat")).to_be_visible()
        expect(ask(page, "错")).to_contain_text("The index is being rebuilt")
        assert page.locator("html").get_attribute("lang") == "en"


def test_on_a_phone_the_side_panes_are_drawers(browser: Browser, address: str) -> None:
    with visiting(browser, address, viewport={"width": 390, "height": 844}) as page:
        expect(page.locator("#heshu-shelf")).to_be_hidden()
        reply = ask(page, "水利站预算执行率是多少？")
        reply.get_by_role("button", name="查看出处 2").click()
        expect(quote(page)).to_have_text("年末在岗 11 名")
        expect(quote(page)).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator("#heshu-evidence")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_an_empty_corpus_says_what_to_do_and_stopping_is_quiet(browser: Browser, tmp_path: Path) -> None:
    log = tmp_path / "errors.log"
    with served("empty", log) as serving, visiting(browser, serving.address) as page:
        expect(page.locator("#heshu-talk")).to_contain_text("放进 corpus/ 文件夹，运行 heshu index")
        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(PATIENCE) == 0
    assert log.read_text() == ""


def test_a_real_index_is_asked_and_opened_at_the_quote(browser: Browser, real: str) -> None:
    with visiting(browser, real) as page:
        expect(page.locator("#heshu-shelf")).to_contain_text("河口镇渔政站2023 年")
        reply = ask(page, "渔政站预算执行率是多少")
        expect(reply).to_contain_text("95.00%")
        reply.locator(".cite").first.click()
        expect(quote(page)).to_contain_text("预算执行率为95.00%")
        page.get_by_role("button", name="新对话").click()
        page.locator(".welcome .example").first.click()
        expect(page.locator(".turn .reply.answered .cite").first).to_be_visible()


def test_a_server_that_is_gone_is_told_and_nothing_typed_is_lost(browser: Browser, tmp_path: Path) -> None:
    with served("empty", tmp_path / "errors.log") as serving, visiting(browser, serving.address) as page:
        serving.process.kill()
        serving.process.wait(PATIENCE)
        page.locator("#heshu-question").fill("还在吗")
        page.locator("#heshu-question").press("Enter")
        expect(page.locator("#heshu-composer .lost")).to_contain_text("请确认核数还在运行", timeout=PATIENCE)
        expect(page.locator("#heshu-question")).to_have_value("还在吗")


# ---------------------------------------------------------------- the audit


def audit(page: Page) -> Locator:
    """Open the audit and return it once it is there."""
    page.get_by_role("link", name="报告体检").click()
    expect(page.locator("#heshu-audit .tally")).to_be_visible()
    return page.locator("#heshu-audit")


def test_the_audit_shows_what_does_not_agree_and_opens_its_quote(browser: Browser, real: str) -> None:
    with visiting(browser, real) as page:
        view = audit(page)
        expect(view.locator(".tally")).to_have_text("核对了 2 处：1 处不一致，0 处提示，1 处相符")
        wrong = view.locator(".findings.inconsistent > li")
        expect(wrong).to_contain_text("报告写的92.60%应为82.60%算式41.30 ÷ 50.00 = 82.6%")
        expect(quote(page)).to_contain_text("预算执行率为92.60%")
        expect(view.get_by_text("95.00%")).to_be_hidden()
        view.get_by_text("相符（1 处）").click()
        view.locator(".consistent .cite").click()
        expect(quote(page)).to_contain_text("预算执行率为95.00%")
        wrong.locator(".source").click()
        expect(quote(page)).to_contain_text("预算执行率为92.60%")
        expect(quote(page)).to_be_in_viewport()


def test_the_audit_is_of_the_chosen_reports(browser: Browser, real: str) -> None:
    with visiting(browser, real) as page:
        view = audit(page)
        choice = view.get_by_label("看哪一份")
        choice.select_option("河口镇渔政站 · 2023 年")
        expect(view.locator(".tally")).to_have_text("没有发现算错的数，核对了 1 处")
        expect(choice).to_be_focused()
        choice.select_option(index=0)
        expect(view.locator(".findings.inconsistent > li")).to_have_count(1)
        page.locator("fieldset", has_text="路灯所").get_by_role("checkbox").uncheck()
        expect(view.locator(".tally")).to_have_text("没有发现算错的数，核对了 1 处")
        page.get_by_role("button", name="全不选").click()
        expect(view.get_by_role("alert")).to_contain_text("请至少选一份")


def test_the_audit_and_the_chat_keep_what_each_had_open(browser: Browser, real: str) -> None:
    with visiting(browser, real) as page:
        ask(page, "渔政站预算执行率是多少")
        expect(quote(page)).to_contain_text("95.00%")
        audit(page)
        expect(quote(page)).to_contain_text("92.60%")
        expect(page.locator("#heshu-question")).to_be_hidden()
        page.go_back()
        expect(page.locator(".turn .reply")).to_contain_text("95.00%")
        expect(quote(page)).to_contain_text("95.00%")
        page.get_by_role("link", name="报告体检").click()
        expect(quote(page)).to_contain_text("92.60%")


def test_the_audit_is_reached_from_the_keyboard(browser: Browser, real: str) -> None:
    with visiting(browser, real) as page:
        page.get_by_role("link", name="报告体检").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#heshu-audit .tally")).to_be_visible()
        expect(page.get_by_role("link", name="报告体检")).to_have_attribute("aria-current", "page")
        page.locator("#heshu-audit .source").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#heshu-audit .source")).to_have_attribute("aria-current", "true")
        page.locator("#heshu-audit summary").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#heshu-audit .consistent .cite")).to_be_visible()


def test_the_audit_has_an_address_and_fits_a_phone(browser: Browser, real: str) -> None:
    with visiting(browser, f"{real}/#audit", locale="en", viewport={"width": 390, "height": 844}) as page:
        expect(page.locator("#heshu-audit .tally")).to_have_text(
            "Checked: 2. Inconsistent: 1; worth a look: 0; consistent: 1"
        )
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.locator("#heshu-audit .source").first.click()
        expect(quote(page)).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(page.locator("#heshu-evidence")).to_be_hidden()


def test_an_audit_without_figures_says_so(page: Page) -> None:
    expect(audit(page).locator(".tally")).to_contain_text("没有可以互相推算的数")


@pytest.mark.parametrize(
    "path",
    [
        *("/openapi.json", "/docs", "/gradio_api/info", "/gradio_api/upload", "/gradio_api/file=/etc/hostname"),
        *("/gradio_api/heartbeat/x", "/gradio_api/cancel", "/gradio_api/reset"),
    ],
)
def test_paths_that_the_page_does_not_need_are_closed(address: str, path: str) -> None:
    with pytest.raises(HTTPError, match="404") as refused:
        urllib.request.urlopen(address + path)
    refused.value.close()


def test_another_name_for_this_machine_is_not_answered(address: str) -> None:
    request = urllib.request.Request(address, headers={"Host": "elsewhere.example"})
    with pytest.raises(HTTPError, match="404") as refused:
        urllib.request.urlopen(request)
    refused.value.close()


if __name__ == "__main__":
    sys.addaudithook(write_down)
    from heshu.app.server import serve

    serve(assistant_to_serve(sys.argv[1], Path(sys.argv[2])), port=0)
