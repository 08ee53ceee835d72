"""Points lost: a score against its full mark, and where a report says that they were lost, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from heshu.asking.evidence.calculating import amount, calculation, percent, places, written
from heshu.asking.evidence.compose import Citer, refuse, sentence_of, value_of, who, with_reasons
from heshu.asking.evidence.excerpts import Sentence, clauses, sentence_spans
from heshu.asking.evidence.fitting import BOUNDS, OVERALL_SCORES, WEIGHED
from heshu.asking.evidence.grids import grids
from heshu.asking.evidence.operands import MARKS, RATES, Operand, Solver
from heshu.asking.evidence.shelf import Shelf
from heshu.asking.planning.operations import Query
from heshu.asking.planning.scope import Scope
from heshu.asking.wording.terms import OVERALL, content, is_listed, pairs, telling
from heshu.figures.vocabulary import WHOLE_SCORE
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, Figure, FigureKind, Found, PassageKind, Span, Status, Value

SCORE = frozenset({FigureKind.SCORE})
HUNDRED = Decimal(100)
"""The full mark of a whole score.  Source: 财预〔2020〕10号 (总分一般设置为100分)."""
_FULL = regex(r"(?:满分|总分|分值|权重分?|标准分)值?$")
_LOST = regex(r"(?:扣(?:分|减)?|(?<![流遗过丧])失分?|丢分?)$")
_TAIL = regex(r"(?:指标|自评价?|实际|最终|综合|评价|绩效)*(?:得分|自?评分|满分|总分|分值|权重分?|标准分|扣分)值?$")
_AT_FULL = regex(r"满分[为是:]?\s*$")
_SUBJECT = regex(
    r"(?:这|那|一)+(?:块|项|部分|方面|栏)|指标|得分|自评|打分|评分|分数|离|距离?|呢|一共|总共|被|有没有|是否|有无|因为|由于|[,，的]"
)
WHERE = regex(r"哪|原因|什么|为啥|为何|怎么|\b(?:[Ww]hy|[Ww]here)\b")
"""Words that ask where points were lost, or why."""
HOW_MUCH = regex(r"多少|(?<!哪)几分|[Hh]ow (?:many|much)")
"""Words that ask how many."""


def lost(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The points that a score lacks to its full mark, with the words that say why where a question asks for them.

    ``None`` where what is asked of has no score.
    """
    cards = solver.cards(query.text, where)
    answer = _lost(solver, question, query, where)
    if answer is None or answer.status is not Status.ANSWERED or len(cards) != 1 or not WHERE.search(question):
        return answer
    return _with_reasons(solver, cards[0], answer, _part_of(query.a))


def _part_of(phrase: str) -> str:
    """Which part of a score points were lost of; empty for the whole."""
    name = _asked_of(phrase, r"被?[扣丢失]掉?了?的?[\d.]*分[多左右来]*|分别|为$")
    return name if OVERALL.sub("", name.replace("支出", "")).strip("分") else ""


def _with_reasons(solver: Solver, card: Card, answer: Answer, name: str) -> Answer:
    """An answer with the sentences and rows that say in words why points were lost.

    Where a question asks why a part lost some, and the report does not say it, a refusal.
    """
    citer = Citer(solver.library, list(answer.citations))
    reasons = with_reasons(_reasons(solver.shelf(card.id), name), card, solver.library)
    said = [one for one in reasons if one.text.strip() not in answer.text]
    lines = dict.fromkeys(one.text.strip() + citer.cite(one.passage, one.span) for one in said)
    if lines:
        return replace(answer, text="\n".join([answer.text, *lines]), citations=tuple(citer.found))
    said_so = bool(reasons) or Found.FULL in answer.found or "\n" in answer.text
    only_why = ONLY_WHY.search(answer.question) and not HOW_MUCH.search(answer.question)
    if name and only_why and not said_so:
        return refuse(answer.question, f"{who(card)}的报告没有说明“{name}”为什么扣分。")
    return answer


