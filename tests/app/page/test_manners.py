"""How the page behaves for those who use no mouse, no light, no wide window, or paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import heshu.app

pytestmark = pytest.mark.browser

Visit = Callable[..., AbstractContextManager[Page]]
VIEWS = {"问答": "#heshu-talk", "报告体检": "#heshu-audit", "指标对比": "#heshu-compare", "文件": "#heshu-corpus"}
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
    .filter((one) => one.checkVisibility() && !one.closest("[inert]"))
    .filter((one) => !(one.innerText?.trim() || one.ariaLabel || one.labels?.length || one.title))
    .map((one) => one.outerHTML.slice(0, 120))"""


def ask(page: Page, question: str = "路灯所预算执行率92.60%算得对吗") -> None:
    page.locator("#heshu-question").fill(question)
    page.locator("#heshu-question").press("Enter")
    expect(page.locator(".turn .reply.answered").last).to_be_visible()


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator(VIEWS[name]).locator("h2, h3, .turn").first).to_be_visible()


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_no_view_is_wider_than_the_window(visit: Visit, address: str, width: int) -> None:
    with visit(address, viewport={"width": width, "height": 720}) as page:
        ask(page)
        for name, place in VIEWS.items():
            go(page, name)
            if name == "指标对比":
                page.locator(".chips label").first.click()
                expect(page.locator(".compare tbody tr").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
            assert page.locator(place).evaluate("pane => pane.scrollWidth - pane.clientWidth") <= 0, name


def test_everything_that_can_be_reached_has_a_name(page: Page) -> None:
    ask(page)
    for name in VIEWS:
        go(page, name)
        assert page.evaluate(NAMELESS) == [], name


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''"))


def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if re.search(wanted, focused(page)):
            return
    raise AssertionError(f"not reached by {key}: {wanted}")


def test_all_is_done_by_keyboard(page: Page) -> None:
    expect(page.locator("#heshu-question")).to_be_focused()
    page.keyboard.type("路灯所预算执行率92.60%算得对吗")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .reply.answered")).to_be_visible()
    tab_to(page, r"^82\.60%", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".sums table")).to_be_visible()
    tab_to(page, "^1$")
    page.keyboard.press("Enter")
    expect(page.locator("#heshu-evidence mark")).to_be_visible()
    tab_to(page, "指标对比", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".chips label").first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "figure":
            break
    page.keyboard.press("Space")
    expect(page.locator(".compare tbody tr").first).to_be_visible()
    expect(page.locator(".chips input").first).to_be_focused()


def test_on_paper_stand_the_answer_and_its_source_and_nothing_to_press(page: Page) -> None:
    ask(page)
    page.emulate_media(media="print")
    expect(page.locator(".turn .reply")).to_be_visible()
    expect(page.locator("#heshu-evidence mark")).to_be_visible()
    for gone in ("#heshu-question", "#heshu-shelf", "#heshu-talks", ".bar nav", ".turn .foot"):
        expect(page.locator(gone)).to_be_hidden()
    height = page.locator("#heshu-talk").evaluate("pane => pane.scrollHeight - pane.clientHeight")
    assert height <= 1, "nothing is cut off"


# ---------------------------------------------------------------- colours

CSS = (Path(heshu.app.__file__ or "").parent / "page.css").read_text("utf-8")
PAIRS = [
    *((text, ground) for text in ("ink", "soft", "faint", "accent", "good", "bad") for ground in ("paper", "sheet")),
    *(("accent-ink", "accent"), ("ink", "mark"), ("accent", "wash"), ("bad", "bad-wash"), ("ink", "bad-wash")),
]


def colours(dark: bool) -> dict[str, str]:
    """Read a palette; the dark one overrides the light one."""
    light, over = re.findall(r"(?:^:root|^\.dark) \{(.*?)\}", CSS, re.DOTALL | re.MULTILINE)[:2]
    return dict(re.findall(r"--([\w-]+): (#\w{6})", light + (over if dark else "")))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(dark: bool, text: str, ground: str) -> None:
    of = colours(dark)
    light, deep = sorted((luminance(of[text]), luminance(of[ground])), reverse=True)
    assert (light + 0.05) / (deep + 0.05) >= 4.5
