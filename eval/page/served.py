"""`heshu serve` over the sample reports, in a process of its own, and a browser before it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from heshu.library.build import build

CORPUS = Path(__file__).parents[2] / "corpus"
_CODE = "from heshu.app.cli import main; main()"
_QUIET = ("background-networking", "component-update", "sync", "gpu")


@contextmanager
def served(folder: Path, *options: str, corpus: Path = CORPUS) -> Iterator[str]:
    """Index a copy of the reports in ``corpus`` below ``folder``, serve it at a free port and give the address."""
    shutil.copytree(corpus, folder / "corpus", dirs_exist_ok=True, ignore=shutil.ignore_patterns("README*"))
    build([folder / "corpus"], folder / "index")
    command = [sys.executable, "-c", _CODE, "serve", "--index", str(folder / "index"), "--port", "0", "--no-open"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            yield line[line.index("http://") :].strip()
        finally:
            process.terminate()


@contextmanager
def browsing() -> Iterator[Browser]:
    """Give the system's Chromium; raises `SystemExit` where there is none."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("Chromium is missing (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", *(f"--disable-{part}" for part in _QUIET)]
        )
        yield browser
        browser.close()
