"""The check-up of a report: the audit's findings with the sentences and rows in which their figures stand."""

from __future__ import annotations

import pytest

from heshu.asking.checks.checkup import WORST_FIRST, Checked, by_verdict, checkup
from heshu.library.build import build
from heshu.library.library import Library
from heshu.records import Verdict

REPORT = """\
# 河口镇渔政站2023年度部门整体支出绩效自评报告

## 一、支出情况

2023年，渔政站年初预算
80.00万元，全年支出76.00 万元，预算执行率为97.00%。其中：基本支出60.00万元，项目支出16.00万元。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("checkup")
    (folder / "a.md").write_text(REPORT, "utf-8")
    build([folder / "a.md"], folder / "index")
    return Library.open(folder / "index")


@pytest.fixture(scope="module")
def checked(library: Library) -> tuple[Checked, ...]:
    return checkup(library, library.cards[0].id)


def test_every_quote_stands_in_its_report(library: Library, checked: tuple[Checked, ...]) -> None:
    text = library.report(library.cards[0].id).text
    places = [quoted for one in checked for quoted in (one.stated, *one.operands)]
    assert places
    for quoted in places:
        place = quoted.citation
        assert text[place.start : place.end] == place.quote == place.quote.strip()
        assert place.start <= quoted.figure.span.start < quoted.figure.span.end <= place.end
        assert "".join(place.shown[slice(*quoted.mark)].split()) == "".join(quoted.figure.text.split())


def test_a_wrong_figure_is_found_in_its_sentence(checked: tuple[Checked, ...]) -> None:
    (wrong,) = by_verdict(checked)[Verdict.INCONSISTENT]
    assert wrong.stated.citation.quote.startswith("2023年，渔政站年初预算\n80.00万元")
    assert wrong.stated.citation.quote.endswith("97.00%。")
    assert wrong.stated.citation.shown[slice(*wrong.stated.mark)] == "97.00%"
    assert {quoted.citation.marker for quoted in wrong.operands} == {1}


def test_places_are_numbered_from_the_stated_figure_s_on(checked: tuple[Checked, ...]) -> None:
    (right,) = by_verdict(checked)[Verdict.CONSISTENT]
    assert [place.marker for place in right.citations] == [1, 2]
    assert right.citations[0] == right.stated.citation
    assert right.citations[1].shown.startswith("其中")


def test_findings_are_sorted_worst_first_and_none_is_lost(checked: tuple[Checked, ...]) -> None:
    sorted_ = by_verdict(checked)
    assert tuple(sorted_) == WORST_FIRST
    assert sorted(map(id, checked)) == sorted(id(one) for found in sorted_.values() for one in found)


def test_a_report_is_checked_once(library: Library) -> None:
    assert checkup(library, library.cards[0].id) is checkup(library, library.cards[0].id)


def test_a_report_that_is_not_held_is_a_key_error(library: Library) -> None:
    with pytest.raises(KeyError):
        checkup(library, "none")
