"""The paper behind a quote, over the sample that is a PDF."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from PIL import Image

from heshu.app.papers import serve_papers, sheets
from heshu.app.server import OPEN_BELOW
from heshu.app.show import evidence
from heshu.asking.assistant import Assistant
from heshu.library.build import build
from heshu.records import Answer

(SAMPLE,) = (Path(__file__).parents[2] / "corpus").glob("*.pdf")


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    (tmp_path / "报告").mkdir()
    shutil.copy(SAMPLE, tmp_path / "报告")
    build([tmp_path / "报告"], tmp_path / "index")
    return Assistant.open(tmp_path / "index")


@pytest.fixture
def client(assistant: Assistant) -> TestClient:
    app = FastAPI()
    serve_papers(app, assistant)
    return TestClient(app)


def answer(assistant: Assistant) -> Answer:
    given = assistant.ask("市委办公厅的支出总额是多少？")
    assert given.citations
    return given


def test_the_boxes_of_a_quote_hold_its_ink(assistant: Assistant, client: TestClient) -> None:
    cited = answer(assistant).citations[0]
    found = sheets(assistant.library, cited)
    assert next(sheet.page for sheet in found) == cited.page
    for sheet in found:
        assert sheet.address.startswith(OPEN_BELOW)
        given = client.get(sheet.address)
        assert given.headers["content-type"] == "image/png"
        seen = np.asarray(Image.open(io.BytesIO(given.content)).convert("L")) < 140
        scale = seen.shape[1] / sheet.width
        assert abs(seen.shape[0] / sheet.height - scale) < 0.02
        for box in sheet.boxes:
            x0, top, x1, bottom = (round(value * scale) for value in box)
            assert seen[top:bottom, x0:x1].mean() > 0.03
            assert x1 - x0 < seen.shape[1] * 0.9


def test_the_evidence_shows_the_page_with_the_quote_boxed(assistant: Assistant) -> None:
    given = answer(assistant)
    cited = given.citations[0]
    paper = sheets(assistant.library, cited)
    shown = evidence("turn:0", given, 1, assistant.library.passages(cited.report_id), "zh", sheets=paper)
    assert shown.count("<rect") == sum(len(sheet.boxes) for sheet in paper) > 0
    assert f'href="{paper[0].address}"' in shown
    assert "打开原文件" in shown
    assert "扫描件" not in shown


def test_the_original_is_handed_out_as_it_is(assistant: Assistant, client: TestClient) -> None:
    (card,) = assistant.library.cards
    given = client.get(f"/original/{card.id}")
    assert given.content == SAMPLE.read_bytes()
    assert given.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("path", ["/paper/{id}/0.png", "/paper/{id}/99.png", "/paper/x/1.png", "/original/x"])
def test_nothing_else_is_handed_out(assistant: Assistant, client: TestClient, path: str) -> None:
    (card,) = assistant.library.cards
    assert client.get(path.format(id=card.id)).status_code == 404
    for way in ("/paper/../../etc/passwd/1.png", "/original/..%2f..%2fetc%2fpasswd", "/paper/a/b/1.png"):
        assert client.get(way).status_code == 404


def test_a_file_that_changed_is_not_shown_for_what_was_read(assistant: Assistant, client: TestClient) -> None:
    cited = answer(assistant).citations[0]
    (card,) = assistant.library.cards
    path = Path(assistant.library.catalogue.paths()[card.source][1])
    path.write_bytes(path.read_bytes() + b"\n")
    assert sheets(assistant.library, cited) == ()
    given = client.get(f"/original/{card.id}")
    assert given.status_code == 404
    assert "heshu index" in given.text
    path.unlink()
    assert sheets(assistant.library, cited) == ()
    assert client.get(f"/paper/{card.id}/1.png").status_code == 404
