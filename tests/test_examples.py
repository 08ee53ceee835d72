"""The Python that the documentation shows runs as it stands, without a network."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from llama_index.core.llms.mock import MockFunctionCallingLLM

from heshu.library.build import build

ROOT = Path(__file__).parents[1]
SHOWN = [
    (page.name, number, code)
    for page in (ROOT / "README.md", ROOT / "docs" / "api.md")
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL))
]


@pytest.fixture(scope="module")
def desk(small_reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with ``reports`` and their ``index``, as the examples have them."""
    folder = tmp_path_factory.mktemp("examples")
    shutil.copytree(small_reports, folder / "reports")
    build([folder / "reports"], folder / "index")
    return folder


@pytest.mark.filterwarnings("ignore::pydantic.warnings.PydanticDeprecationWarning")  # LlamaIndex's agents
@pytest.mark.parametrize("code", [pytest.param(code, id=f"{name}-{number}") for name, number, code in SHOWN])
def test_an_example_runs(code: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    names: dict[str, object] = {"llm": MockFunctionCallingLLM()}
    exec(code, names)
    assert str(names.get("answer", "an assistant"))


def test_there_are_examples_to_run() -> None:
    assert {name for name, _, _ in SHOWN} == {"README.md", "api.md"}


def test_the_settings_for_agents_can_be_read() -> None:
    (shown,) = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "api.md").read_text("utf-8"), re.DOTALL)
    assert json.loads(shown)["mcpServers"]["heshu"]["args"][0] == "mcp"
