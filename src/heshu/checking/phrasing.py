"""What of a language model's text may be said: each sentence is held against the answer that it was to phrase.

A sentence stays when it is the answer's own.  Else its citation markers have to exist; each of its numbers, in whatever
notation, to be one of the answer's, in the source that stands next to it or in a calculation, under the same label, of
the same department and year; the departments that it names are those that it cites; what it claims beyond numbers
(更高, 一致, 未完成) the evidence claims too; and its words are those of the evidence, joined by words that claim
nothing.  What does not stay is dropped, never mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from heshu.checking.claims import Claim, claims
from heshu.checking.witness import Names, Said, Sentence, Witness, mentions, sentences, witness
from heshu.figures.units import MONEY, unit_named
from heshu.folding import fold
from heshu.records import Answer, Value

_JOINING = """
根据 依据 按照 报告 显示 可见 可知 其中 分别 为 是 的 了 在 于 和 与 及 以及 并 并且 同时 此外 另外 因此 所以 总体 来看
来说 而言 即 也 还 都 均 该 其 这 那 将 被 由 从 至 如下 主要 包括 具体 方面 部门 单位 数据 金额 数额 数值 年度 达到
计算 得出 得到 核算 结果 参见 原文 写明 指出 提到 提出 说明 表明 回答 您 答案 首先 其次 再次 最后 以下 上述 内容 情况
一是 二是 三是 四是 五是 六是 七是 八是 两者 二者
"""
PLAIN = tuple(sorted(_JOINING.split(), key=len, reverse=True))
"""Words that join and claim nothing, the longer ones first."""
_PLAIN = re.compile("|".join(PLAIN))
_JOINED = re.compile(rf"^(?:{_PLAIN.pattern})+|(?:{_PLAIN.pattern})+$")
_STOPS = "。；;\n "
_STOP_MARKERS = re.compile(r"([。；;])\s*((?:\[\d{1,3}\])+)")
_LEADING = re.compile(rf"(?:根据|依据|按照|报告|显示|可见|可知|其中|此外|另外|同时|[{_STOPS},，:：])*")
_NOT = "不未没无非"
CLAIMING = re.compile(
    rf"(?:[{_NOT}]|没有|并非|尚未)*"
    r"(?:一致|相符|吻合|符合|对得上|正确|准确|属实|有误|无误|错误|算错|错|问题|最[高低多少大小好差]|第一|倒数|"
    r"增长|增加|上升|提高|下降|减少|降低|高于|低于|多于|少于|超过|超出|不足|相等|等于|大于|小于|更[高低多少大小好差]|完成|达标)"
    rf"|[{_NOT}][\u4e00-\u9fff]{{1,2}}|比[\u4e00-\u9fff]{{0,12}}[高低多少大小]"
)
"""Words that claim something beyond a number, with what negates them."""
VERDICT = re.compile(r"[不未没无非有]?(?:一致|相符|吻合|正确|准确|属实|误|错|对)")
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z]+")
_ORDINARY = re.compile(r"[\u4e00-\u9fff0-9a-z\s.,%()\[\]:;!?/\-、。《》“”‘’…—·]*")
_NUMBERING = re.compile(r"^[^\S\n]*(?:\d{1,2}[.、)](?!\d)|[-*•]|#{1,6}\s)\s*", re.MULTILINE)
_THOUGHT = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[a-z]*\n?|\*\*|__")
_NOTE = re.compile(r"(?<=[。\]])（[^（）]*）| ?原文：“[^\n]*”(?=\n|$)")
"""A note of an answer, or the quote that it repeats, behind its last sentence."""
_UNCITED = re.compile(r"(?:^|(?<=\]))[^\[\]]*$")
"""What stands behind the last marker of a line."""
_CLAUSE = re.compile(r"[^,，。;；:：!！?？、\n]+")
_WIDE_CLAUSE = re.compile(r"[^,，。;；:：!！?？\n]+")
PIECE = 3
"""Characters from which a part of a run of words may be taken from the evidence by itself."""
MOST = Fraction(3, 5)
"""The part of a cited sentence's words that a text has to say."""
LONGER = 2
"""Times the answer's length that a text may have."""
TOLD, SHOWN = 5, 60
"""Dropped sentences that the log tells of, and characters of each."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that was not said, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Phrased:
    """What may be said of a text (empty where it lost its point), and what was dropped."""

    text: str
    dropped: tuple[Dropped, ...]


def phrased(text: str, answer: Answer, names: Names) -> Phrased:
    """Keep the sentences of a model's text that the answer backs; none where what is left misses its point."""
    body, notes = parted(answer.text)
    plain = parted(tidied(text, numbered=bool(_NUMBERING.search(body))))[0]
    if len(plain) > LONGER * len(body) + 100:
        return Phrased("", (Dropped(plain, "too long"),))
    held = witness(body, answer.citations, names)
    kept: list[str] = []
    dropped: list[Dropped] = []
    at = 0
    for sentence in sentences(fold(plain), names):
        written = plain[at : at + len(sentence.text)]
        at += len(sentence.text)
        if not sentence.text.strip():
            kept.append(written)
        elif reason := "said before" if written in kept else objection(sentence, held):
            dropped.append(Dropped(written.strip(), reason))
        else:
            kept.append(written)
    said = re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip()
    if said and (lost := misses(said, body, answer, names)):
        return Phrased("", (*dropped, Dropped(said, lost)))
    return Phrased(said + notes if said else "", tuple(dropped))


