"""Answers over one generation of an index: every way to understand a question, tried in turn."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.checks import alike, all_done
from heshu.asking.computing import limits, operands_asked, put_together, reached
from heshu.asking.conversation.topics import names_a_term
from heshu.asking.evidence.aims import AIM_SPOKEN, came_of, is_aim, is_intended
from heshu.asking.evidence.compose import display_name, refuse, who
from heshu.asking.evidence.operands import Operand
from heshu.asking.evidence.which import FEW
from heshu.asking.in_parts import InParts
from heshu.asking.one_question import WHOSE, said_years
from heshu.asking.planning import operations
from heshu.asking.planning.chatter import with_what_came, without_asker, without_chatter, without_frame
from heshu.asking.planning.scope import MENTIONED, scope
from heshu.asking.telling import told_twice, uncomputed
from heshu.asking.wording import english_parts, speech
from heshu.asking.wording.english import part_in_chinese
from heshu.asking.wording.intentions import INTENT_ASKED
from heshu.asking.wording.mixed import in_one_language
from heshu.asking.wording.parts import joined, partial
from heshu.asking.wording.question import understand
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Status, Value

KNOWN_OF_EACH = regex(
    rf"(?:{MENTIONED}[、,，和与跟及]*){{2,}}(?:这?[两二三四五]家)?的?(?P<thing>[^,，\ue000-\uf8ff]{{2,12}}?)(?:都|均|全|一起)*"
    r"(?:没有?|未|不)(?:能)?(?:达标|达到(?:年初|年度)?(?:的)?目标值?|到(?:目标|100%|满分)|完成(?:年度|年初)?(?:目标|任务|计划)?|[得拿]到?满分|满)[,，]"
    r"(?:它们|两家)?(?:各自?|分别)(?:又)?(?:是|为|有|达到?)*(?:多少|几|百分之(?:几|多少))[^,，]{0,3}[?？。]?"
)
"""Departments of whose figures it is known that they miss something, and which are asked for."""
OF_ALL_HELD = regex(rf"{WHOSE.pattern}|各|所有|全部|平均|合计|加起来|加总|排[名序个一]|[两二三四五六七八九十几]家")
"""What asks for several departments, or for one of them by what it has."""
NO_PROJECT = regex(r"公务|因公")
"""Rows of a table that is of no projects."""
MET = regex(r"达标|达到|达成|完成(?:了?没|了?吗)|过关|合格了?[吗没]|超[过出]?了?[吗没]|没有?[?？]?$|[吗么][?？]?$")
"""What asks whether a figure came up to what it should."""


class Reader(InParts):
    """Answers a question as a whole or part by part, with what it leans on."""

    def answer(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer:
        """Plan, fetch, compose; a question that asks several things is answered part by part where it must be."""
        question = without_frame(without_chatter(with_what_came(question), self.gazetteer), self.gazetteer)
        question = without_asker(question, self.gazetteer)
        question = in_one_language(question, self.gazetteer.regions, glossary())
        for way in (self._against_limit, self._with_target, self._alike, self._in_all):
            if answer := way(question, history, reports):
                return answer
        if history and (worked := self._worked_on(question, history, reports)):
            return worked
        if history and (
            other := self._in_its_sentence(question, history, reports)
            or self._other_of_kind(question, history, reports)
        ):
            return other
        if history and (
            answer := self._one_by_one(question, history, reports)
            or self._reason(question, history, reports)
            or self._remedy(question, history, reports)
            or (None if self._of_two(question, history) else self._of_its_row(question, history, reports))
        ):
            return answer
        if answer := self._in_english_parts(question, reports):
            return answer
        if history and (
            answer := self._and_its_share(question, history, reports) or self._and_then(question, history, reports)
        ):
            return answer
        told = uncomputed.refused(self._whole_or_parts(question, history, reports))
        told = put_together.refused(told, scope(understand(question).text, self.gazetteer, reports).marked)
        told = self._not_intended(question, told)
        if told.status is not Status.ANSWERED and not history and (two := self._two_things(question, reports)):
            return two
        if told.status is Status.REFUSED and (each := self._each_of_known(question, reports)):
            return each
        told = operands_asked.with_them(told, self._asked_outright(question, reports) if told.calculations else ())
        if told.status is not Status.ANSWERED and (several := self._among(question, reports, told)):
            return several
        if told.status is not Status.ANSWERED and not history and (asked := self._of_which(question, reports)):
            return asked
        told = told_twice.once(told, scope(understand(question).text, self.gazetteer, reports).rest)
        return partial(told, [left]) if (left := uncomputed.half(told)) else told

    def _not_intended(self, question: str, told: Answer) -> Answer:
        """An answer, unless it tells as done what a report only means to do next."""
        plain = told.status is Status.ANSWERED and told.values and not told.calculations
        if not plain or INTENT_ASKED.search(understand(question).text):
            return told
        one = self._stated_in(told)
        if one is None or not is_intended(one.figure, self.shelf(one.card.id)):
            return told
        said = f"{who(one.card)}报告写的“{one.figure.label}”是下一步的打算，没有写明已经做到多少。"
        return refuse(question, said, plan=told.plan)

    def _each_of_known(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """A figure of each of several departments, of which something is told as known: …都没达标，各是多少."""
        where = scope(understand(question).text, self.gazetteer, reports)
        known = KNOWN_OF_EACH.fullmatch(where.marked)
        if known is None or len(where.mentions) < len("甲乙") or not where.held:
            return None
        each = [
            self.answer(f"{mention.words}{said_years(where)}{known['thing']}是多少", (), reports)
            for mention in where.mentions
        ]
        told = all(one.status is Status.ANSWERED and len(one.values) == 1 for one in each)
        return joined(question, each) if told and len({one.values[0].unit for one in each}) == 1 else None

    def _asked_outright(self, question: str, reports: Collection[str] | None) -> list[operands_asked.Outright]:
        """What the clauses of a question ask for by its name and no more; none where it is a single clause."""
        clauses = [clause for clause in re.split("[,，;；?？。]", understand(question).text) if clause.strip()]
        if len(clauses) < len("甲乙"):
            return []
        return operands_asked.asked_in([scope(clause, self.gazetteer, reports).rest for clause in clauses])

    def _of_which(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """Which department is meant, where a question for one figure or row names none and some reports answer it."""
        where, text = self._held_in_chinese(question, reports), speech.as_written(understand(question).text)
        if where is None or where.named or OF_ALL_HELD.search(text):
            return None
        departments = self._departments(where)
        if not 1 < len(departments) <= FEW:
            return None
        if not operations.OF_PROJECT.search(text) and not (MET.search(text) and names_a_term(text)):
            return None
        told = [self.answer(name + said_years(where) + where.rest, (), reports) for name in departments]
        told = [one for one in told if one.status is Status.ANSWERED and one.values and not NO_PROJECT.search(one.text)]
        if not told:
            return None
        each = joined(question, told)
        return replace(each, status=Status.CLARIFY, text=f"您问的是哪个部门？报告里有：\n{each.text}", values=())

    def _with_target(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """A count and whether it reached its target; ``None`` where that is not asked, or not stated beside it."""
        if not (asked := reached.cut(question)):
            return None
        if not (asked.first or history):
            return None
        first = self.answer(asked.first, history, reports) if asked.first else self._told_last(history, reports)
        if not first.citations:
            return None
        report = first.citations[0].report_id
        shelf = self.shelf(report)
        if asked.gap:
            short = reached.short_of_target(first, self.library, shelf, self.library.card_of[report])
            return short and replace(short, question=question)
        found = reached.with_target(first, self.library, shelf, rate=asked.rate)
        card = self.library.card_of[report]
        if found is None and not asked.rate and (settled := all_done.of_count(self.solver, question, first, card)):
            return settled
        if found and asked.rate and history and all(value.unit != "%" for value in found.values):
            return None  # a count is no rate: what was done is held against the target spoken of elsewhere
        return found and replace(found, question=question)

    def _alike(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Whether two figures are the same; ``None`` where that is not asked, or nothing says it."""
        apart = "" if history else alike.asked(understand(question).text)
        difference = self._answer(apart, history, reports) if apart else None
        told = difference is not None and difference.status is Status.ANSWERED
        return alike.told(question, difference) if difference and told else None

    def _in_english_parts(self, question: str, reports: Collection[str] | None) -> Answer | None:
        """An English question that asks several things of a department, as the Chinese one; ``None`` for others."""
        asked = understand(question)
        parts = english_parts.parted(asked.text) if asked.english else []
        where = scope(asked.text, self.gazetteer, reports, english=True) if len(parts) > 1 else None
        departments = {self.library.card_of[one].department for one in where.reports} if where else set()
        if not where or not where.named or where.missing or len(departments) != 1:
            return None
        rests = [scope(part, self.gazetteer, reports, english=True).rest for part in parts]
        chinese = [part_in_chinese(rest, glossary(), first=not n) for n, rest in enumerate(rests)]
        if not all(chinese):
            return None
        years = said_years(where)
        answer = self.answer(f"{display_name(departments.pop())}{years}{'，'.join(chinese)}", (), reports)
        return replace(answer, question=question) if answer.status is Status.ANSWERED else None

    def _against_limit(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> Answer | None:
        """Whether one figure passes a limit; of the figure spoken of last where the question names none."""
        limit = limits.read(understand(question).text)
        answer = self._held_against(limit, history, reports) if limit else None
        return answer and replace(answer, question=question)

    def _held_against(
        self, limit: limits.Limit, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """The one figure that is held against a limit, with what it passes; never a target for what came of it."""
        if not (limit.question or history):
            return None
        earlier = history if limit.question else history[:-1]
        for asked in limit.questions if limit.question else (history[-1],):
            answer = self._answer(asked, earlier, reports)
            stated = self._stated_in(answer)
            if stated and limit.side and not AIM_SPOKEN.search(asked):
                stated, answer = self._came_of(stated, answer)
            told = limits.held(answer, limit, stated.figure if stated else None)
            if told:
                return told
        return None

    def _aims(self, stated: Operand) -> bool:
        return is_aim(stated.figure, self.shelf(stated.card.id))

    def _came_of(self, stated: Operand, answer: Answer) -> tuple[Operand | None, Answer]:
        """What came of a figure that is a target, and what says so; the same of a figure that is none."""
        if not self._aims(stated):
            return stated, answer
        came = came_of(stated.figure, self.shelf(stated.card.id))
        if came is None:
            return None, refuse(answer.question, f"{who(stated.card)}报告只写了目标，没有找到实际做到多少。")
        return Operand(stated.card, came), self._says(Operand(stated.card, came), answer.question)

    def _says(self, stated: Operand, question: str) -> Answer:
        """An answer that states one figure."""
        value = Value(format(stated.value, "f"), stated.unit)
        return replace(self.solver.answer(question, who(stated.card), [stated], [value], []), plan="查数")
