"""What a comparison looks like on the page, and as rows for a workbook.

Every function is pure and escapes as those of `show` do.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from markupsafe import Markup

from heshu.app.compare import FIGURES, ID_SENT, Entry, Row, bars
from heshu.app.show import place_of, with_unit, year
from heshu.app.wording import Language, say
from heshu.app.workbook_file import Cell, Sheet
from heshu.asking.evidence.compose import display_name
from heshu.patterns import regex
from heshu.records import Card

Chosen = Sequence[str]
BARS = 20
"""The most bars of a chart."""
_LONG = regex(r"(?<![\d.,])[1-9]\d{3,}")


def view(offered: Chosen, figures: Chosen, rows: Sequence[Row], chosen: Chosen | None, language: Language) -> Markup:
    """Show the choice of figures, and the table and the bars of those in ``figures``.

    ``chosen`` are the ids of the reports compared, ``None`` for all.
    """
    form = Markup(
        '<section class="compare" aria-labelledby="heshu-compare-name"><header><h2 id="heshu-compare-name">{}</h2>{}'
        '</header><p class="about">{}</p>{}{}</section>'
    )
    export = _export(figures, chosen, language) if figures and rows else Markup("")
    drawn = bool(figures and rows)
    body = table(figures, rows, language) + charts(figures, rows, language) if drawn else _hint(language)
    return form.format(
        say(language, "compare"), export, say(language, "compare_about"), _choice(offered, figures, language), body
    )


def _hint(language: Language) -> Markup:
    return Markup('<p class="hint">{}</p>').format(say(language, "compare_empty"))


def _export(figures: Chosen, chosen: Chosen | None, language: Language) -> Markup:
    asked = [("figure", name) for name in figures] + [("report", one[:ID_SENT]) for one in chosen or ()]
    link = Markup('<a class="plain" download href="/page/compare.xlsx?{}">{}</a>')
    return link.format(urlencode(asked), say(language, "export_excel"))


def _choice(offered: Chosen, figures: Chosen, language: Language) -> Markup:
    names = dict.fromkeys((*offered, *figures))
    form = Markup('<label><input type="checkbox" name="figure" value="{}"{}><span>{}</span></label>')
    ticked = {True: Markup(" checked"), False: Markup("")}
    boxes = Markup("").join(form.format(name, ticked[name in figures], name) for name in names)
    whole = Markup(
        '<form class="wanted"><fieldset><legend>{}</legend><div class="chips">{}</div></fieldset>'
        '<p><input type="search" name="other" placeholder="{}" aria-label="{}" autocomplete="off" maxlength="40">'
        '<button class="plain">{}</button></p></form>'
    )
    other = say(language, "compare_other")
    legend = say(language, "compare_figures", most=FIGURES)
    return whole.format(legend, boxes, other, other, say(language, "compare_add"))


def table(figures: Chosen, rows: Sequence[Row], language: Language) -> Markup:
    """Show a row a report, a column a figure; each cell carries its citation."""
    form = Markup(
        '<th scope="col" class="number" aria-sort="none"><button type="button" data-sort="{}">{}</button></th>'
    )
    heads = Markup("").join(form.format(place, name) for place, name in enumerate(figures))
    body = Markup("").join(_row(row, figures, language) for row in rows)
    whole = Markup(
        '<div class="table"><table><thead><tr>'
        '<th scope="col" aria-sort="none"><button type="button" data-sort="name">{}</button></th>'
        '<th scope="col" class="number" aria-sort="none"><button type="button" data-sort="year">{}</button></th>{}</tr>'
        '</thead><tbody>{}</tbody></table></div><p class="hint">{}</p>'
    )
    silent = sum(entry is None for row in rows for entry in row.entries)
    said = say(language, "compare_count", reports=len(rows), silent=silent)
    return whole.format(say(language, "department"), say(language, "year_head"), heads, body, said)


def _row(row: Row, figures: Chosen, language: Language) -> Markup:
    name = display_name(row.card.department) or row.card.title
    cells = Markup("").join(_cell(row.card, entry, figures[place], language) for place, entry in enumerate(row.entries))
    form = Markup('<tr data-name="{}" data-year="{}"><th scope="row">{}</th><td class="number">{}</td>{}</tr>')
    return form.format(name, row.card.year or "", name, row.card.year or say(language, "no_year"), cells)


def _cell(card: Card, entry: Entry | None, figure: str, language: Language) -> Markup:
    if entry is None:
        return Markup('<td class="number silent" data-value="">{}</td>').format(say(language, "undisclosed"))
    origin = f"cell:{card.id}:{figure}"
    cite = Markup('<button type="button" class="cite" data-of="{}" data-marker="{}" aria-label="{}">{}</button>')
    cites = Markup("").join(
        cite.format(origin, one.marker, f"{say(language, 'cite', marker=one.marker)} {figure}", one.marker)
        for one in entry.citations
    )
    made = Markup('<small class="formula">{} {}</small>').format(say(language, "mark_computed"), entry.formula)
    exact = f"{entry.value.numerator}/{entry.value.denominator}" if entry.comparable else ""
    form = Markup('<td class="number" data-value="{}">{}{}{}</td>')
    return form.format(exact, shown(entry), cites, made if entry.formula else Markup(""))


def shown(entry: Entry) -> str:
    """Write a value with its unit, its thousands set apart."""
    return with_unit(_LONG.sub(lambda whole: f"{int(whole[0]):,}", entry.shown, count=1), entry.unit)


# ---------------------------------------------------------------- the charts


def charts(figures: Chosen, rows: Sequence[Row], language: Language) -> Markup:
    """Show a bar chart a figure, of the reports that state it, the longest bar first."""
    drawn = Markup("").join(_chart(name, place, rows, language) for place, name in enumerate(figures))
    return Markup('<div class="charts">{}</div>').format(drawn) if drawn else Markup("")


def _chart(figure: str, place: int, rows: Sequence[Row], language: Language) -> Markup:
    lengths = bars(row.entries[place] for row in rows)
    held = [
        (row, entry, n) for row, n in zip(rows, lengths, strict=True) if (entry := row.entries[place]) and n is not None
    ]
    if len(held) < 2:
        return Markup("")
    held.sort(key=lambda one: one[1].value, reverse=True)
    bar = Markup(
        '<li><span class="of" title="{}">{}</span><span class="bar-row">'
        '<span class="bar-of {}" style="--share:{}" aria-hidden="true"></span>{}</span></li>'
    )
    listed = Markup("").join(
        bar.format(name, name, "below" if entry.value < 0 else "", length, shown(entry))
        for row, entry, length in held[:BARS]
        if (name := _named(row, rows, language))
    )
    more = say(language, "compare_more_bars", shown=BARS, total=len(held)) if len(held) > BARS else ""
    form = Markup('<figure><figcaption>{}</figcaption><ol>{}</ol><p class="hint">{}</p></figure>')
    return form.format(figure, listed, more)


def _named(row: Row, rows: Sequence[Row], language: Language) -> str:
    """Name a bar by its department, and by its year where there are several."""
    name = display_name(row.card.department) or row.card.title
    several = len({other.card.year for other in rows}) > 1
    return f"{name} · {year(row.card.year, language)}" if several else name


# ---------------------------------------------------------------- the workbook


def sheets(figures: Chosen, rows: Sequence[Row], language: Language) -> tuple[Sheet, Sheet]:
    """Write the comparison as a sheet of values and one of their places."""
    heads = [say(language, "department"), say(language, "year_head")]
    for name in figures:
        heads += [name, f"{name}（{say(language, 'unit_head')}）"]
    values = tuple(_values(row, language) for row in rows)
    places = tuple(place for row in rows for place in _places(row, figures, language))
    named = tuple(
        say(language, key)
        for key in ("department", "year_head", "figure_head", "value_head", "quote_head", "place_head")
    )
    return (
        Sheet(say(language, "compare"), tuple(heads), values),
        Sheet(say(language, "sources"), named, places),
    )


def _values(row: Row, language: Language) -> tuple[Cell, ...]:
    cells: list[Cell] = [row.card.department or row.card.title, row.card.year]
    for entry in row.entries:
        cells += [_number(entry), entry.unit] if entry else [say(language, "undisclosed"), ""]
    return tuple(cells)


def _number(entry: Entry) -> Cell:
    try:
        return Decimal(entry.shown)
    except InvalidOperation:  # 约 100
        return entry.shown


def _places(row: Row, figures: Chosen, language: Language) -> list[tuple[Cell, ...]]:
    who = (row.card.department or row.card.title, row.card.year)
    return [
        (*who, name, with_unit(entry.shown, entry.unit), cited.shown, place_of(cited, language))
        for name, entry in zip(figures, row.entries, strict=True)
        if entry
        for cited in entry.citations
    ]
