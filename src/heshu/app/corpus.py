"""What the files look like on the page: a table of all that were read or not, with what there is to say of each.

Every function is pure and escapes as those of `show` do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from markupsafe import Markup

from heshu.app.intake import KINDS, LARGEST, Upload
from heshu.app.show import year
from heshu.app.speech import reason
from heshu.app.wording import WORDS, Language, say
from heshu.records import Card, Unread

_HEADS = ("file", "department", "year_head", "kind", "pages_head", "figures_head", "outcome", "uploaded", "actions")
_NUMBERS = {"year_head", "pages_head", "figures_head"}
_WORDS = (
    "sending",
    "waiting",
    "reading",
    "finished",
    "not_sent",
    "too_big",
    "wrong_kind",
    "remove_sure",
    "corpus_count",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the corpus: its card, or why it was not read, or neither while it waits; and how it came in."""

    source: str
    card: Card | None = None
    unread: Unread | None = None
    upload: Upload | None = None

    @property
    def kind(self) -> str:
        """What its name says it is: ``PDF``."""
        return PurePosixPath(self.source).suffix.lstrip(".").upper()

    @property
    def outcome(self) -> str:
        """Whether it was read: ``read``, ``warned``, ``unread`` or ``waiting``."""
        if self.card:
            return "warned" if self.card.warnings else "read"
        return "unread" if self.unread else "waiting"


def entries(cards: Iterable[Card], unread: Iterable[Unread], uploads: Mapping[str, Upload]) -> tuple[Entry, ...]:
    """Gather the files, those that want a look first; ``uploads`` are by source, waiting ones by their own names."""
    read = [Entry(card.source, card=card, upload=uploads.get(card.source)) for card in cards]
    others = [Entry(file.source, unread=file, upload=uploads.get(file.source)) for file in unread]
    known = {entry.source for entry in (*read, *others)}
    waiting = [Entry(source, upload=upload) for source, upload in uploads.items() if source not in known]
    return (*waiting, *others, *read)


