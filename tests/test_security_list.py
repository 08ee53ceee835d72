"""docs/security.md names tests; they have to be there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIST = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", LIST)))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_named_test_is_there(path: str, name: str) -> None:
    assert re.search(rf"^(?:async )?def {name}\(" if name else "^def test_", (ROOT / path).read_text("utf-8"), re.M)


def test_every_line_names_a_test() -> None:
    rows = [line for line in LIST.splitlines() if line.startswith("| ") and not line.startswith(("| tried", "| ---"))]
    assert len(rows) > 30
    assert [row for row in rows if "`tests/" not in row] == []
