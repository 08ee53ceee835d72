"""The terms of the field: what each means, what else it is called, and what it is not.

The data are `glossary.toml` beside this file, for a finance clerk to read and extend.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from heshu.folding import fold

FILE = Path(__file__).with_name("glossary.toml")


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the field, its words folded.

    ``names`` are labels that reports print for the same thing, ``asked`` the words of questions, ``near`` the terms
    that it must not be taken for.  ``kind`` is amount, rate, share, score, count, section or concept.

    ``kin`` are terms that a report may state in this one's place, ``proved`` labels that mean this term only where
    the report's own figures give it by the formula: 支付进度 may be that of a month, or of other money.
    """

    name: str
    means: str
    kind: str
    formula: str
    names: frozenset[str]
    asked: frozenset[str]
    english: tuple[str, ...]
    near: frozenset[str]
    kin: frozenset[str] = frozenset()
    proved: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Glossary:
    """All terms, and the ways to find one."""

    terms: tuple[Term, ...]

    @cached_property
    def by_name(self) -> dict[str, Term]:
        """Every written name, the term's own among them -> the term."""
        return {name: term for term in self.terms for name in term.names}

    @cached_property
    def longest(self) -> int:
        """How many characters the longest name has, written or asked."""
        return max(map(len, (*self.by_name, *self.by_asked)), default=0)

    def kin(self, term: Term) -> frozenset[str]:
        """The names of its kin, and of other terms with the same formula: 预算完成率 is computed as 预算执行率 is."""
        return self._kin[term.name]

    def proved(self, term: Term) -> frozenset[str]:
        """Labels that mean the term, or one with the same formula, where the report's figures give it."""
        return frozenset(name for other in (term, *self._alike[term.name]) for name in other.proved)

    def misses(self, term: Term) -> frozenset[str]:
        """All names of the terms that a term is not: 人员支出 too where 人员经费 is a near miss."""
        return self._misses[term.name]

    def _called(self, near: str) -> frozenset[str]:
        return self.by_name[near].names if near in self.by_name else frozenset({near})

    @cached_property
    def _misses(self) -> dict[str, frozenset[str]]:
        return {
            term.name: frozenset(name for near in term.near for name in self._called(near)) - term.names
            for term in self.terms
        }

    @cached_property
    def _alike(self) -> dict[str, tuple[Term, ...]]:
        """A term -> the other terms with the same formula."""
        groups: dict[str, list[Term]] = {}
        for term in self.terms:
            groups.setdefault(term.formula or term.name, []).append(term)
        return {
            one.name: tuple(other for other in group if other is not one) for group in groups.values() for one in group
        }

    @cached_property
    def _kin(self) -> dict[str, frozenset[str]]:
        return {
            term.name: frozenset(
                name
                for other in (*self._alike[term.name], *(self.by_name[one] for one in term.kin))
                for name in other.names
            )
            for term in self.terms
        }

    @cached_property
    def by_english(self) -> tuple[tuple[str, Term], ...]:
        """Every English phrase with its term; whole phrases before those with a gap (..), long before short."""
        phrases = ((phrase, term) for term in self.terms for phrase in term.english)
        return tuple(sorted(phrases, key=lambda row: (" .. " in row[0], -len(row[0]))))

    @cached_property
    def by_asked(self) -> dict[str, Term]:
        """Every colloquial name -> the term."""
        return {said: term for term in self.terms for name in term.asked for said in (name, plainly(name))}


def plainly(words: str) -> str:
    """Colloquial words as they are read in a question: 存在啥问题 as 存在什么问题."""
    return words.replace("咋样", "怎么样").replace("咋", "怎么").replace("啥", "什么")


@lru_cache(1)
def glossary() -> Glossary:
    """The packaged glossary; read once."""
    with FILE.open("rb") as handle:
        rows = tomllib.load(handle)["term"]
    return Glossary(tuple(_term(row) for row in rows))


def _term(row: dict[str, object]) -> Term:
    def words(key: str) -> list[str]:
        value = row.get(key, [])
        return [fold(str(v)) for v in value] if isinstance(value, list) else []

    name = str(row["name"])
    return Term(
        name=name,
        means=str(row.get("is", "")),
        kind=str(row.get("kind", "concept")),
        formula=str(row.get("formula", "")),
        names=frozenset([fold(name), *words("names")]),
        asked=frozenset(words("asked")),
        english=tuple(words("english")),
        near=frozenset(words("not")),
        kin=frozenset(words("kin")),
        proved=frozenset(words("proved")),
    )


def synonyms(terms: Glossary) -> list[tuple[str, str]]:
    """Pairs (name, other name) for training the embedded model: written and colloquial names of the same term."""
    return [
        (fold(term.name), other)
        for term in terms.terms
        for other in sorted(term.names | term.asked)
        if other != fold(term.name)
    ]


if __name__ == "__main__":  # python -m heshu.glossary > PAIRS.tsv
    print("\n".join("\t".join(pair) for pair in synonyms(glossary())))
