"""Charts as inline SVG: nothing is fetched, and they follow the page's colours by their classes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

WIDTH = 680
LABEL = 150
"""Room for the names at the left, in pixels."""
ROW = 26
BAR = 16
SWATCH = 86
"""Room for a class of a legend."""

Box = tuple[float, float, float, float]
"""Left, top, width, height."""
Bar = tuple[str, Sequence[tuple[str, int]], str]
"""A row: its name, its parts (class, count) from the left, and what stands behind it."""


def _svg(height: float, label: str, parts: Sequence[Markup]) -> Markup:
    head = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}" xmlns="http://www.w3.org/2000/svg">')
    return head.format(WIDTH, round(height), label) + Markup("").join(parts) + Markup("</svg>")


def _text(x: float, y: float, words: str, kind: str = "") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}">{}</text>').format(x, y, kind, words)


def _rect(place: Box, kind: str, title: str) -> Markup:
    shape = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="{}"><title>{}</title></rect>')
    return shape.format(*place, kind, title)


def stacked(label: str, bars: Sequence[Bar], names: Mapping[str, str], *, legend: bool = False) -> Markup:
    """Draw a row of parts for each bar, all rows of one length; ``names`` words the classes, below in a ``legend``."""
    room = WIDTH - LABEL - 110
    drawn: list[Markup] = []
    for number, (name, parts, behind) in enumerate(bars):
        y = number * ROW
        total, x = sum(count for _, count in parts) or 1, float(LABEL)
        drawn.append(_text(LABEL - 8, y + BAR - 3, name, "end"))
        for kind, count in parts:
            width = room * count / total
            if count:
                drawn.append(_rect((x, y, width, BAR), kind, f"{names.get(kind, kind)} {count}/{total}"))
            x += width
        drawn.append(_text(LABEL + room + 8, y + BAR - 3, behind))
    height = len(bars) * ROW + 4
    return _svg(height + ROW, label, [*drawn, *_legend(names, height)]) if legend else _svg(height, label, drawn)


def _legend(names: Mapping[str, str], y: float) -> Iterator[Markup]:
    """Yield a swatch and a word for each class, in a row from the left edge of the bars."""
    for number, (kind, name) in enumerate(names.items()):
        x = LABEL + number * SWATCH
        yield _rect((x, y + 4, 10, 10), kind, name)
        yield _text(x + 14, y + BAR - 3, name)


def columns(label: str, rows: Sequence[tuple[str, int]]) -> Markup:
    """Draw a column for each row (name, count), with its count above."""
    height, most = 130, max((count for _, count in rows), default=0) or 1
    step = (WIDTH - 40) / max(len(rows), 1)
    drawn: list[Markup] = []
    for number, (name, count) in enumerate(rows):
        x, tall = 20 + number * step, height * count / most
        drawn.append(_rect((x + step * 0.15, 18 + height - tall, step * 0.7, tall), "plain", f"{name}: {count}"))
        drawn.append(_text(x + step / 2, 14 + height - tall, str(count), "middle"))
        drawn.append(_text(x + step / 2, height + 34, name, "middle"))
    return _svg(height + 44, label, drawn)


def intervals(label: str, rows: Sequence[tuple[str, float, float, float]]) -> Markup:
    """Draw for each row (name, low, value, high, all in [0, 1]) the value on a line from low to high."""
    room = WIDTH - LABEL - 110
    drawn = [_rect((LABEL + room * at / 4, 0, 1, len(rows) * ROW), "grid", f"{at * 25}%") for at in range(5)]
    for number, (name, low, value, high) in enumerate(rows):
        y = number * ROW
        drawn.append(_text(LABEL - 8, y + BAR - 3, name, "end"))
        drawn.append(
            _rect((LABEL + room * low, y + 7, max(room * (high - low), 1), 3), "range", f"{low:.1%}–{high:.1%}")
        )
        drawn.append(_rect((LABEL + room * value - 3, y + 2, 6, 13), "right", f"{value:.1%}"))
        drawn.append(_text(LABEL + room + 8, y + BAR - 3, f"{value:.1%}"))
    return _svg(len(rows) * ROW + 4, label, drawn)