def parted(text: str) -> tuple[str, str]:
    """Part an answer's text from its notes: how it was understood, which reports say nothing, a quote repeated."""
    return _NOTE.sub("", text), "".join(_NOTE.findall(text))


def tidied(text: str, *, numbered: bool = False) -> str:
    """Take off what models put around their words: thoughts, fences, emphasis, and numbering unless it is wanted."""
    plain = _FENCE.sub("", _THOUGHT.sub("", text))
    return (plain if numbered else _NUMBERING.sub("", plain)).strip()


# ---------------------------------------------------------------- one sentence


def objection(sentence: Sentence, held: Witness) -> str:
    """Say why a sentence may not be said; empty where it may, as the answer's own sentences may."""
    if _own(sentence, held):
        return ""
    for rule in (_marked, _written, _cited, _numbered, _dated, _named, _claimed, _worded, _together):
        if reason := rule(sentence, held):
            return reason
    return ""


def _own(sentence: Sentence, held: Witness) -> bool:
    """Whether it is made of the answer's own sentences, whole, and of words that lead to them."""
    rest = _stopped(sentence.text)
    for stem in sorted((_stopped(own.text).strip(_STOPS) for own, _ in held.own), key=len, reverse=True):
        rest = rest.replace(stem, "") if stem else rest
    return _LEADING.fullmatch(rest) is not None


def _stopped(text: str) -> str:
    """A sentence with its stop behind its markers, not before them."""
    return _STOP_MARKERS.sub(r"\2\1", text)


def _marked(sentence: Sentence, held: Witness) -> str:
    unknown = sentence.markers - held.citations.keys()
    return f"unknown citation {min(unknown)}" if unknown else ""


def _written(sentence: Sentence, held: Witness) -> str:
    """Letters and signs: nothing that hides, turns round or links."""
    if _ORDINARY.fullmatch(sentence.text):
        foreign = set(_LATIN.findall(sentence.bare)) - set(_LATIN.findall(_evidence(sentence, held)))
        return f"unknown word {min(foreign)}" if foreign else ""
    strange = set(sentence.text) - set(_evidence(sentence, held)) - set("+=×÷")
    strange = {c for c in strange if not _ORDINARY.fullmatch(c)}
    return f"unusual character {min(strange)!r}" if strange else ""


def _cited(sentence: Sentence, held: Witness) -> str:
    """A sentence without a citation says what was computed, or nothing."""
    return "" if sentence.markers or sentence.said else "no citation"


