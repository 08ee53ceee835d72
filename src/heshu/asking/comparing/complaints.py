"""What a report says is not well (资产管理方面的问题, 预算编制不精准): sentences that say so of just that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from heshu.asking.evidence.excerpts import Sentence, telling_sentences
from heshu.asking.evidence.shelf import Shelf, unspaced
from heshu.asking.planning.plan import Ask, ask_for
from heshu.asking.wording.terms import content
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Passage

HELD_OF_SUBJECT, HELD_WHOLE = 0.35, 0.7
"""Share of what is not well that a sentence which says so must hold: of a passage like the question, and of any."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is asked to be not well: the words of two characters that name it, and how a sentence says that it is not.

    What is told in a whole clause has no name, and is found by likeness alone.
    """

    ask: Ask
    of: frozenset[str]
    said: re.Pattern[str]

    def held(self, sentence: Sentence, shelf: Shelf) -> float:
        """The share of the name's weight that a sentence holds, which half of its words must stand in."""
        text = unspaced(fold(sentence.text))
        half = sum(word in text for word in self.of) * 2 >= len(self.of)
        return shelf.weights.coverage(self.of, text) if half else 0.0


def complaint_in(phrase: str) -> Complaint:
    """What a question asks to be not well, by the words of two characters that most names are made of."""
    named = content(COMPLAINS.sub(" ", phrase))
    short = len("".join(named)) <= NAMED
    of = frozenset(word[at : at + 2] for word in named for at in range(0, len(word) - 1, 2)) if short else frozenset()
    said = SHORT if SHORT.search(phrase) else ILL
    return Complaint(ask_for(phrase, glossary(), frozenset()), of, said)


def ill(complaint: Complaint, passage: Passage, shelf: Shelf) -> list[Sentence]:
    """The sentences of a passage that say, they or the heading above, that just what is asked about is not well."""
    heading, told = "".join(passage.path[-1:]), telling_sentences(complaint.ask, passage, shelf)
    ill = [one for one in told if complaint.said.search(heading + one.text)]
    if not complaint.of:
        return told if ill else []
    return [one for one in ill if complaint.held(one, shelf) >= HELD_OF_SUBJECT]


NAMED = 10
"""Characters up to which words name a thing."""
SHORT = regex(r"(?<=[\u4e00-\u9fff])(?<![的些])(?:不足|短缺|紧[张缺]|不够用|缺口)")
"""That there is too little of something."""
COMPLAINS = regex(
    r"(?:方面)?(?:的|存在)*(?:问题|不足|短板|薄弱(?:环节)?|缺陷|漏洞|缺口)|不(?:精|准|够|到位|合理|规范|完善|及时|科学|均衡|细|严|力|高)[准细实确当]?|偏[慢低高弱]|滞后"
)
"""A question for what is not well."""
ILL = regex(
    rf"{COMPLAINS.pattern}|困难|有待|需要?(?:进一步|加强|提高)|进一步|欠缺|缺乏|缺少|未能?|尚|难以|较[慢弱差低]"
)
"""How a sentence, or the heading above it, says so: 预算编制符合要求 does not."""


def first_ill(complaint: Complaint, shelf: Shelf) -> Sentence | None:
    """The first sentence of a report that says of nearly the whole name that it is not well."""
    held = (one for passage in shelf.readable for one in ill(complaint, passage, shelf))
    return next((one for one in held if complaint.held(one, shelf) >= HELD_WHOLE), None)
