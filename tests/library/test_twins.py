"""Reports that say the same twice are found, and no others."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from heshu.library.build import Built, build
from heshu.library.twins import SIZE, likeness, sketch, twins

sentences = st.lists(st.text("预算执行率支出收入项目绩效目标0123456789", min_size=4, max_size=20), max_size=200)


def numbers(data: bytes) -> array[int]:
    return array("I", data)


@given(sentences, st.integers(1, 9))
def test_a_sketch_does_not_depend_on_layout(said: list[str], width: int) -> None:
    text = "。".join(said)
    wrapped = "。 ".join(" ".join(one[at : at + width] for at in range(0, len(one), width)) for one in said)
    assert sketch([text]) == sketch([wrapped, ""]) == sketch(said)
    assert len(numbers(sketch([text]))) <= SIZE


@given(sentences, sentences)
def test_likeness_is_that_of_the_sentences(one: list[str], other: list[str]) -> None:
    first, second = numbers(sketch(one)), numbers(sketch(other))
    assert likeness(first, second) == likeness(second, first)
    assert likeness(first, first) == float(bool(first))
    if len({*first, *second}) <= SIZE and first:
        assert likeness(first, second) == len({*first} & {*second}) / len({*first, *second})


def report(number: int, changed: int = 0) -> list[str]:
    said = [f"第{number}中学的第{line}项工作支出{number * line}.25万元" for line in range(60)]
    return [f"改过的第{line}句" if line < changed else one for line, one in enumerate(said)]


def test_twins_are_found_among_many_and_named_after_the_first() -> None:
    corpus = {f"{number:03}": sketch([*report(number), "特此报告，请予审核"]) for number in range(300)}
    corpus |= {"900": sketch(report(7)), "901": sketch(report(7, changed=3)), "902": sketch(report(8, changed=30))}
    found = list(twins(corpus))
    assert [(name, first) for name, first, _ in found] == [("900", "007"), ("901", "007")]
    assert all(0.85 <= part <= 1 for _, _, part in found)


def test_two_empty_forms_are_no_twins() -> None:
    assert (
        list(twins({"a": sketch(["一、基本情况。无。"]), "b": sketch(["一、基本情况。无。"]), "c": sketch([])})) == []
    )


# ---------------------------------------------------------------- in an index

LINES = (
    "一、基本情况",
    "东岭县林业站为全额拨款事业单位，2023年在职人员45人。",
    "2023年全年支出300.25万元，其中：基本支出200.00万元，项目支出100.25万元。",
    "二、绩效完成情况",
    "造林1200亩，成活率达到95.5%。护林员培训三次，参训120人次。",
    "三、存在的主要问题",
    "项目前期准备不足，个别项目年底才支付。绩效指标不够细化。",
)
TITLE = "东岭县林业站{}年度部门整体支出绩效自评报告"


def markdown(path: Path, *lines: str, year: int = 2023) -> None:
    path.write_text("\n\n".join((f"# {TITLE.format(year)}", *lines)), "utf-8")


def word(path: Path, *lines: str) -> None:
    document = Document()
    for line in (TITLE.format(2023), *lines):
        document.add_paragraph(line)
    document.save(str(path))


def told(built: Built) -> dict[str, str]:
    return {card.source: "；".join(card.warnings) for card in built.cards if card.warnings}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "报告").mkdir()
    markdown(tmp_path / "报告" / "林业站.md", *LINES)
    return tmp_path / "报告"


def test_a_report_in_another_format_is_said_to_be_the_same(folder: Path, tmp_path: Path) -> None:
    word(folder / "报送稿.docx", *LINES)
    built = build([folder], tmp_path / "index")
    assert len(built.cards) == 2
    assert list(told(built)) == ["林业站.md"]
    assert "“报送稿.docx”文字相同" in told(built)["林业站.md"]
    assert told(build([folder], tmp_path / "index")) == told(built)


def test_one_that_comes_later_is_told_and_forgotten_when_it_goes(folder: Path, tmp_path: Path) -> None:
    assert told(build([folder], tmp_path / "index")) == {}
    word(folder / "报送稿.docx", *LINES)
    assert list(told(build([folder], tmp_path / "index"))) == ["林业站.md"]
    (folder / "报送稿.docx").unlink()
    assert told(build([folder], tmp_path / "index", prune=True)) == {}


def test_the_same_words_of_another_year_are_another_report(folder: Path, tmp_path: Path) -> None:
    markdown(folder / "去年.md", *(line.replace("2023", "2022") for line in LINES), year=2022)
    assert told(build([folder], tmp_path / "index")) == {}
