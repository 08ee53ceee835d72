"""What stands around the conversation: the heading, the shelf of reports, the welcome and the question box."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from markupsafe import Markup

from heshu.app.show import pending, year
from heshu.app.speech import reason
from heshu.app.wording import WORDS, Language, say
from heshu.records import Card, Unread

FILTER_FROM = 8
_TALK_WORDS = ("copied", "feedback_word", "feedback_send", "feedback_thanks", "feedback_failed", "cancel")
_HISTORY_WORDS = (
    *("talks_none", "talks_unfound", "talk_menu", "rename", "delete", "delete_sure", "export_word", "export_markdown"),
    "export_failed",
)
_HEADING = ("skip", "title", "views", "chat", "audit", "compare", "corpus", "tagline", "shelf", "evidence", "anew")


def heading(language: Language, user: str = "") -> Markup:
    """Show the bar at the top, with the way out for a user; the page's script reads the language from it."""
    form = Markup(
        '<div class="bar" data-language="{}"><a class="skip" href="#heshu-question">{}</a>'
        '<h1>{}</h1><nav aria-label="{}"><a href="#chat" data-view="chat">{}</a>'
        '<a href="#audit" data-view="audit">{}</a><a href="#compare" data-view="compare">{}</a>'
        '<a href="#corpus" data-view="corpus">{}</a></nav><p>{}</p>'
        '<button type="button" class="narrow" data-open="shelf" aria-expanded="false">{}</button>'
        '<button type="button" class="narrow" data-open="evidence" aria-expanded="false">{}</button>'
        '<button type="button" data-anew>{}</button>{}</div>'
    )
    tag = {"zh": "zh-CN", "en": "en"}[language]
    words = (say(language, key) for key in _HEADING)
    return form.format(tag, *words, _way_out(language, user) if user else Markup(""))


def _way_out(language: Language, user: str) -> Markup:
    form = Markup(
        '<form method="post" action="/logout"><button title="{}" aria-label="{} {}">{}<span> · {}</span></button>'
        "</form>"
    )
    words = say(language, "logout")
    return form.format(user, words, user, words, user)


def pane(name: str, language: Language, body: Markup) -> Markup:
    """Show a side pane with its heading and, for narrow windows, the button that closes it."""
    form = Markup(
        '<section class="pane" aria-labelledby="heshu-{}-name"><div class="pane-head">'
        '<h2 id="heshu-{}-name" tabindex="-1">{}</h2>'
        '<button type="button" class="narrow" data-close>{}</button></div><div class="pane-body">{}</div></section>'
    )
    return form.format(name, name, say(language, name), say(language, "close"), body)


def hint(words: str) -> Markup:
    """Show a quiet sentence."""
    return Markup('<p class="hint">{}</p>').format(words)


# ---------------------------------------------------------------- the shelf


def shelf(cards: Sequence[Card], unread: Sequence[Unread], language: Language) -> Markup:
    """Show the reports, all chosen, by department in the catalogue's order and the newest year first.

    Below stand the files that were not read, with the reasons.
    """
    if not cards:
        return hint(say(language, "no_reports")) + hint(say(language, "no_reports_help")) + _unread(unread, language)
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.department or card.title].append(card)
    listed = Markup("").join(_department(name, of, language) for name, of in groups.items())
    return _tools(cards, language) + Markup('<div class="groups">{}</div>').format(listed) + _unread(unread, language)


def _unread(unread: Sequence[Unread], language: Language) -> Markup:
    if not unread:
        return Markup("")
    form = Markup("<li><span>{}</span> {}</li>")
    rows = Markup("").join(form.format(file.source, reason(file)) for file in unread)
    label = say(language, "unread", count=len(unread))
    return Markup('<details class="unread" open><summary>{}</summary><ul>{}</ul></details>').format(label, rows)


def _tools(cards: Sequence[Card], language: Language) -> Markup:
    count = say(language, "chosen", chosen="{chosen}", total="{total}")
    form = Markup(
        '<div class="tools"><output data-form="{}">{}</output>'
        '<button type="button" data-check="all">{}</button><button type="button" data-check="none">{}</button></div>{}'
    )
    now = say(language, "chosen", chosen=len(cards), total=len(cards))
    seek = _filter(language) if len(cards) >= FILTER_FROM else Markup("")
    return form.format(count, now, say(language, "all"), say(language, "none"), seek)


def _filter(language: Language) -> Markup:
    form = Markup('<input type="search" class="filter" placeholder="{}" aria-label="{}" autocomplete="off">')
    return form.format(say(language, "filter"), say(language, "filter"))