def _numbered(sentence: Sentence, held: Witness) -> str:
    evidence = _evidence(sentence, held)
    for claim in sentence.claims:
        if claim.in_word and not claim.is_date and not _part_of_word(sentence.bare, claim, evidence):
            return f"unknown number: {sentence.bare[claim.start : claim.end]}"
    occurrences = held.occurrences(sentence.markers)
    for said in sentence.said:
        if reason := _unbacked(said, sentence, held, occurrences):
            return f"{reason}: {sentence.bare[said.claim.start : said.claim.end]}"
    return ""


def _unbacked(said: Said, sentence: Sentence, held: Witness, occurrences: Sequence[Said]) -> str:
    if not any(one.claim.said == said.claim.said for one in occurrences):
        return "unknown number"
    if said.claim.said not in held.spoken:
        return "number that the answer leaves out"
    holders = held.holders(said.claim)
    if holders and not holders & (said.markers or sentence.markers):
        return "number of another source"
    return "" if _labelled(said, [one for one in occurrences if _fits(one, said)]) else "number of another label"


def _fits(one: Said, said: Said) -> bool:
    whose = one.reports is None or said.reports is None or bool(one.reports & said.reports)
    return whose and (one.year is None or said.year is None or one.year == said.year)


def _labelled(said: Said, fitting: Sequence[Said]) -> bool:
    """Whether its label's words stand together with the number, and with no other number rather."""
    words = _pairs(said.window)
    right = [one for one in fitting if one.claim.said == said.claim.said and words <= _pairs(one.around)]
    wrong = [one for one in fitting if one.claim.said != said.claim.said]
    if not words:
        return bool(right) and not wrong
    best, other = (max((_likeness(words, _pairs(one.window)) for one in ones), default=NONE) for ones in (right, wrong))
    return best >= other and best[0] * 2 > len(words)


NONE = (-1, Fraction(0))


def _likeness(words: set[str], others: set[str]) -> tuple[int, Fraction]:
    """Count what is shared, then its part of all: 公用支出 is nearer to 公用支出 than to 公用支出与项目支出."""
    shared = len(words & others)
    return shared, Fraction(shared, len(words | others) or 1)


def _pairs(window: str) -> set[str]:
    return {run[at : at + 2] for run in _RUN.findall(_PLAIN.sub(" ", window)) for at in range(len(run) - 1)}


def _part_of_word(text: str, claim: Claim, evidence: str) -> bool:
    """Whether a numeral without a unit stands in a word of the evidence (一般, 三公), or joins sentences (一是)."""
    if any(text.startswith(word, claim.start) for word in PLAIN if word[0] in "一二三四五六七八两" and len(word) > 1):
        return True
    if text.startswith("一致", claim.start):  # which is held against the evidence as a claim
        return True
    around = (text[claim.start : claim.end + 2], text[max(0, claim.start - 2) : claim.end])
    return any(len(word) > 2 and _RUN.fullmatch(word) and word in evidence for word in around)


def _dated(sentence: Sentence, held: Witness) -> str:
    """Years are those of the reports that are cited or stand in the evidence, other dates stand there."""
    cited = [held.citations[marker] for marker in sentence.markers or held.citations]
    years = {Decimal(one.year) for one in cited if one.year}
    known = {claim.said for one in _witnesses(sentence, held) for claim in one.claims}
    for claim in sentence.claims:
        if claim.is_date and claim.said not in known and not (claim.is_year and claim.value in years):
            return f"unknown date: {sentence.bare[claim.start : claim.end]}"
    return ""


def _named(sentence: Sentence, held: Witness) -> str:
    """Departments are those that are cited; a region, which means others besides, has to stand in the evidence."""
    markers = sentence.markers or held.citations.keys()
    cited = {held.citations[marker].report_id for marker in markers}
    known = {mention.reports for one in _witnesses(sentence, held) for mention in one.mentions}
    for mention in sentence.mentions:
        if not mention.reports & cited or not any(mention.reports <= reports for reports in known):
            return f"department that is not cited: {sentence.bare[mention.start : mention.end]}"
    return ""


