"""The glossary's promises: who adds a term sees here, in Chinese, what does not fit."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import TypedDict, cast

import pytest

from heshu.folding import fold

FEWEST = 250
KINDS = {"amount", "rate", "share", "score", "count", "section", "concept"}
TEXTS = ("name", "is", "kind", "formula")
LISTS = ("names", "asked", "english", "not")
OPTIONAL = ("kin", "proved")
GENERIC = re.compile(
    "支出|收入|预算|决算|率|比例|占比|得分|分数|资金|经费|金额|合计|总计|总额|项目|问题|措施|指标|目标|情况|."
)

# What people ask, and the term that they mean.
MEANT = (
    ("花了多少钱", "总支出"),
    ("整体支出", "总支出"),
    ("支付完成", "总支出"),
    ("剩了多少", "结转结余"),
    ("得了几分", "自评得分"),
    ("综合得分", "自评得分"),
    ("扣了几分", "扣分"),
    ("人头费", "人员经费"),
    ("公用支出", "公用经费"),
    ("人员及公用经费", "人员及公用经费"),
    ("支付进度", "预算执行率"),
    ("资金支付率", "预算执行率"),
    ("部门预算资金支出率", "年度平均执行率"),
    ("完成预算数", "预算完成率"),
    ("预算调整金额", "调整预算数"),
    ("财政给了多少", "财政拨款收入"),
    ("出国花了多少", "因公出国（境）费"),
    ("短板", "存在的主要问题"),
    ("补救", "改进措施"),
    ("是干什么的", "部门职能"),
    ("内设科室", "机构设置"),
    ("谁打的分", "评价工作组"),
)

Term = TypedDict(
    "Term",
    {
        "name": str,
        "is": str,
        "kind": str,
        "formula": str,
        "names": list[str],
        "asked": list[str],
        "english": list[str],
        "not": list[str],
    },
)
Strings = tuple[tuple[str, str], ...]  # pairs of a string and the name of its term


def _load() -> tuple[Term, ...]:
    text = (resources.files("heshu") / "glossary.toml").read_text(encoding="utf-8")
    return tuple(cast(list[Term], tomllib.loads(text)["term"]))


TERMS = _load()
BY_NAME = {term["name"]: term for term in TERMS}


def _key(text: str) -> str:
    """Two strings with the same key are one for who matches them: quotation marks and blanks do not tell."""
    return re.sub(r"[\s“”\"'‘’「」]", "", fold(text))


def _names() -> Strings:
    return tuple((_key(text), term["name"]) for term in TERMS for text in term["names"])


def _asked() -> Strings:
    return tuple((_key(text), term["name"]) for term in TERMS for text in term["asked"])


def _english() -> Strings:
    return tuple((text, term["name"]) for term in TERMS for text in term["english"])


def _of_two_terms(strings: Strings) -> list[str]:
    owners = Counter(text for text, _ in set(strings))
    return [
        f"“{text}”同时归在几条术语下：{sorted({t for s, t in strings if s == text})}"
        for text in owners
        if owners[text] > 1
    ]


def test_holds_enough_terms_each_once() -> None:
    assert len(TERMS) >= FEWEST
    assert [name for name, times in Counter(term["name"] for term in TERMS).items() if times > 1] == []


def test_every_term_has_its_fields_and_no_others() -> None:
    wrong = [term.get("name") for term in TERMS if not {*TEXTS, *LISTS} <= set(term) <= {*TEXTS, *LISTS, *OPTIONAL}]
    assert wrong == [], "字段不全，或多了字段"


def test_fields_are_of_their_type() -> None:
    fields = [(term["name"], field, dict(term)[field]) for term in TERMS for field in (*TEXTS, *LISTS)]
    assert [(n, f) for n, f, value in fields if f in TEXTS and not isinstance(value, str)] == []
    lists = [(n, f, value) for n, f, value in fields if f in LISTS]
    wrong = [
        (n, f)
        for n, f, v in lists
        if not (isinstance(v, list) and all(isinstance(x, str) and x.strip() == x != "" for x in v))
    ]
    assert wrong == [], "应为字符串的列表，不留空串和首尾空格"


def test_kinds_are_known() -> None:
    assert {term["kind"] for term in TERMS} <= KINDS


def test_a_definition_is_one_sentence() -> None:
    wrong = [term["name"] for term in TERMS if not re.fullmatch(r"[^。；\n]{6,60}。", term["is"])]
    assert wrong == [], "is 应是一句话，以句号结尾"


def test_the_name_is_one_of_the_names() -> None:
    assert [term["name"] for term in TERMS if term["name"] not in term["names"]] == []


def test_no_list_repeats_itself() -> None:
    lists = [
        (term["name"], texts)
        for term in TERMS
        for texts in (term["names"], term["asked"], term["english"], term["not"])
    ]
    assert [name for name, texts in lists if len(texts) != len(set(texts))] == []


@pytest.mark.parametrize("strings", [_names() + _asked(), _english()], ids=["names and asked", "english"])
def test_a_string_belongs_to_one_term(strings: Strings) -> None:
    assert _of_two_terms(strings) == []


def test_no_words_of_a_question_are_also_a_label() -> None:
    assert {text for text, _ in _asked()} & {text for text, _ in _names()} == set()


def test_generic_words_are_nobodys_label() -> None:
    assert [(text, term) for text, term in _names() if GENERIC.fullmatch(text)] == []


def test_words_of_a_question_hold_no_label_of_another_term() -> None:
    labels = _names()
    hidden = [
        (words, term, label) for words, term in _asked() for label, other in labels if label in words and other != term
    ]
    assert hidden == [], "说法里含有另一条术语的名称，永远轮不到它"


def test_words_of_a_question_are_folded() -> None:
    assert [words for term in TERMS for words in term["asked"] if fold(words) != words] == []


def test_english_is_plain_lower_case() -> None:
    wrong = [text for text, _ in _english() if not re.fullmatch(r"[a-z0-9',\"\- ]+( \.\. [a-z0-9',\"\- ]+)*", text)]
    assert wrong == []


def test_a_term_is_not_among_its_own_near_misses() -> None:
    assert [term["name"] for term in TERMS if {*term["names"], *term["asked"]} & set(term["not"])] == []


def test_near_misses_are_called_by_their_names() -> None:
    owner = {text: term["name"] for term in TERMS for text in term["names"]}
    wrong = [(term["name"], text) for term in TERMS for text in term["not"] if owner.get(text, text) != text]
    assert wrong == [], "not 里请写术语的正名"


def test_kin_are_called_by_their_names() -> None:
    kin = [(term["name"], other) for term in TERMS for other in cast(dict[str, list[str]], term).get("kin", [])]
    assert [(name, other) for name, other in kin if other not in BY_NAME or other == name] == [], "kin 里请写术语的正名"


def test_what_is_to_be_proved_has_a_formula_to_prove_it() -> None:
    assert [term["name"] for term in TERMS if "proved" in term and not term["formula"]] == []


@pytest.mark.parametrize(("words", "term"), MEANT)
def test_what_people_ask_is_known(words: str, term: str) -> None:
    assert dict(_names() + _asked())[_key(words)] == term


# ---------------------------------------------------------------- formulas


@dataclass(frozen=True)
class Dimension:
    """Powers of money, heads or pieces, and points: what a formula's result is measured in."""

    money: int = 0
    pieces: int = 0
    points: int = 0

    def __add__(self, other: Dimension) -> Dimension:
        assert self == other, "加减的两边不是同一类量"
        return self

    __sub__ = __add__

    def __mul__(self, other: Dimension) -> Dimension:
        return Dimension(self.money + other.money, self.pieces + other.pieces, self.points + other.points)

    def __truediv__(self, other: Dimension) -> Dimension:
        return Dimension(self.money - other.money, self.pieces - other.pieces, self.points - other.points)


