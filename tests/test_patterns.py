"""Patterns that are compiled when they are first used are those that `re.compile` gives."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re

import pytest

import heshu
from heshu.patterns import _Uncompiled, regex

FEWEST = 1_000
"""Patterns of the rules; there are many more, and a search that finds none must not pass."""


def test_it_finds_what_the_compiled_pattern_finds() -> None:
    text, pattern = "支出3.5万元，预算4万元", r"(?P<number>[\d.]+)(?P<unit>万元)"
    lazy, compiled = regex(pattern), re.compile(pattern)
    assert [match.groupdict() for match in lazy.finditer(text)] == [m.groupdict() for m in compiled.finditer(text)]
    assert lazy.sub(r"\g<unit>", text) == compiled.sub(r"\g<unit>", text)
    assert lazy.findall(text) == compiled.findall(text)
    assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert regex(r"budget", re.IGNORECASE).search("Budget")
    assert regex(rb"\d+").search(b"a 12")


def test_a_mistake_is_raised_where_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_every_pattern_of_the_rules_compiles() -> None:
    for module in pkgutil.walk_packages(heshu.__path__, "heshu."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    rules = [one for one in gc.get_objects() if type(one) is _Uncompiled and one.pattern != "("]
    assert len(rules) > FEWEST
    for rule in rules:
        re.compile(rule.pattern, vars(rule)["_flags"])