def _claimed(sentence: Sentence, held: Witness) -> str:
    """What is claimed beyond numbers, of the same departments and years in the same order where it names several."""
    for found in CLAIMING.finditer(sentence.bare):
        word = found.group()
        backing = [one for one in _witnesses(sentence, held) if _claims(word, one.bare)]
        if not backing:
            return f"claim that nothing backs: {word}"
        if not any(_same_order(sentence, one) for one in backing):
            return f"claim of another department or year: {word}"
    return ""


def _claims(word: str, evidence: str) -> bool:
    """Whether the evidence claims it; what is compared may be named otherwise (比图书馆多, 比图书馆公用支出多)."""
    if word[0] == "比":
        return re.search(rf"比[^,。;]{{0,40}}?{word[-1]}", evidence) is not None
    return _stands(word, evidence)


def _same_order(sentence: Sentence, one: Sentence) -> bool:
    if len(one.years) > 1 and sentence.years != one.years[: len(sentence.years)]:
        return False
    if len(sentence.order) < 2 and len(one.order) < 2:
        return not one.order or not sentence.order or bool(sentence.order[0] & one.order[0])
    return sentence.order == one.order


def _worded(sentence: Sentence, held: Witness) -> str:
    """The rest of the words: of the evidence, or such as join; claims have been held against it before."""
    evidence, least = _evidence(sentence, held), PIECE if sentence.said else 2
    checked = [(name.start, name.end) for name in sentence.mentions]
    checked += [(claim.start, claim.end) for claim in sentence.claims if claim.end - claim.start > 1]
    text = _blanked(sentence.bare, checked)
    claimed = _blanked(text, [span for match in CLAIMING.finditer(sentence.bare) for span in _claim_spans(match)])
    own = [
        run.group()
        for run in _RUN.finditer(text)
        if _strange(run.group(), evidence, least)
        and any(_strange(part, evidence, least) for part in _RUN.findall(claimed[run.start() : run.end()]))
    ]
    return f"words that are not of the evidence: {'、'.join(own)}" if own else ""


def _together(sentence: Sentence, held: Witness) -> str:
    """A clause without a number says what one clause of the evidence says: words of several belong to others."""
    evidence = [clause for clause in _WIDE_CLAUSE.findall(_evidence(sentence, held)) if clause]
    text = _blanked(sentence.bare, [(name.start, name.end) for name in sentence.mentions])
    for clause in _CLAUSE.finditer(text):
        counted = any(clause.start() <= claim.start < clause.end() and not claim.in_word for claim in sentence.claims)
        words = [_JOINED.sub("", run) for run in _RUN.findall(clause.group())]
        if not counted and not any(all(_stands(word, one) for word in words) for one in evidence):
            return f"words of several clauses: {clause.group().strip()}"
    return ""


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _claim_spans(match: re.Match[str]) -> list[tuple[int, int]]:
    """The characters of a claim; of a comparison 比 and how it ends, and not what is compared."""
    start, end = match.span()
    return [(start, start + 1), (end - 1, end)] if match.group()[0] == "比" else [(start, end)]


def _strange(run: str, evidence: str, least: int) -> int:
    """Count the characters of a run of words that neither stand in the evidence nor join.

    A part of the run stands there by itself from ``least`` characters on, or from two between words that join.
    """
    joined = {match.end() for at in range(len(run)) for match in [_PLAIN.match(run, at)] if match} | {0}
    fewest: list[int] = [*range(len(run), 0, -1), 0]  # from each place to the end
    for at in range(len(run) - 1, -1, -1):
        fewest[at] = 1 + fewest[at + 1]
        plain = _PLAIN.match(run, at)
        if plain:
            fewest[at] = min(fewest[at], fewest[plain.end()])
        for end in range(len(run), at + 1, -1):
            bounded = at in joined and (end == len(run) or _PLAIN.match(run, end))
            if (end - at >= least or bounded) and fewest[end] < fewest[at] and _stands(run[at:end], evidence):
                fewest[at] = fewest[end]
    return fewest[0]