def _department(name: str, cards: Iterable[Card], language: Language) -> Markup:
    newest = sorted(cards, key=lambda card: card.year or 0, reverse=True)
    rows = Markup("").join(_report(card, language) for card in newest)
    return Markup("<fieldset><legend>{}</legend>{}</fieldset>").format(name, rows)


def _report(card: Card, language: Language) -> Markup:
    form = Markup(
        '<label title="{}"><input type="checkbox" value="{}" checked><span class="year">{}</span>'
        '<span class="size">{}</span></label>{}'
    )
    size = say(language, "passages", count=card.passages)
    return form.format(card.title, card.id, year(card.year, language), size, _warnings(card, language))


def _warnings(card: Card, language: Language) -> Markup:
    if not card.warnings:
        return Markup("")
    rows = Markup("").join(Markup("<p>{}</p>").format(warning) for warning in card.warnings)
    label = say(language, "warnings", count=len(card.warnings))
    return Markup("<details><summary>{}</summary>{}</details>").format(label, rows)


# ---------------------------------------------------------------- the middle


def log(language: Language, body: Markup, goes: str = "") -> Markup:
    """Show the middle as a live region: screen readers read out what is added to it.

    ``goes`` is where a language model sees what is asked.
    """
    form = Markup('<div role="log" aria-live="polite" aria-label="{}" data-words="{}">{}{}</div>')
    words = {key: say(language, key) for key in _TALK_WORDS}
    shown = json.dumps(words, ensure_ascii=False)
    return form.format(say(language, "conversation"), shown, pending(language, goes), body)


def talks(language: Language, user: str = "") -> Markup:
    """Show the frame of the conversations; the page's script fills it from what the browser keeps for a user."""
    words = {key: WORDS[language][key] for key in _HISTORY_WORDS}
    form = Markup(
        '<section class="talks" aria-labelledby="heshu-talks-name" data-words="{}" data-user="{}">'
        '<div class="pane-head">'
        '<h2 id="heshu-talks-name">{}</h2></div><div class="pane-body">'
        '<input type="search" class="filter" placeholder="{}" aria-label="{}" autocomplete="off"><ul></ul>'
        '<p class="hint"></p></div></section>'
    )
    seek = say(language, "talks_seek")
    return form.format(json.dumps(words, ensure_ascii=False), user, say(language, "talks"), seek, seek)


def welcome(examples: Iterable[str], language: Language) -> Markup:
    """Show what can be asked, before anything was."""
    rows = Markup("").join(
        Markup('<li><button type="button" class="example">{}</button></li>').format(example) for example in examples
    )
    form = Markup('<div class="welcome"><h2>{}</h2><p>{}</p>{}</div>')
    listed = Markup("<h3>{}</h3><ul>{}</ul>").format(say(language, "examples"), rows)
    return form.format(say(language, "welcome"), say(language, "welcome_help"), listed if rows else Markup(""))


def no_reports(language: Language) -> Markup:
    """Show what to do while there is nothing to ask."""
    form = Markup('<div class="welcome"><h2>{}</h2><p>{}</p></div>')
    return form.format(say(language, "no_reports"), say(language, "no_reports_help"))


def trouble(message: str) -> Markup:
    """Show in the middle why nothing can be asked."""
    return Markup('<div class="welcome"><p role="alert">{}</p></div>').format(message)


def composer(language: Language, model: str = "", *, settings: bool = False) -> Markup:
    """Show the question box, which the page's script sends; ``model`` is where a language model gets to see it.

    ``settings`` adds the way to where that is set.
    """
    form = Markup(
        '<form class="ask"><label class="unseen" for="heshu-question">{}</label>'
        '<textarea id="heshu-question" rows="1" placeholder="{}" aria-describedby="heshu-keys" '
        'autocomplete="off" enterkeyhint="send"></textarea><button type="submit">{}</button>'
        '<button type="button" data-stop hidden>{}</button></form>'
        '<p class="editing" hidden>{} <button type="button" data-cancel>{}</button></p>'
        '<p class="keys" id="heshu-keys">{}</p><p class="lost" role="alert" data-words="{}"></p>'
    )
    keys = ("question", "placeholder", "send", "stop", "editing", "cancel", "keys", "lost")
    goes = [Markup("{}").format(say(language, "model", place=model))] if model else []
    goes += [Markup('<a href="/model">{}</a>').format(say(language, "model_settings"))] if settings else []
    note = Markup('<p class="keys">{}</p>').format(Markup(" ").join(goes)) if goes else Markup("")
    return form.format(*(say(language, key) for key in keys)) + note
