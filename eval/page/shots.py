"""Pictures of each view of the page over the sample reports, light and dark: `python -m eval.page.shots [FOLDER]`.

They are the real page, and they go into ``docs/screens``.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from eval.page.served import browsing, served
from heshu.app.users import set_password

SCREENS = Path(__file__).parents[2] / "docs" / "screens"
WIDE, PHONE = ViewportSize(width=1280, height=720), ViewportSize(width=390, height=844)
STATED, RANKED = "南沙区委办2023年公用支出是多少", "哪个部门的预算执行率最高"
DOUBTED, PRINTED = "市委办公厅财政拨款收入占总收入的比例算得对吗", "市委办公厅预算执行率是多少"
FIGURES = ("预算执行率", "项目支出", "自评得分")
NEW = (
    "# 河口镇水文站2022年度部门整体支出绩效自评报告\n\n"
    "2022年，水文站年初预算30.00万元，支出27.00万元，预算执行率为90.00%。\n"
)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def ask(page: Page, question: str) -> None:
    """Ask and wait until what could be asked next is there too."""
    turns = page.locator(".turn")
    before = turns.count()
    page.locator("#heshu-question").fill(question)
    page.locator("#heshu-question").press("Enter")
    expect(turns.nth(before).locator(".reply:not(.pending)")).to_be_visible(timeout=20_000)
    page.wait_for_timeout(1500)


def welcome(page: Page) -> None:
    """Before anything was asked."""
    expect(page.locator(".welcome .example").first).to_be_visible()


def stated(page: Page) -> None:
    """A figure word for word."""
    ask(page, STATED)


def computed(page: Page) -> None:
    """A figure of a report that does not add up, with its calculation open."""
    ask(page, RANKED)
    ask(page, DOUBTED)
    page.locator(".turn").last.locator(".sums summary").first.click()


def printed(page: Page) -> None:
    """A quote on its printed page."""
    ask(page, PRINTED)
    expect(page.locator("#heshu-evidence .sheet")).to_be_visible()


def audit(page: Page) -> None:
    """What does not add up."""
    page.locator("[data-view=audit]").first.click()
    expect(page.locator(".findings").first).to_be_visible(timeout=20_000)


def compare(page: Page) -> None:
    """Figures beside each other."""
    page.locator(".bar [data-view=compare]").click()
    for figure in FIGURES:
        page.locator(f'.chips label:has([value="{figure}"])').click()
        expect(page.locator(".compare thead")).to_contain_text(figure)
    page.get_by_role("button", name="项目支出", exact=True).click()
    page.locator("#heshu-compare").evaluate("pane => pane.scrollTo(0, 150)")
    if page.viewport_size == WIDE:
        page.locator(".compare tbody .cite").first.click()
        expect(page.locator("#heshu-evidence mark").first).to_be_visible()


def files(page: Page) -> None:
    """The files, one that came in and one that did not."""
    page.locator(".bar [data-view=corpus]").click()
    sent = [("水文站2022年度自评报告.md", NEW), ("没传全.pdf", "%PDF-1.7")]
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="text/plain", buffer=body.encode()) for name, body in sent]
    )
    expect(page.locator(".incoming .bad")).to_be_visible(timeout=60_000)


def quote(page: Page) -> None:
    """On a phone a source slides over the answer."""
    ask(page, PRINTED)
    page.locator(".turn .cite").first.click()
    expect(page.locator("#heshu-evidence .sheet")).to_be_visible()


def login(page: Page) -> None:
    """The door."""
    page.get_by_label("用户名").fill("王会计")


VIEWS: Sequence[tuple[str, ViewportSize, str, Callable[[Page], None]]] = (
    ("welcome", WIDE, "zh-CN", welcome),
    ("answer", WIDE, "zh-CN", stated),
    ("inconsistent", WIDE, "zh-CN", computed),
    ("printed-page", WIDE, "zh-CN", printed),
    ("audit", WIDE, "zh-CN", audit),
    ("compare", WIDE, "zh-CN", compare),
    ("files", WIDE, "zh-CN", files),
    ("english", WIDE, "en-GB", stated),
    ("phone", PHONE, "zh-CN", computed),
    ("phone-source", PHONE, "zh-CN", quote),
    ("phone-compare", PHONE, "zh-CN", compare),
)


@contextmanager
def opened(browser: Browser, address: str, size: ViewportSize, language: str, scheme: Scheme) -> Iterator[Page]:
    """Open the page as a visitor of its own."""
    with browser.new_context(
        viewport=size, locale=language, color_scheme=scheme, device_scale_factor=1.5, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("#heshu-shelf h2, form", state="attached")
        yield page


def take(page: Page, target: Path) -> None:
    """Write a picture of the window, in 256 colours: a quarter of the size, and nothing that the eye misses."""
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)


def main(target: Path = SCREENS, only: str = "") -> None:
    """Take all the pictures."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browsing() as browser:
        place = Path(folder)
        for scheme in SCHEMES:
            with served(place / scheme) as address:
                for name, size, language, act in VIEWS:
                    if only in name:
                        with opened(browser, address, size, language, scheme) as page:
                            act(page)
                            page.wait_for_timeout(400)
                            take(page, target / f"{name}-{scheme}.png")
        if only in "login":
            set_password(place / "users.txt", "王会计", "只为照相用的密码")
            with served(place, "--auth", str(place / "users.txt")) as address:
                for scheme in SCHEMES:
                    with opened(browser, address, WIDE, "zh-CN", scheme) as page:
                        login(page)
                        take(page, target / f"login-{scheme}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SCREENS, sys.argv[2] if len(sys.argv) > 2 else "")
