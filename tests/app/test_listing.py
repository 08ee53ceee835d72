"""What is listed after a run of `heshu index`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from heshu.app.terminal import LISTED, worth_listing
from heshu.records import Card


@pytest.fixture
def card() -> Card:
    return Card("甲", "甲", "甲", "甲", (), 2023, characters=1, pages=1, sections=1, passages=1, figures=1)


def test_of_few_reports_all_are_listed(card: Card) -> None:
    assert worth_listing([card] * LISTED, ["乙"]) == ([card] * LISTED, "")


def test_of_many_only_what_changed_is_listed_and_how_many_lack(card: Card) -> None:
    cards = [replace(card, source=f"{number:04}") for number in range(10 * LISTED)]
    listed, said = worth_listing(cards, {"0007", "0003"})
    assert [one.source for one in listed] == ["0003", "0007"]
    assert "heshu status" in said
    listed, said = worth_listing(cards, {one.source for one in cards})
    assert len(listed) == LISTED
    assert str(LISTED) in said
