"""What tests of answers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from heshu.asking.assistant import Assistant
from heshu.library.build import build


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, str]], Assistant]:
    """Answers over reports of one's own: file name -> text."""

    def indexed(texts: Mapping[str, str]) -> Assistant:
        folder = tmp_path_factory.mktemp("reports")
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        build([folder], folder / "index")
        return Assistant.open(folder / "index")

    return indexed
