"""The tasks of docs/usability.md, done again: with the clicks that it tells of."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import pytest

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[3]))  # whichever way pytest is started
    tasks = importlib.import_module("eval.page.tasks")

pytestmark = pytest.mark.browser


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium (Debian: apt-get install chromium)")
def test_the_tasks_take_the_clicks_that_are_written_down() -> None:
    assert tasks.table(tasks.tried()) == tasks.told()
