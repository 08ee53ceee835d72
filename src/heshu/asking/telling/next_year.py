"""What one report says is to come in the year after its own: 2025年收缴率想提到多少, 准备什么时候弄完.

That year has no report yet.  A sentence that names it and speaks of the matter is quoted; a number that is only hoped
for is no figure of the report's, and is never computed with.
"""

from __future__ import annotations

from heshu.asking.evidence.compose import Citer, say_sentences
from heshu.asking.evidence.excerpts import Sentence, sentence_spans
from heshu.asking.evidence.operands import MARKS, Solver
from heshu.asking.wording.intentions import MEANT, NEXT_YEAR
from heshu.asking.wording.terms import content, telling
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Card, PassageKind, Status

YEAR = regex(r"20\d\d年度?")
ASKED_BEFORE = regex(r"(?:多少|几|什么|哪)[^,，?？]*[,，?？]")
"""Another question before it, which would go unanswered."""
WHEN = regex(r"(?:到|在)?(?:什么时候|何时|几月(?:份)?|哪(?:一)?(?:年|天|个月)|多久)")
LEFT = regex("剩余|剩下|余下|其余|尚未|未完成|没有?(?:完成|做完|弄完|建完)")
AROUND = regex(
    r"(?:提高?|升|增加?|降低?|减少?|压|达|做|办|建|控制|发展|扩大)?(?:到|至|为)?(?:多少|几)[^,，?？]{0,3}|(?:弄|做|办|建|搞|干|改)[完好成]|完成|达到|左右|以上|以下|的|呢|把"
)
ENOUGH = 0.7
SOME = 0.3
"""Share of the matter's words, by weight, that a sentence must hold; less where it speaks of the rest of something."""


def is_asked(text: str) -> bool:
    """Whether a folded question asks what is meant to come next year, or when a thing will be done."""
    return bool(MEANT.search(text) and (NEXT_YEAR.search(text) or (LEFT.search(text) and WHEN.search(text))))


def leans(text: str) -> bool:
    """Whether a folded follow-up asks so of what was spoken of: 2025年想提到多少, 没完成的准备什么时候弄完."""
    of_time = NEXT_YEAR.search(text) or WHEN.search(text) or YEAR.search(text)
    return bool(of_time and MEANT.search(text)) and not matter_of(text)


def matter_of(text: str) -> tuple[str, ...]:
    """The words of a folded question that name what is meant to come; none where it leans on what was spoken of."""
    text = MARKS.sub("", text)
    for pattern in (YEAR, NEXT_YEAR, WHEN, LEFT, MEANT, AROUND):
        text = pattern.sub(" ", text)
    return content(text)


def told(solver: Solver, question: str, words: str, card: Card) -> Answer | None:
    """The sentence that says it; ``None`` where nothing is asked of what is to come, or no sentence says it."""
    meant = MEANT.search(words)
    if not card.year or meant is None or ASKED_BEFORE.search(words[: meant.start()]):
        return None
    shelf = solver.shelf(card.id)
    year = f"{card.year + 1}年"
    wanted = telling(matter_of(words), shelf.weights)
    found = []
    for passage in shelf.readable if wanted else ():
        if passage.kind is PassageKind.TABLE_ROW:
            continue
        for span in sentence_spans(passage):
            text = fold(passage.text[span.start : span.end])
            if (year in text or NEXT_YEAR.search(text)) and (not LEFT.search(words) or LEFT.search(text)):
                found.append(Sentence(passage, span, shelf.weights.coverage(wanted, text)))
    best = max(found, key=lambda one: one.score, default=None)
    if best is None or best.score < (SOME if LEFT.search(words) else ENOUGH):
        return None
    citer = Citer(solver.library)
    return Answer(
        question, Status.ANSWERED, say_sentences([best], card, citer), (), tuple(citer.found), plan="查原文〔下一年〕"
    )
