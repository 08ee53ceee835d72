from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from heshu.library.places import confidence, of_quote
from heshu.records import Box, Place, Span

LINES = st.lists(st.text("收入决算总计1.9%，", min_size=1, max_size=12), min_size=1, max_size=6)


def page_of(lines: list[str]) -> tuple[str, tuple[Place, ...]]:
    """Set lines below one another in type of 10 points: Chinese 10 wide, the rest 5."""
    places, start = [], 0
    for number, line in enumerate(lines):
        width = sum(5 if character in "19.%" else 10 for character in line)
        box = Box(50, 100 + 20 * number, 50 + width, 110 + 20 * number)
        places.append(Place(Span(start, start + len(line)), 1, box, 90 + number))
        start += len(line) + 1
    return "\n".join(lines) + "\n", tuple(places)


@given(LINES, st.data())
def test_a_quote_has_the_boxes_of_its_own_characters(lines: list[str], data: st.DataObject) -> None:
    text, places = page_of(lines)
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    found = of_quote(places, text, span)
    assert "".join(text[p.span.start : p.span.end] for p in found) == text[start : span.end].replace("\n", "")
    for part in found:
        inside = text[part.span.start : part.span.end]
        assert abs(part.box.x1 - part.box.x0 - sum(5 if c in "19.%" else 10 for c in inside)) < 0.01
    assert all(a.box.bottom <= b.box.top for a, b in pairwise(found))


def test_a_cell_of_several_lines_is_boxed_whole() -> None:
    text = "一般公共服务支出决算数"
    cell = Place(Span(0, len(text)), 3, Box(0, 0, 40, 36))
    assert of_quote([cell], text, Span(2, 5)) == (Place(Span(2, 5), 3, cell.box),)


def test_what_was_recognised_worst_counts() -> None:
    own = Place(Span(0, 1), 1, Box(0, 0, 1, 1))
    read = Place(Span(1, 2), 1, Box(0, 0, 1, 1), 71)
    assert confidence([own, read, Place(Span(2, 3), 1, Box(0, 0, 1, 1), 93)]) == 71
    assert confidence([own]) is None