DIMENSIONS = {
    "amount": Dimension(money=1),
    "count": Dimension(pieces=1),
    "score": Dimension(points=1),
    "rate": Dimension(),
    "share": Dimension(),
}
CALCULATED = tuple(term for term in TERMS if term["formula"])


def _tokens(formula: str) -> list[str]:
    """Operands and signs.  Only half-width brackets group: the full-width ones of 因公出国（境）费 are its name's."""
    return re.findall(r"[()+\-×÷]|[^()+\-×÷\s]+", formula)


def _operands(term: Term) -> list[str]:
    return [token for token in _tokens(term["formula"]) if token not in set("()+-×÷")]


def _dimension(formula: str) -> Dimension:
    signs = {"×": "*", "÷": "/"}
    parts = [signs.get(t, t) if t in set("()+-×÷") else f"of[{t!r}]" for t in _tokens(formula)]
    of = {name: DIMENSIONS[term["kind"]] for name, term in BY_NAME.items() if term["kind"] in DIMENSIONS}
    return cast(Dimension, eval(" ".join(parts), {"__builtins__": {}}, {"of": of}))


def test_operands_are_names_of_terms() -> None:
    wrong = [(term["name"], operand) for term in CALCULATED for operand in _operands(term) if operand not in BY_NAME]
    assert wrong == [], "公式里的量应是本表的正名"


@pytest.mark.parametrize("term", CALCULATED, ids=lambda term: str(term["name"]))
def test_a_formula_gives_what_the_term_measures(term: Term) -> None:
    result = _dimension(term["formula"])
    per_head = Dimension(money=1, pieces=-1)
    assert result == DIMENSIONS[term["kind"]] or (term["kind"] == "amount" and result == per_head)


def _rests_on(name: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Every term that a formula needs, its operands' formulas included."""
    for operand in _operands(BY_NAME[name]):
        if operand not in seen:
            seen = _rests_on(operand, seen | {operand})
    return seen


def test_no_formula_rests_on_itself() -> None:
    assert [term["name"] for term in CALCULATED if term["name"] in _rests_on(term["name"])] == []
