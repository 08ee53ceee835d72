"""Which language the command line speaks: Chinese, unless the environment asks for English; and what all speak of."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

from heshu.records import Unread

ASKED_IN = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name a language, the strongest first (POSIX.1-2017, 8.2)."""


def english() -> bool:
    """Say whether the first variable that is set names English (``en``, ``en_US.UTF-8``)."""
    asked = next((value for value in map(os.environ.get, ASKED_IN) if value), "")
    return asked.lower().startswith("en")


def pick(chinese: str, other: str) -> str:
    """Choose between the same words in Chinese and in English."""
    return other if english() else chinese


def reason(file: Unread) -> str:
    """Say why a file was not read, without its name, for where the name stands beside it."""
    return file.reason.removeprefix(f"“{PurePosixPath(file.source).name}”").removeprefix("：")
