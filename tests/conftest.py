"""What many tests share: a small folder of reports, and the index of it."""

from __future__ import annotations

import os
from pathlib import Path

# Help pages take their language while they are imported; whoever runs the tests may speak another one.
os.environ["LC_ALL"] = "C.UTF-8"

import pytest
from hypothesis import settings

from heshu.library.build import build

REPORTS = Path(__file__).parent / "reports"

# A busy machine is no failure: speed is measured in eval/bench.
settings.register_profile("heshu", deadline=None)
settings.load_profile("heshu")


@pytest.fixture(scope="session")
def small_reports() -> Path:
    """Give a folder of three short reports: .txt, .md and .html, of two years.  It is not to be written to."""
    return REPORTS


@pytest.fixture(scope="session")
def small_index(small_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the index of the small reports.  It is not to be written to."""
    index = tmp_path_factory.mktemp("small") / "index"
    build([small_reports], index)
    return index
