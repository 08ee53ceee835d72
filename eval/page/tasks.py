"""What a new user does first, done in the page with clicks and lines of typing counted: `python -m eval.page.tasks`.

Writes the table of ``docs/usability.md`` between its marks; a test holds that table to the page.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
from playwright.sync_api import FilePayload, Locator, Page, expect

from eval.page.served import browsing, served

DOCUMENT = Path(__file__).parents[2] / "docs" / "usability.md"
BEGIN, END = "<!-- tasks -->", "<!-- end of tasks -->"
PATIENCE = 30_000
NEW = (
    "# 河口镇水文站2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n"
    "2023年，水文站年初预算30.00万元，全年支出33.00万元，预算执行率为110.00%。\n"
)


class Hand:
    """A user's hand: does what it is told on the page, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.lines = page, 0, 0

    def click(self, target: Locator) -> None:
        """Click once."""
        self.clicks += 1
        target.click(timeout=PATIENCE)

    def go(self, name: str) -> None:
        """Open a view."""
        self.click(self.page.get_by_role("link", name=name, exact=True))

    def ask(self, question: str) -> Locator:
        """Type a question, press Enter, and give the answer."""
        before = self.page.locator(".turn").count()
        self.lines += 1
        self.page.locator("#heshu-question").fill(question)
        self.page.locator("#heshu-question").press("Enter")
        return self.page.locator(".turn").nth(before).locator(".reply:not(.pending)")

    def drop(self, name: str, text: str) -> None:
        """Choose a file in the system's own window: a click on the link, one on the file, one on its button."""
        self.clicks += 3
        file = FilePayload(name=name, mimeType="text/markdown", buffer=text.encode())
        self.page.locator("input[type=file]").set_input_files([file])


# ---------------------------------------------------------------- the tasks


def check_a_figure(hand: Hand) -> None:
    """The answer opens its source by itself, at the box on the printed page."""
    expect(hand.ask("市委办公厅预算执行率是多少")).to_contain_text("99.04%")
    expect(hand.page.locator("#heshu-evidence .sheet rect").first).to_be_in_viewport()


def upload_and_ask(hand: Hand) -> None:
    """A new report can be asked as soon as its line says 已读."""
    hand.go("文件")
    hand.drop("水文站2023.md", NEW)
    expect(hand.page.locator(".incoming .good")).to_contain_text("河口镇水文站")
    hand.go("问答")
    expect(hand.ask("水文站预算执行率是多少")).to_contain_text("110.00%")


def who_overspent(hand: Hand) -> None:
    """One question over all reports."""
    expect(hand.ask("哪些部门的预算执行率超过100%")).to_contain_text("水文站")


def compare_and_export(hand: Hand) -> None:
    """Two figures of all departments, as a workbook."""
    hand.go("指标对比")
    for figure in ("预算执行率", "项目支出"):
        hand.click(hand.page.locator(f'.chips label:has([value="{figure}"])'))
        expect(hand.page.locator(".compare thead")).to_contain_text(figure)
    with hand.page.expect_download() as taken:
        hand.click(hand.page.get_by_role("link", name="导出 Excel"))
    book = openpyxl.load_workbook(io.BytesIO(taken.value.path().read_bytes()))
    assert book.worksheets[0]["C1"].value == "预算执行率"
    book.close()


def what_does_not_agree(hand: Hand) -> None:
    """All reports, what is wrong first, with the sentence beside it."""
    hand.go("报告体检")
    expect(hand.page.locator(".findings.inconsistent")).to_contain_text("99.48%")
    expect(hand.page.locator("#heshu-evidence .sheet rect").first).to_be_visible()


def how_it_was_computed(hand: Hand) -> None:
    """From a computed figure to its formula, and on to the sentence of an operand."""
    reply = hand.ask("南沙区委办人员经费占基本支出的比例是多少")
    hand.click(reply.locator(".fig.computed").first)
    expect(reply.locator(".sums table")).to_contain_text("962.44")
    hand.click(reply.locator(".sums .cite").first)
    expect(hand.page.locator("#heshu-evidence mark").first).to_contain_text("886.83")


def hand_on_a_conversation(hand: Hand) -> None:
    """A conversation with its quotes as a Word file."""
    expect(hand.ask("南沙区委办2023年公用支出是多少")).to_contain_text("75.61")
    hand.click(hand.page.locator("#heshu-talks summary").first)
    with hand.page.expect_download() as taken:
        hand.click(hand.page.get_by_role("button", name="导出 Word"))
    assert taken.value.suggested_filename.endswith(".docx")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, and how it is done in the page."""

    name: str
    do: Callable[[Hand], None]


TASKS: Sequence[Task] = (
    Task("查一个数，在原页上核对", check_a_figure),
    Task("上传一份新报告，问它", upload_and_ask),
    Task("找出超支的部门", who_overspent),
    Task("对比几个部门的两项指标，导出 Excel", compare_and_export),
    Task("看哪些数对不上", what_does_not_agree),
    Task("看一个数怎么算出来的，查到原文", how_it_was_computed),
    Task("把一段对话连出处导出 Word", hand_on_a_conversation),
)


@dataclass(frozen=True, slots=True)
class Done:
    """A task that was done: clicks, and lines typed."""

    name: str
    clicks: int
    lines: int


def tried() -> list[Done]:
    """Do all the tasks over the sample reports, each as a visitor of its own."""
    with tempfile.TemporaryDirectory() as folder, browsing() as browser, served(Path(folder)) as address:
        found = []
        for task in TASKS:
            with browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN") as context:
                expect.set_options(timeout=PATIENCE)
                page = context.new_page()
                page.goto(address)
                expect(page.locator(".welcome")).to_be_visible()
                hand = Hand(page)
                task.do(hand)
                found.append(Done(task.name, hand.clicks, hand.lines))
        return found


def table(found: Sequence[Done]) -> str:
    """Write what was counted."""
    rows = "".join(f"| {one.name} | {one.clicks} | {one.lines} |\n" for one in found)
    return f"| 任务 | 点击 | 输入的问题 |\n| --- | ---: | ---: |\n{rows}"


def told() -> str:
    """Read the table that the document holds."""
    text = DOCUMENT.read_text("utf-8")
    return text[text.index(BEGIN) + len(BEGIN) : text.index(END)].strip() + "\n"


def main() -> None:
    """Do the tasks and write the table into the document."""
    shown = table(tried())
    text = DOCUMENT.read_text("utf-8")
    held = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    DOCUMENT.write_text(held.sub(lambda _: f"{BEGIN}\n{shown}{END}", text), "utf-8")
    print(shown)


if __name__ == "__main__":
    main()