def view(files: Sequence[Entry], language: Language, *, uploading: bool) -> Markup:
    """Show the whole view; ``uploading`` says whether files can come in here."""
    form = Markup(
        '<section class="corpus" aria-labelledby="heshu-corpus-name" data-words="{}" data-largest="{}" data-kinds="{}">'
        '<header><h2 id="heshu-corpus-name">{}</h2>{}</header><p class="about">{}</p>{}{}</section>'
    )
    limit = str(LARGEST // 1024 // 1024)
    words = json.dumps({key: WORDS[language][key].replace("{limit}", limit) for key in _WORDS}, ensure_ascii=False)
    again = Markup('<button type="button" class="plain" data-reindex title="{}">{}</button>')
    button = again.format(say(language, "reindex_about"), say(language, "reindex")) if uploading else Markup("")
    drop = _drop(language) if uploading else Markup("")
    body = _filters(files, language) + table(files, language) if files else _empty(language)
    kinds = " ".join(sorted(KINDS))
    return form.format(
        words, LARGEST, kinds, say(language, "corpus"), button, say(language, "corpus_about"), drop, body
    )


def _empty(language: Language) -> Markup:
    return Markup('<p class="hint">{}</p>').format(say(language, "corpus_empty"))


def _drop(language: Language) -> Markup:
    form = Markup(
        '<div class="drop"><p>{} <label class="pick"><input type="file" multiple class="unseen" accept="{}">'
        "<span>{}</span></label></p><p>{}</p></div>"
        '<ul class="incoming" aria-live="polite"></ul><p class="progress" role="status"></p>'
    )
    limit = LARGEST // 1024 // 1024
    accept = ",".join(sorted(KINDS))
    return form.format(say(language, "drop"), accept, say(language, "choose"), say(language, "drop_kinds", limit=limit))


# ---------------------------------------------------------------- filters


def _filters(files: Sequence[Entry], language: Language) -> Markup:
    departments = sorted({_department(file, language) for file in files if file.card})
    years = sorted({file.card.year for file in files if file.card and file.card.year}, reverse=True)
    outcomes = [(name, key) for name, key in (("warned", "with_warnings"), ("unread", "not_read"))]
    form = Markup('<form class="filters" role="search">{}{}{}{}{}<output></output></form>')
    seek = Markup('<input type="search" name="words" placeholder="{}" aria-label="{}" autocomplete="off">')
    return form.format(
        seek.format(say(language, "corpus_filter"), say(language, "corpus_filter")),
        _select("department", "any_department", [(name, name) for name in departments], language),
        _select("year", "any_year", [(str(one), year(one, language)) for one in years], language),
        _select("kind", "any_kind", [(kind, kind) for kind in sorted({file.kind for file in files})], language),
        _select("outcome", "any_outcome", [(name, say(language, key)) for name, key in outcomes], language),
    )


def _select(name: str, any_: str, rows: Iterable[tuple[str, str]], language: Language) -> Markup:
    options = Markup("").join(Markup('<option value="{}">{}</option>').format(*row) for row in rows)
    form = Markup('<select name="{}" aria-label="{}"><option value="">{}</option>{}</select>')
    heads = {"department": "department", "year": "year_head", "kind": "kind", "outcome": "outcome"}
    return form.format(name, say(language, heads[name]), say(language, any_), options)


# ---------------------------------------------------------------- the table


def table(files: Iterable[Entry], language: Language) -> Markup:
    """Show a row a file; the script hides rows by their ``data-`` attributes."""
    head = {True: Markup('<th scope="col" class="number">{}</th>'), False: Markup('<th scope="col">{}</th>')}
    heads = Markup("").join(head[key in _NUMBERS].format(say(language, key)) for key in _HEADS)
    rows = Markup("").join(_row(file, language) for file in files)
    form = Markup(
        '<div class="table"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
        '<p class="hint" data-none hidden>{}</p>'
    )
    return form.format(heads, rows, say(language, "nothing_fits"))


def _row(file: Entry, language: Language) -> Markup:
    card = file.card
    form = Markup(
        '<tr class="{}" data-source="{}" data-department="{}" data-year="{}" data-kind="{}" data-outcome="{}">'
        '<th scope="row">{}</th><td>{}</td><td class="number">{}</td><td>{}</td><td class="number">{}</td>'
        '<td class="number">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>'
    )
    name, kind, outcome = _department(file, language), file.kind, file.outcome
    marks = (outcome, file.source, name, card.year if card and card.year else "", kind, outcome)
    cells = (
        file.source,
        name,
        card.year or say(language, "no_year") if card else "",
        kind,
        card.pages or "–" if card else "",
        card.figures if card else "",
    )
    return form.format(*marks, *cells, outcome_of(file, language), _came(file, language), _actions(file, language))


def _department(file: Entry, language: Language) -> str:
    return (file.card.department or say(language, "no_department")) if file.card else ""


def outcome_of(file: Entry, language: Language) -> Markup:
    """Say how reading went: the warnings of a report, the reason where it was not read."""
    if file.card is None:
        words = reason(file.unread) if file.unread else say(language, "to_be_read")
        return Markup("<p>{}</p>").format(words)
    rows = Markup("").join(Markup("<p>{}</p>").format(words) for words in file.card.warnings)
    return rows or Markup('<span class="well">{}</span>').format(say(language, "read_well"))


def _came(file: Entry, language: Language) -> Markup:
    if file.upload is None:
        return Markup('<span class="faint">{}</span>').format(say(language, "in_folder"))
    when = datetime.fromisoformat(file.upload.time)
    form = Markup('{}<br><time datetime="{}">{}</time>')
    who = file.upload.who or say(language, "here")
    return form.format(who, file.upload.time, when.astimezone().strftime("%Y-%m-%d %H:%M"))


def _actions(file: Entry, language: Language) -> Markup:
    link = Markup('<a href="/original/{}">{}</a>')
    original = link.format(file.card.id, say(language, "original_short")) if file.card else Markup("")
    if file.upload is None:
        return original
    form = Markup('{} <button type="button" data-remove="{}" aria-label="{} {}">{}</button>')
    words = say(language, "remove")
    return form.format(original, file.upload.file, words, file.upload.file, words)