OF_LAST = regex(
    r"(?:那么?|它|这(?:一?项|个指标|个|块)?|该?指标|又|呢|[,，])*(?:(?:是)?(?:为什么|为啥|为何|怎么|咋|因为什么|由于什么|什么原因)(?:就|会|还|要|被|又|给|而)*[扣丢失]掉?了?"
    r"(?:这|那|的|掉)*(?:[\d.]+|几|这么多|那么多)?分?(?:的|呢|啊|呀|了)?|[扣丢失](?:掉|了)*的?(?:这|那)?[\d.几]*分的?(?:主要|具体)?(?:原因|理由|缘由)(?:是什么|是啥|呢)?)[?？]?"
)
"""A follow-up that asks why points were lost of what was spoken of last: 为什么扣分, after 过程管理得了多少分."""


def spoken_of(figures: Sequence[Figure]) -> str:
    """The part of a score that an answer's figures are of; empty where they are of none, or of several."""
    named = {_subject(figure) for figure in figures if figure.kind is FigureKind.SCORE}
    return named.pop() if len(named) == 1 else ""


ONLY_WHY = regex(r"为什么|为啥|为何|因为什么|什么原因|原因是什么|怎么(?:会|就|被)?[扣丢失]|\b[Ww]hy\b")
"""Words that ask for a reason, and not only where points were lost."""


def _reasons(shelf: Shelf, name: str) -> list[Sentence]:
    """The rows and the clauses that say why points were lost of a part, or of whatever where none is named."""
    return [*_noted(shelf, name), *_said_why(shelf, name)]


def _noted(shelf: Shelf, name: str) -> Iterator[Sentence]:
    """The row of a part in a table that has a column of reasons, where it gives one."""
    for grid in grids(shelf) if name else ():
        for line in grid.lines if grid.noted else ():
            if (
                name == _asked_of(line.name, "为$")
                and HAN.search(line.note)
                and not NO_REASON.fullmatch(line.note.strip())
            ):
                yield Sentence(line.passage, Span(0, len(line.passage.text)), 1.0)


HAN, NO_REASON = regex("[\u4e00-\u9fff]"), regex("无|没有|不适用")


def _said_why(shelf: Shelf, name: str) -> Iterator[Sentence]:
    """What prose says of points lost and why: of a part only the clauses that name it (“过程”扣1.20分，为…；)."""
    own = re.escape(fold(name))
    near = re.compile(
        rf"(?:^|[,，。;；:：、.．)）\s]|[“\"『「]){own}[^,，。;；]{{0,8}}[扣失丢]" if name else LOST_FOR.pattern
    )
    # 过程管理满分10分，得9分，其中资产管理扣0.5分，原因是…；绩效监控扣0.5分，原因是…
    ahead = re.compile(rf"^\W*{own}\W?(?:指标)?(?:满分|分值|权重|得分|得?\d)" if name else "(?!)")
    for passage in shelf.readable:
        folded = shelf.folded[passage.id]
        if passage.kind is PassageKind.TABLE_ROW or not LOST_WORD.search(folded):
            continue
        for span in sentence_spans(passage):
            parts = clauses(folded, span)
            apart = name and all(LOST_WORD.search(folded[one.start : one.end]) for one in parts)
            headed = ahead.search(folded[span.start : span.end])
            for one in parts if apart and not headed else [span]:
                said = folded[one.start : one.end]
                if (headed or near.search(said)) and LOST_FOR.search(said):
                    yield Sentence(passage, one, 1.0)


def told_why(shelf: Shelf, names: Iterable[str]) -> list[Sentence]:
    """What prose says of why points were lost of one of the rows that are named so, by its name or by its code."""
    for name in names:
        if said := list(_said_why(shelf, name)):
            return said[:1]
        codes = {code["code"] for one in shelf.readable if (code := CODED.match(one.text)) and code["name"] == name}
        lead = (
            re.compile(rf"\W*(?:{'|'.join(map(re.escape, codes))})(?!\d)[^,，。;；\d]{{0,6}}[扣失丢]")
            if codes
            else None
        )
        for passage in shelf.readable if lead else ():
            spans = list(sentence_spans(passage))
            if passage.kind is not PassageKind.TABLE_ROW and lead and lead.match(passage.text) and len(spans) > 1:
                return [Sentence(passage, span, 1.0) for span in spans[:3]]
    return []


CODED = regex(r"(?P<code>[A-Za-z]\d{1,2})\s+(?P<name>\S+)\s")
"""A row of a table of indicators that begins with its code."""
LOST_WORD = regex("扣(?!除)|失分|丢分")
LOST_FOR = regex(
    r"(?:扣[减掉了]?[\d.]*分?|失分|丢分)[^,，。;；]{0,12}[,，]?(?:的?(?:主要)?原因|主要|(?:[系是为]|在于|源于)(?![\d.])|因为?|由于)"
    r"|(?:扣[减掉了]?|[失丢]了?)[\d.]+分[:：]\s*[^\d\W][^,，。;；\d]{3}"
)
"""How a clause says why points were lost."""