def _stands(words: str, evidence: str) -> bool:
    """Whether words stand in the evidence without being negated there."""
    at = evidence.find(words)
    while at > 0 and evidence[at - 1] in _NOT:
        at = evidence.find(words, at + 1)
    return at >= 0


def _witnesses(sentence: Sentence, held: Witness) -> list[Sentence]:
    return [*held.beside(sentence.markers), *(one for _, one in held.quoted(sentence.markers))]


def _evidence(sentence: Sentence, held: Witness) -> str:
    """All that stands behind a sentence, in one text; quotation marks inside a name part nothing."""
    return "\n".join(re.sub("[“”\"'‘’]", "", one.bare) for one in _witnesses(sentence, held))


# ---------------------------------------------------------------- the whole


def misses(said: str, body: str, answer: Answer, names: Names) -> str:
    """Say what of an answer's point a text has lost, notes aside; empty where it has it all."""
    folded = fold(said)
    spoken = {claim.said for claim in claims(folded)}
    lost = [value for value in answer.values if _said(value) not in spoken]
    if lost:
        return f"lost {lost[0].number}{lost[0].unit}"
    wanted = {cited.marker for cited in answer.citations if f"[{cited.marker}]" in body}
    missing = [marker for marker in sorted(wanted) if f"[{marker}]" not in folded]
    if missing:
        return f"lost citation {missing[0]}"
    own = fold(body)
    claimed = [word for word in CLAIMING.findall(own) if not _claims(word, folded)]
    if claimed:
        return f"lost {claimed[0]}"
    if VERDICT.search(own) and not VERDICT.search(folded):
        return "lost the verdict"
    if lost_name := _unnamed(own, folded, names):
        return f"lost {lost_name}"
    if left := _left_out(own, folded, names):
        return f"lost “{left[:20]}”"
    return ""


def _unnamed(own: str, said: str, names: Names) -> str:
    """The first department of an answer that a text does not name, or of several years a year; empty for none."""
    named = [mention.reports for mention in mentions(said, names)]
    for mention in mentions(own, names):
        if not any(mention.reports & reports for reports in named):
            return own[mention.start : mention.end]
    years = {claim.value for claim in claims(own) if claim.is_year}
    missing = years - {claim.value for claim in claims(said) if claim.is_year}
    return f"{min(missing)}年" if missing and len(years) > 1 else ""


def _left_out(own: str, said: str, names: Names) -> str:
    """The first cited sentence of an answer of which a text says too little; empty where it says all.

    A marker cites what stands before it in its line.
    """
    words = _pairs(said)
    for line in own.splitlines():
        for sentence in sentences(_UNCITED.sub("", line), names):
            pairs = _pairs(_blanked(sentence.bare, [(name.start, name.end) for name in sentence.mentions]))
            if len(pairs & words) < len(pairs) * MOST:
                return sentence.bare.strip()
    return ""


def _said(value: Value) -> tuple[Decimal, str]:
    unit = fold(value.unit)
    if unit in MONEY:
        return Decimal(value.number).scaleb(MONEY[unit]), "元"
    found = claims(f"{value.number}{unit}") if unit_named(unit) else ()
    return found[0].said if found else (Decimal(value.number), unit)


def reasons(dropped: Sequence[Dropped]) -> str:
    """Write what was dropped as one line for the log: the first few sentences, cut short."""
    told = [f"{one.reason} in “{one.text[:SHOWN]}”" for one in dropped[:TOLD]]
    return harmless("; ".join([*told, *([f"and {len(dropped) - TOLD} more"] if len(dropped) > TOLD else [])]))


def harmless(text: str) -> str:
    """A text of which nothing steers a terminal, breaks a line of the log or turns it round."""
    return "".join(character if character.isprintable() else "�" for character in text)
