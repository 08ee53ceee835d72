"""The page as staff meet it: `heshu serve` in a process of its own over real indexes, and Debian's Chromium."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from heshu.library.build import build

PATIENCE = 20_000

REPORTS = {
    "a.md": "# 河口镇渔政站2023年度部门整体支出绩效自评报告\n\n## 一、基本情况\n\n渔政站负责禁渔期巡航和船只登记。\n\n"
    "## 二、支出情况\n\n2023年，渔政站年初预算80.00万元，全年支出76.00万元，预算执行率为95.00%。"
    "其中基本支出57.00万元，项目支出19.00万元。\n",
    "b.md": "# 河口镇路灯所2023年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n"
    "2023年，路灯所年初预算50.00万元，全年支出41.30万元，预算执行率为92.60%，更换灯头212盏。\n",
}

Serve = Callable[..., str]
Visit = Callable[..., AbstractContextManager[Page]]


@contextmanager
def serving(index: Path, *options: str) -> Iterator[str]:
    """Serve an index at a free port and give the address; what the server complained of fails the test."""
    code = "from heshu.app.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--index", str(index), "--port", "0", "--no-open", *options]
    errors = (index.parent / "errors.log").open("w+b")
    with errors, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, (index.parent / "errors.log").read_text()
            yield line[line.index("http://") :].strip()
        finally:
            process.terminate()
    said = (index.parent / "errors.log").read_text().splitlines()
    assert [line for line in said if "language model" not in line] == []  # who set it is written down


def indexed(folder: Path, reports: dict[str, str]) -> Path:
    """Write reports below a folder, index them and give the index."""
    (folder / "corpus").mkdir(parents=True)
    for name, text in reports.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    build([folder / "corpus"], folder / "index")
    return folder / "index"


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page over two reports that no test changes."""
    with serving(indexed(tmp_path_factory.mktemp("both"), REPORTS)) as address:
        yield address


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Give what serves two reports that the test may change: ``serve(*options)`` gives an address."""
    with ExitStack() as stack:

        def started(*options: str) -> str:
            return stack.enter_context(serving(indexed(tmp_path, REPORTS), *options))

        yield started


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Visit:
    """Give what opens the page as a visitor of its own: ``with visit(address, **options) as page``.

    ``ready`` is what shows that the page is there.
    """

    @contextmanager
    def visiting(address: str, ready: str = "#heshu-shelf h2", **options: Any) -> Iterator[Page]:
        options = {"locale": "zh-CN", "viewport": {"width": 1280, "height": 720}, **options}
        with browser.new_context(**options) as context:
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            expect.set_options(timeout=PATIENCE)
            wanted: list[str] = []
            wrong: list[str] = []
            page.on("request", lambda request: wanted.append(request.url))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(address)
            expect(page.locator(ready)).to_be_attached()
            yield page
            root = address.split("#", maxsplit=1)[0]
            assert not [url for url in wanted if not url.startswith((root, "data:", "blob:"))]
            assert not wrong

    return visiting


@pytest.fixture
def page(visit: Visit, address: str) -> Iterator[Page]:
    """Give the page over two reports, freshly opened."""
    with visit(address) as opened:
        yield opened
