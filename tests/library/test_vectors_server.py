"""Vectors on a Chroma server: the same questions give the same answers, and a server that is away is said to be."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.bench.served import chroma, free_port
from heshu.asking.assistant import Assistant
from heshu.errors import NoVectorServer, UsageError
from heshu.library import vectors_server
from heshu.library.address import ADDRESS, address
from heshu.library.build import build
from heshu.library.generations import current

QUESTIONS = ("公用支出多少", "存在哪些主要问题", "预算执行偏慢的原因", "哪个部门得分最低")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a real Chroma server."""
    with chroma(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def node(small_reports: Path, tmp_path: Path) -> Path:
    """An index of the samples."""
    build([small_reports], tmp_path / "index")
    return tmp_path / "index"


def test_a_node_without_vectors_of_its_own_answers_as_one_that_has_them(
    node: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Assistant.open(node)
    found = [alone.search(question, 20) for question in QUESTIONS]
    answers = [alone.ask(question).text for question in QUESTIONS]
    vectors_server.publish(current(node), server)
    shutil.rmtree(current(node) / "vectors")
    monkeypatch.setenv(ADDRESS, server)
    shared = Assistant.open(node)
    assert [shared.ask(question).text for question in QUESTIONS] == answers
    for hits, others in zip(found, (shared.search(question, 20) for question in QUESTIONS), strict=True):
        assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in others]
        assert [hit.score for hit in hits] == pytest.approx([hit.score for hit in others], abs=1e-5)


def test_indexing_brings_the_vectors_of_each_new_generation(
    small_reports: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ADDRESS, server)
    reports = tmp_path / "reports"
    shutil.copytree(small_reports, reports)
    build([reports], tmp_path / "index")
    assistant = Assistant.open(tmp_path / "index")
    assert len(assistant.library.vectors) == assistant.library.manifest.passages
    (reports / "新增.md").write_text("# 东岭县档案局2023年度部门整体支出绩效自评报告\n\n全年支出5.00万元。\n", "utf-8")
    build([reports], tmp_path / "index")
    assert (
        "东岭县档案局"
        in assistant.search("东岭县档案局全年支出", 1)[0].passage.text + assistant.library.cards[0].department
    )
    assert len(assistant.library.vectors) == assistant.library.manifest.passages
    assert vectors_server.publish(current(tmp_path / "index"), server) == 0


def test_a_server_without_the_vectors_says_what_to_do(node: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with (node.parent / "more.md").open("w", encoding="utf-8") as file:
        file.write("# 西岭县档案局2023年度部门整体支出绩效自评报告\n\n全年支出6.00万元。\n")
    build([node.parent / "more.md"], node)
    monkeypatch.setenv(ADDRESS, server)
    with pytest.raises(NoVectorServer, match="heshu index --vectors"):
        Assistant.open(node).search("全年支出")


def test_a_server_that_is_away_is_named(node: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    away = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv(ADDRESS, away)
    assert Assistant.open(node).ask("公用支出多少").text  # no vectors are needed where figures answer
    with pytest.raises(NoVectorServer, match=away):
        Assistant.open(node).search("全年支出")


@pytest.mark.parametrize("wrong", ["chroma.example:8000", "ftp://host:21", "http://", "http://host:8000/api"])
def test_what_is_no_address_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, wrong)
    with pytest.raises(UsageError, match="http://主机:8000"):
        address()
