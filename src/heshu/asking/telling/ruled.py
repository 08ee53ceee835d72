"""From which amount on a rule holds, in the rule's own words: 多大金额的支出要上党组会, 超过多少钱须集体研究."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.asking.evidence.compose import Citer, refuse, say_sentences, value_of, who
from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.evidence.operands import Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.terms import content, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Figure, FigureKind, Passage, PassageKind, Span, Status, Value

_SPENT_ON = r"(?:采购|投资|合同|项目|报销|处置|工程|借款|资产|担保|捐赠)"
"""What amounts are of that not all spending is: a rule has to speak of it too."""
_MUST = (
    r"(?:就|才|都|一律|均)*"
    r"(?:必须|需要|应当|应该|得(?![分到了])|要(?!求)|须|需(?!求)|才(?=[报上经由走提过])|应(?!急)|由(?!于))"
)
_SIDE = "(?:以上|以下|以内|以外)?"
_HOW_MUCH = (
    rf"(?:多大(?!比|幅|程)|(?:多大|什么样?|多高)的?(?:金额|数额|额度|规模){_SIDE}"
    rf"|(?:多少|几)(?:[百千万亿]*元|钱|[百千万亿])?(?:的|及|或)?{_SIDE})"
)
ASKED = (
    # 多大金额的支出要上党组会, 单笔多少万元以上要集体研究, 支出超过多少钱须报理事会批准
    regex(
        rf"(?P<before>[^,，?？]{{0,16}}?)(?:(?:超过|达到|高于|满|大于|到)了?)?{_HOW_MUCH}的?(?P<what>[^,，?？]{{0,10}}?){_MUST}(?P<act>[^,，?？多几]{{2,20}}?)[?？]?$"
    ),
    # 上党组会的支出起点是多少, 集体研究的金额门槛是多少
    regex(
        r"(?P<act>[^,，?？]{3,20}?)的?(?P<what>支出|开支|采购|投资|合同|项目|资金)?的?(?:金额|额度|数额|起点)?(?:门槛|起点|起始金额|标准线|金额标准|额度标准)(?:是|为|定在|定为)?(?:多少|多大|多高|几)[^,，]{0,4}[?？]?$"
    ),
)
"""A question for the amount from which on something has to be done."""
BOUND = regex(
    r"\d[\d,.]*\s*(?:万|亿|千)?元\s*(?:[（(]不?含[^）)]{0,6}[)）])?(?:及|或)?(?:以[上下内外])|(?:超过|达到|不超过|高于|低于|满|大于)\s*\d[\d,.]*\s*(?:万|亿|千)?元"
)
"""How a rule says from which amount on it holds."""
RULES = regex("须|应|由|报|提交|经|必须|需|实行|审议|批准|研究|决定|审批|集体|会签|招标")
DECIDES = regex("会(?!计)|审|批|研究|集体|决定|备案|招标")
MONEY = regex(rf"{_SPENT_ON}|金额|数额|额度|支出|开支|经费|资金|钱|元")
"""What makes a question one for a rule of money, which no figure by another name answers."""
LEADING = regex(
    r"^(?:上(?!级|报)|过|走|报(?!告|销)|经过?|由|提交|交由?|拿到|到|进行?|开展|实行|组织|通过|送|提请)+|(?:才(?:行|可以?|能)|行|决定|定|讨论|审议|审批|批准|研究|通过)+$"
)
"""Words around who decides, which a rule may put otherwise."""
IN_COUNCIL = regex(r"(?:上|过|开)(?:了|个)?会(?:[讨议]论?|研究|定|决定)?$")
"""What people call it when some body decides together."""
ENOUGH, CLEAR = 0.7, 0.2
"""Share of the words of what has to be done that a clause must hold, and by how much more than another."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a rule: where it stands, its share of the words asked, and the amounts that it states."""

    passage: Passage
    sentence: Span
    share: float
    amounts: tuple[Figure, ...]


def told(solver: Solver, question: str, where: Scope) -> Answer | None:
    """The sentence of the rule that a question about one department asks the amount of; ``None`` where none is."""
    words = where.unmarked.strip(" 的")
    asked = next(filter(None, (form.fullmatch(words) for form in ASKED)), None)
    if asked is None or len(where.reports) != 1 or not where.named:
        return None
    card = solver.library.card_of[where.reports[0]]
    shelf = solver.shelf(card.id)
    said = IN_COUNCIL.sub("集体研究", asked["act"])
    act = telling(content(LEADING.sub("", said)) or content(said), shelf.weights)
    of = set(re.findall(_SPENT_ON, f"{asked.groupdict().get('before') or ''}{asked['what'] or ''}"))
    found = sorted(_clauses(shelf, act, of), key=lambda one: -one.share)
    if not act or not found or found[0].share < ENOUGH:
        decided = DECIDES.search(asked["act"]) and MONEY.search(words)
        return refuse(question, f"{who(card)}的报告里没有写明多大的金额要这样办。") if decided else None
    best = found[0]
    others = [one for one in found[1:] if one.share > best.share - CLEAR]
    citer = Citer(solver.library)
    sentences = {(one.passage.id, one.sentence): Sentence(one.passage, one.sentence, 1.0) for one in (best, *others)}
    text = say_sentences(list(sentences.values()), card, citer)
    values: tuple[Value, ...] = (value_of(best.amounts[0]),) if len(best.amounts) == 1 and not others else ()
    return Answer(question, Status.ANSWERED, text, values, tuple(citer.found), plan="查原文〔规定〕")


def _clauses(shelf: Shelf, act: frozenset[str], of: set[str]) -> Iterator[_Clause]:
    """The clauses of a report that bind an amount to what has to be done, and speak of what the amount is of."""
    for passage in shelf.readable:
        if passage.kind is PassageKind.TABLE_ROW or not BOUND.search(shelf.folded[passage.id]):
            continue
        for span in sentence_spans(passage):
            text = fold(passage.text[span.start : span.end])
            bound = [match.start() for match in BOUND.finditer(text)]
            if not bound or not RULES.search(text) or not all(word in text for word in of):
                continue
            for start, end in zip(bound, [*bound[1:], len(text)], strict=True):
                low, high = span.start + start, span.start + end
                amounts = tuple(f for f in shelf.figures_in(passage.id, Span(low, high)) if f.kind is FigureKind.AMOUNT)
                yield _Clause(passage, span, shelf.weights.coverage(act, text[start:end]), amounts)