def _lost(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The points that a score lacks to its full mark; ``None`` where what is asked of has no score."""
    cards = solver.cards(query.text, where)
    if len(cards) != 1 or re.search("多少|(?<![哪这那好])几", query.a):  # 权重多少分，得了几分，扣了几分 asks for more
        return None
    words = _asked_of(query.a, r"被?[扣丢失]掉?了?的?[\d.]*分[多左右来]*|分别|(?:自评|综合)?(?:得分|得)?[\d.]+分")
    if LEANING.search(query.a):
        return solver.missing(question, query.a, cards[0])
    if not OVERALL.sub("", words.replace("支出", "")).strip("分"):
        return _of_whole(solver, question, cards[0], query.b)
    stated = [one for one in solver.find(words + "扣分", cards[0], SCORE) if _names(words, one)]
    if len({operand.value for operand in stated}) == 1:
        lead = f"{who(cards[0])}扣了{stated[0].with_unit}："
        answer = solver.answer(question, lead, stated[:1], [value_of(stated[0].figure)], [])
        here = stated[0].figure.passage_id
        said_why = not WHERE.search(question) or bool(_reasons(solver.shelf(cards[0].id), _part_of(query.a)))
        return answer if said_why else _losses(solver, cards[0], answer, here)
    score = solver.one(words + "得分", cards[0], SCORE)
    scored = score is not None and _names(words, score)
    if not stated and not scored and (told := _told_of(solver, words, cards[0])):
        lead = f"{who(cards[0])}扣了{told.with_unit}："
        return solver.answer(question, lead, [told], [value_of(told.figure)], [])
    if not stated and score is None and (full := _told_full(solver, question, words, cards[0])):
        return full
    if stated or score is None or _whole(score.figure) or not is_reached(fold(score.figure.label)):
        return None
    return _short_of_full(solver, question, score, query.b)


def _names(words: str, operand: Operand) -> bool:
    """Whether points lost are of what is asked, and not of a part of it that its clause only goes on to name."""
    asked = [two for two in pairs([words]) if len(two) > 1]
    label = fold(operand.figure.label)
    return not asked or sum(two in label for two in asked) >= NAMED * len(asked)


NAMED = 0.6
"""Share of the words asked that the label of points lost must hold."""
LEANING = regex(r"(?:为|因)(?:这|那|此|该)[个项事点]?[,，]?$")
"""Points lost for what was spoken of before, which the words alone do not name: 为这个扣了几分."""


def _told_of(solver: Solver, words: str, card: Card) -> Operand | None:
    """The points that a sentence says were lost of what it tells (…未按期完工，该项扣1.5分), if one does."""
    shelf = solver.shelf(card.id)
    asked = telling(content(NOT_REACHED.sub(" ", words)), shelf.weights)
    lost_here = [f for f in shelf.figures if f.kind is FigureKind.SCORE and _LOST.search(f.label)]
    held = [
        f
        for f in lost_here
        if len(asked) > 1
        and shelf.weights.coverage(asked, fold(f.context)) >= TOLD
        and not (ALL_LOST.search(f.label) and is_listed(words, fold(f.context)))
    ]
    return Operand(card, held[0]) if len({f.value for f in held}) == 1 else None


ALL_LOST = regex("^(?:[一总]?共|合计|累计)?[扣失丢]分?$")
"""Points lost in all, which a sentence that lists the parts does not say of one: 按投入、过程、产出评分，共扣6分."""


def _told_full(solver: Solver, question: str, words: str, card: Card) -> Answer | None:
    """The sentence that says of something without a score of its own that it got its full mark (…等指标均得满分)."""
    shelf = solver.shelf(card.id)
    asked = telling(content(words), shelf.weights)
    for passage in shelf.readable:
        for span in sentence_spans(passage):
            text = passage.text[span.start : span.end]
            clauses = [
                clause
                for clause in re.split("[；;。]", fold(text))
                if GOT_FULL.search(clause) and not NOT_ALL.search(clause)
            ]
            if asked and any(shelf.weights.coverage(asked, clause) >= TOLD for clause in clauses):
                citer = Citer(solver.library)
                said = f"没有扣分。{who(card)}：{text.strip()}{citer.cite(passage, span)}"
                return Answer(question, Status.ANSWERED, said, (), tuple(citer.found), found=Found.FULL)
    return None


GOT_FULL = regex(
    r"(?<![未没不])(?<!没有)(?:得|获|拿|评)(?:到|了)?(?:为)?满分|(?<!不)(?<!不能)(?:为|是)满分|未扣分|没有扣分|不扣分"
)
NOT_ALL = regex(r"除[^,，]{2,}外|(?<![未不没])(?<!没有)扣|其余|其他|未得|没得")
"""A clause that says so of others, or of a part."""
NOT_REACHED = regex(r"(?:没有?|未能?|不|实际)+(?:按[时期])?(?:完成|完工|达到|达标|做到|做完|建成|实现)?")
"""What is said of that for which points were lost, in words of its own."""
TOLD = 0.8
"""Share of the words that the sentence of points lost must hold."""


def _asked_of(phrase: str, told: str) -> str:
    """What a score is asked of, without the words for scores and what the question tells of them itself."""
    return "".join(content(re.sub(told, " ", _SUBJECT.sub(" ", MARKS.sub("", phrase)))))


def lost_share(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """The points lost of an indicator in per cent of its full mark, both stated, or the score told from the mark."""
    cards = solver.cards(query.text, where)
    words = _asked_of(query.a, r"分别|上面?$|在(?=[\u4e00-\u9fff]{3})|为什么|因为")
    if len(cards) != 1:
        return None
    card = cards[0]
    whole = not OVERALL.sub("", words.replace("支出", ""))
    score = _reached_in_all(solver, card) if whole else solver.one(words + "得分", card, SCORE)
    deducted = [] if whole else solver.find(words + "扣分", card, SCORE)
    stated = deducted[0] if len({operand.value for operand in deducted}) == 1 else None
    basis = stated or score
    part = basis and bool(_subject(basis.figure)) and not _whole(basis.figure)
    full = full_of(solver, basis) if basis else None
    if basis is None or full is None or not full.value or part == whole:
        return solver.missing(question, f"{words or '自评'}满分", card)
    if stated:
        program, operands = f"divide({written(stated)}, {written(full)})", (stated, full)
    else:
        program, operands = f"subtract({written(full)}, {written(basis)}), divide(#0, {written(full)})", (basis, full)
    found, exact = calculation(program, "%", operands)
    value = percent(exact, question)
    mark = f"满分{full.value.normalize():f}分"
    lead = f"{who(card)}{words or '自评'}扣掉的分占{mark}的{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, operands, [value], [found])


def _reached_in_all(solver: Solver, card: Card) -> Operand | None:
    """The whole score of a report: the one that it states, of several (a project's too) the one it is said to be."""
    reached = [
        figure
        for figure in solver.library.figures(card.id)
        if figure.kind is FigureKind.SCORE
        and figure.qualifier not in BOUNDS  # 得分低于85分的单位 tells of nobody's score
        and _whole(figure)
        and is_reached(fold(figure.label))
    ]
    if len({figure.value for figure in reached}) == 1:
        return Operand(card, reached[0])
    named = solver.one("自评得分", card, SCORE) if reached else None
    return named if named and named.figure in reached else None


def _of_whole(solver: Solver, question: str, card: Card, given: str = "") -> Answer | None:
    """What the whole score lacks, with the sentences that say where it was lost, if that is asked."""
    score = _reached_in_all(solver, card)
    if score is None:
        return None
    answer = _as_said(solver, card, _short_of_full(solver, question, score, given))
    return _losses(solver, card, answer) if answer and WHERE.search(question) else answer


def _as_said(solver: Solver, card: Card, answer: Answer | None) -> Answer | None:
    """What a whole score lacks, with the one sentence that says so many points were lost in all."""
    lost = {(value.number, value.unit) for value in answer.values} if answer else set()
    said = [
        figure
        for figure in solver.shelf(card.id).figures
        if figure.kind is FigureKind.SCORE
        and ALL_LOST.search(fold(figure.label))
        and {(format(figure.value, "f"), figure.unit)} == lost
    ]
    if answer is None or len(said) != 1:
        return answer
    citer = Citer(solver.library, list(answer.citations))
    told = f"报告写的也是{solver.mention(Operand(card, said[0]), citer)}。"
    return replace(answer, text=answer.text + told, citations=tuple(citer.found))


def _short_of_full(solver: Solver, question: str, score: Operand, given: str = "") -> Answer | None:
    """Full mark − score; a score that is said to be the full one lost nothing.

    A mark that the question gives counts where the report states none; one that the report contradicts is refused.
    """
    if _said_full(solver, score):
        lead = f"没有扣分，{who(score.card)}{score.figure.label}为满分："
        return solver.answer(question, lead, [score], [], [], found=Found.FULL)
    full = full_of(solver, score)
    mark = Decimal(given) if given else None
    if mark and (mark < score.value or mark != (full.value if full else mark)):
        return solver.missing(question, f"满分{mark:f}分", score.card)
    if full is None and not mark and not (_whole(score.figure) and score.value <= HUNDRED):
        return None
    value = full.value if full else mark or HUNDRED
    if full is None and value == score.value:  # no second figure to hold it against
        lead = f"没有扣分，{who(score.card)}{score.figure.label}为满分："
        return solver.answer(question, lead, [score], [Value("0", "分")], [], found=Found.FULL)
    found, exact = calculation(f"subtract({value:f}, {written(score)})", "分", (full, score) if full else (score,))
    if exact < 0:
        return None
    operands = [score, full] if full else [score]
    said, result = amount(exact, "分", places(operands), question)
    of = "满分" if full else f"满分{value:f}分"
    lead = f"{who(score.card)}{score.figure.label}比{of}少{said}（{found.expression}）。"
    lead = lead if exact else f"没有扣分，{who(score.card)}{score.figure.label}为满分。"
    full_score = Found.NOTHING if exact else Found.FULL
    return solver.answer(question, lead, operands, [result], [found], found=full_score)


def _said_full(solver: Solver, score: Operand) -> bool:
    """Whether the report itself calls a score the full one (得分为满分50分)."""
    text = solver.shelf(score.card.id).of[score.figure.passage_id].text
    return bool(_AT_FULL.search(text[: score.figure.start]))


SUMMED_UP = regex(r"[合总]计$")
"""What the head of a total's row adds to its column's."""


def _subject(figure: Figure) -> str:
    label = WEIGHED.sub("得分", fold(figure.label))
    return "" if _whole(figure) else _TAIL.sub("", label)


def _whole(figure: Figure) -> bool:
    label = SUMMED_UP.sub("", fold(figure.label))
    stem = OVERALL.sub("", _TAIL.sub("", label))
    return bool(WHOLE_SCORE.search(label) or OVERALL_SCORES.search(label)) or stem in ("", "支出", "合计", "总")


def is_reached(label: str) -> bool:
    """Whether a score's label is of points that were reached, not of a full mark or of points lost."""
    plain = SUMMED_UP.sub("", label)
    return bool(OVERALL_SCORES.search(plain)) or not (_FULL.search(plain) or _LOST.search(plain))


def full_of(solver: Solver, score: Operand) -> Operand | None:
    """The full mark of what a score is of, in its own passage before any other."""
    figures = [
        figure
        for figure in solver.library.figures(score.card.id)
        if figure.kind is FigureKind.SCORE
        and not is_reached(fold(figure.label))
        and not _LOST.search(figure.label)
        and _subject(figure) == _subject(score.figure)
        and figure.value >= score.value
    ]
    near = [figure for figure in figures if figure.passage_id == score.figure.passage_id] or figures
    return Operand(score.card, near[0]) if len({figure.value for figure in near}) == 1 else None


def score_rate(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A score in per cent of its full mark, be that stated, given in the question, or the 100 of a whole score.

    ``None`` where the report states the rate itself.  Source: 得分率 = 得分 ÷ 分值 × 100%.
    """
    cards = solver.cards(query.text, where)
    if len(cards) != 1 or solver.find(query.a + "得分率", cards[0], RATES):
        return None
    words = _asked_of(query.a, r"按?[\d.]+分|满分|部分|绩效$")
    score = solver.one(f"{words}得分" if OVERALL.sub("", words) else "自评得分", cards[0], SCORE)
    if score is None:
        return solver.missing(question, words + "得分", cards[0])
    full = full_of(solver, score)
    lost_points = [] if full or _whole(score.figure) else solver.find(words + "扣分", cards[0], SCORE)
    deducted = lost_points if len(lost_points) == 1 else []
    given = Decimal(query.b) if query.b else None
    known = full.value if full else score.value + deducted[0].value if deducted else None
    mark = known or given or (HUNDRED if _whole(score.figure) else None)
    if not mark or mark < score.value or (given and given != mark):
        return solver.missing(question, words + "满分", cards[0])
    divisor = f"add({written(score)}, {written(deducted[0])}), " if deducted else ""
    told = f"const_{mark:f}" if given and not full and mark == mark.to_integral() else f"{mark:f}"  # no figure's own
    program = f"{divisor}divide({written(score)}, {'#0' if deducted else told})"
    operands = [score, *([full] if full else deducted)]
    found, exact = calculation(program, "%", operands)
    value = percent(exact, question)
    of = "满分（得分加扣分）" if deducted and not given else f"满分{mark.normalize():f}分"
    lead = f"{who(cards[0])}{score.figure.label}占{of}的{value.number}%（{found.expression}）。"
    return solver.answer(question, lead, operands, [value], [found])


def full_mark(solver: Solver, question: str, query: Query, where: Scope) -> Answer | None:
    """A full mark that is not stated: the score and the points lost; ``None`` where it is stated or they are not."""
    cards = solver.cards(query.text, where)
    words = _asked_of(query.a, r"[\d.]+分|扣|得(?!分)")
    if len(cards) != 1 or not words:
        return None
    score = solver.one(words + "得分", cards[0], SCORE)
    deducted = solver.find(words + "扣分", cards[0], SCORE)
    alone = not re.search("多少|(?<![哪这那好])几", query.a)  # 得了几分满分几分 asks for more
    if alone and score and (stated := full_of(solver, score)) and _subject(score.figure):
        lead = f"{who(cards[0])}{words}的满分："
        return solver.answer(question, lead, [stated], [value_of(stated.figure)], [])
    if score is None or full_of(solver, score) or len({operand.value for operand in deducted}) != 1:
        return None
    pair = (score, deducted[0])
    found, exact = calculation(f"add({written(score)}, {written(deducted[0])})", "分", pair)
    said, value = amount(exact, "分", 0 if exact.denominator == 1 else places(pair), question)
    lead = f"{who(cards[0])}{words}的满分是{said}（得分加扣分：{found.expression}）。"
    return solver.answer(question, lead, pair, [value], [found])


def _losses(solver: Solver, card: Card, answer: Answer, here: str = "") -> Answer:
    """An answer with the sentences and table rows that name points lost, each once, in the order of the report.

    Of a part only those of the passage ``here``, which speaks of it.
    """
    shelf = solver.shelf(card.id)
    citer = Citer(solver.library, list(answer.citations))
    scores = (f for f in shelf.figures if f.kind is FigureKind.SCORE and _subject(f) and f.value)
    lost = [(shelf.of[f.passage_id], f) for f in scores if here in ("", f.passage_id) and _is_loss(solver, f, card)]
    told = [Sentence(passage, sentence_of(passage, f.start, f.end), 1.0) for passage, f in lost]
    if not told and not here:  # told in words alone
        told = list(_said_why(shelf, ""))
    told = with_reasons(told, card, solver.library)
    lines = dict.fromkeys(one.text.strip() + citer.cite(one.passage, one.span) for one in told)
    if not lines and not HOW_MUCH.search(answer.question):
        return refuse(answer.question, f"{who(card)}的报告没有说明分扣在哪里、为什么扣。")
    if not lines:
        return replace(answer, text=f"{answer.text}\n没有找到报告说明分扣在哪里、为什么扣。")
    values = answer.values if HOW_MUCH.search(answer.question) else ()
    return replace(answer, text="\n".join([answer.text, *lines]), values=values, citations=tuple(citer.found))


def _is_loss(solver: Solver, figure: Figure, card: Card) -> bool:
    """Whether a score is of points lost, or stands below its full mark in a row of a table."""
    if _LOST.search(figure.label):
        return True
    row = solver.shelf(card.id).of[figure.passage_id].kind is PassageKind.TABLE_ROW
    row = row and not re.search("总分|合计", figure.label)
    full = full_of(solver, Operand(card, figure)) if row and is_reached(fold(figure.label)) else None
    return bool(full and full.figure.passage_id == figure.passage_id and full.value > figure.value)
