"""Processes of their own for tests that kill or starve a writer."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest


@pytest.fixture(scope="session")
def start() -> Callable[..., BaseProcess]:
    """Give a function that starts a process with some lines of Python and the names in them.

    It shares nothing with this one; what takes long to import is there already, so that time goes into the work.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["heshu.library.build", "tantivy", "tokenizers", "docx"])

    def started(code: str, **names: object) -> BaseProcess:
        process = context.Process(target=exec, args=(code, names))
        process.start()
        return process

    return started
