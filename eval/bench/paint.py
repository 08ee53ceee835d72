"""How soon the page is there: `python -m eval.bench.paint [TIMES]`.

Prints the medians, over fresh browser profiles, of the first paint with anything in it (First Contentful Paint), of
the moment when the question box can be typed into, and of an answer after Enter.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, expect

from eval.page.served import browsing, served

TIMES = 7
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime / 1000"


def opened(browser: Browser, address: str) -> tuple[float, float, float]:
    """Open the page as a new visitor and ask; give the seconds to the first paint, to the box, to the answer."""
    with browser.new_context(viewport={"width": 1280, "height": 720}, locale="zh-CN") as context:
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.wait_for_selector("#heshu-question")
        ready = time.perf_counter() - begun
        expect(page.locator(".welcome")).to_be_visible()
        asked = time.perf_counter()
        page.locator("#heshu-question").fill("南沙区委办2023年公用支出是多少")
        page.locator("#heshu-question").press("Enter")
        page.wait_for_selector(".turn .reply.answered")
        return float(page.evaluate(_PAINTED)), ready, time.perf_counter() - asked


def main(times: int = TIMES) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, browsing() as browser, served(Path(folder)) as address:
        opened(browser, address)
        taken = [opened(browser, address) for _ in range(times)]
    for name, values in zip(("first paint", "question box", "answer"), zip(*taken, strict=True), strict=True):
        print(f"{name:13} {statistics.median(values):.2f} s   slowest {max(values):.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
