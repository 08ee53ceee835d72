"""A question that leans on the ones before it becomes one that stands alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from heshu.asking.question import understand
from heshu.asking.scope import Gazetteer, Scope, scope
from heshu.asking.terms import content

ACROSS = re.compile(r"哪个部门|哪些部门|哪几|各部门|所有|全部|五个|每个|几家|谁家|which|all ")
FRESH = re.compile(r"^(?:算了|不问|换个|另外问)")


def resolve(question: str, history: Sequence[str], gazetteer: Gazetteer) -> tuple[str, str]:
    """The question as it stands alone, and what was assumed (empty where nothing was).

    A question without a department takes the last one named; one that names nothing but a department asks the
    last question of it.
    """
    if not history:
        return question, ""
    asked = understand(question)
    here = scope(asked.text, gazetteer, english=asked.english)
    before, _ = resolve(history[-1], history[:-1], gazetteer)
    there_asked = understand(before)
    there = scope(there_asked.text, gazetteer, english=there_asked.english)
    if here.unknown or ACROSS.search(asked.text):
        return question, ""
    if (here.named or here.years) and not content(here.rest):
        merged = f"{_names(here) or _names(there)}{_years(here)}{there.rest}"
        return merged, merged
    if not here.named and there.named and not FRESH.search(asked.text):
        merged = f"{_names(there)}{asked.text}"
        return merged, merged
    return question, ""


def _names(where: Scope) -> str:
    return "和".join(mention.words for mention in where.mentions)


def _years(where: Scope) -> str:
    return "".join(f"{year}年" for year in where.years)
