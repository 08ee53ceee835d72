"""One question, understood as it stands or with what it leans on: looked up, computed or checked."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.checks import adding_up, all_done, by_proportion, points_lost, since_last_year, two_places, unbacked
from heshu.asking.checks.verify import verify
from heshu.asking.comparing import across, each_report, each_says, own_targets
from heshu.asking.comparing.runs import OPERATIONS
from heshu.asking.computing import budgets, formulas, months, put_together, spelled_out, years
from heshu.asking.conversation.followup import resolve
from heshu.asking.conversation.referring import ORDERED, Reference, department, in_order, in_their_names, reference
from heshu.asking.evidence import itself, which
from heshu.asking.evidence.aims import COLUMN
from heshu.asking.evidence.calculating import DECIMALS
from heshu.asking.evidence.compose import SHOWN, corpus_line, display_name
from heshu.asking.evidence.grids import grids
from heshu.asking.evidence.moved import SINCE as CHANGED_SINCE
from heshu.asking.evidence.operands import with_annexes
from heshu.asking.generation import Generation
from heshu.asking.planning import operations, others
from heshu.asking.planning.operations import Op, is_check
from heshu.asking.planning.plan import COLUMNS, Operation, plan
from heshu.asking.planning.scope import MARK, MENTIONED, Scope, scope
from heshu.asking.tables import cells, in_table, undone, word_cells
from heshu.asking.telling import by_code, grades, next_year, of_its_kind, of_themselves, problems_counted, ruled
from heshu.asking.telling.headings import PLANS
from heshu.asking.wording import everyday, speech
from heshu.asking.wording.english import of_several_in_chinese, operation_in_chinese, question_in_chinese
from heshu.asking.wording.intentions import AHEAD, INTENDED
from heshu.asking.wording.parts import joined, partial
from heshu.asking.wording.question import Question, is_greeting, understand
from heshu.asking.wording.spelling import respell
from heshu.asking.wording.terms import content, named_terms, pairs
from heshu.folding import fold
from heshu.glossary import glossary
from heshu.patterns import regex
from heshu.records import Answer, Found, Status

SINCE_THEN = regex(r"[比较](?=净?[增减上下升降多少提涨])")
"""What is left of 比2022年增加 when the year is read out of it: the year before the one that has a report."""
BY_PLACE = frozenset({Op.MOST, Op.LEAST, Op.MOST_AND_LEAST, Op.NTH, Op.RANK})
"""Operations that look for who or what stands at some place."""
WHOSE_PLACE = regex(r"部门|单位|报告|[两三四五六七八九十几\d]家|各家|是[\ue000-\uf8ff]")
"""What says that departments are held against each other."""
WHOSE = regex(r"各(?!项)|每|谁|哪(?:一|几|些)?(?:家|份)|哪(?:一?个|几个|些)?(?:部门|单位|报告|局)")
"""What asks for departments, whatever else is asked for."""


OF_CODE = regex(r"^[a-z]\d{1,2}(?=[\u4e00-\u9fff])")
"""The code of an indicator before its name: c1药占比."""


class OneQuestion(Generation):
    """Answers a question by the plan of its words."""

    def _in_table(self, question: str, where: Scope, only: frozenset[str] = frozenset()) -> Answer | None:
        """What the tables of the one report in scope answer."""
        if len(where.reports) != 1 or len(where.mentions) > 1 or not where.held:
            return None
        card = self.library.card_of[where.reports[0]]
        return in_table.answer(self.solver, question, where.marked, card, only=only)

    def _in_cells(self, question: str, where: Scope, only: frozenset[str] = frozenset()) -> Answer | None:
        """What the cells of the one report in scope give."""
        if len(where.reports) != 1 or not where.held:
            return None
        return cells.answer(self.solver, question, where, only=only)

    def _with_word_cell(self, question: str, where: Scope) -> Answer | None:
        """The rows of a table of the one report in scope whose cell says what the question does."""
        if len(where.reports) != 1 or len(where.mentions) > 1 or not where.named:
            return None
        return word_cells.answer(self.solver, question, where.marked, self.library.card_of[where.reports[0]])

    def _each_says(self, question: str, where: Scope) -> Answer | None:
        """What each of the named departments says of a matter that they all speak of."""
        cards = [self.library.card_of[report] for report in where.reports]
        several = 1 < len(cards) == len({mention.reports for mention in where.mentions})
        return each_says.told(self.solver, question, where.marked, cards) if several else None

    def _answer(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, *, once: bool = False
    ) -> Answer:
        """One question; a figure held against itself is refused, and one of several things for all of them."""
        found = itself.refused(self._found(question, history, reports, once=once))
        return put_together.refused(found, scope(understand(question).text, self.gazetteer, reports).marked)

    def _found(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, *, once: bool = False
    ) -> Answer:
        """One question; where it is refused, said in the words of offices, but not ``once`` that was done."""
        asked = understand(question)
        if history and not asked.text.strip() and DECIMALS.search(question):
            return self._answer(f"{history[-1]},{question}", history[:-1], reports)
        if not asked.text.strip() or is_greeting(asked):
            return self.stated.greet(question, asked.english)
        *earlier, meant = self._referring(question, history, reports)
        resolved, assumed = resolve(meant, earlier, self.gazetteer)
        assumed = meant if meant != question and not assumed else assumed
        asked = understand(resolved)
        where = scope(asked.text, self.gazetteer, reports, english=asked.english)
        if missing := self.stated.missing(question, where, asked.english):
            told = self._from_later(question, asked, where) or self._planned(question, asked, where, reports)
            return told or missing
        where = others.without_some(where, self.library.cards, reports) or where
        if not where.named and (found := self._of_extreme(question, where, history, reports)):
            return found
        if ahead := self._ahead(question, where):
            return ahead
        if first := operations.extreme_claimed(where.marked):
            return self._extreme_claimed(question, first, where, reports)
        note = f"（按“{assumed}”理解）" if assumed else ""
        where = replace(where, rest=speech.as_written(where.rest), marked=speech.as_written(where.marked))
        if asked.english and not where.named and (chinese := operation_in_chinese(where.rest, glossary())):
            where = replace(where, rest=chinese, marked=chinese)
        elif asked.english and len(where.mentions) > 1 and (chinese := of_several_in_chinese(where.rest, glossary())):
            marks = "和".join(chr(MARK + number) for number in range(len(where.mentions)))
            where = replace(where, rest=chinese, marked=f"{marks}的{chinese}")
        elif asked.english and where.named and (chinese := question_in_chinese(where.rest, glossary())):
            marks = "".join(chr(MARK + number) for number in range(len(where.mentions)))
            where = replace(where, rest=chinese, marked=marks + chinese)
        if of_whom := which.department(question, where, operations.read(where.marked), self.library.card_of):
            return of_whom
        answer = (
            by_proportion.agree(self.solver, question, where)
            or years.compare(self.solver, question, where)
            or (None if is_check(where.marked) else months.spent_in(self.solver, question, where))
            or self._in_cells(question, where, only=cells.EARLY)
            or self._in_table(question, where, only=in_table.EARLY)
            or self._with_word_cell(question, where)
            or own_targets.missed(self.solver, question, where)
            or own_targets.of_named(self.solver, question, where)
            or budgets.saved(self.solver, question, where)
            or spelled_out.told(self.solver, question, where)
            or ruled.told(self.solver, question, where)
            or of_its_kind.told(self.solver, question, where)
            or problems_counted.told(self.solver, question, where)
            or of_themselves.told(self.solver, question, where)
            or self._each_says(question, where)
            or grades.of_each(self.solver, question, where)
            or by_code.told(self.solver, question, where)
            or undone.why(self.solver, question, where)
            or undone.in_tables(self.solver, question, where)
            or since_last_year.told(self.solver, question, where)
            or self._by_operation_of(question, where)
            or undone.told(self.solver, question, where)
            or self._by_plan(question, asked, where)
        )
        answer = unbacked.refused(question, where.marked, answer)
        if (
            answer.status is Status.REFUSED
            and not once
            and (again := self._reworded(question, resolved, where, reports))
        ):
            return again
        answer = self._otherwise(question, asked, where, answer)
        if answer.status is Status.REFUSED and where.years:
            answer = self._from_later(question, asked, where) or answer
        return replace(answer, text=answer.text + note) if answer.status is Status.ANSWERED else answer

    def _reworded(self, question: str, resolved: str, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """A refused question in the words of offices, or with a measure's name spelt right; ``None`` if none helps."""
        said = fold(resolved)  # of traditional characters too
        plain, spelt = everyday.in_office_words(said), self._spelt(resolved, where)
        for other, note in ((plain if plain != said else "", ""), (spelt, f"（按“{spelt}”理解）")):
            again = self._answer(other, (), reports, once=True) if other else None
            if again and again.status is Status.ANSWERED:
                return replace(again, question=question, text=again.text + note)
        return None

    def _otherwise(self, question: str, asked: Question, where: Scope, answer: Answer) -> Answer:
        """A refused question without the number that it gives as known, or an English one in the words of offices."""
        if answer.status is Status.REFUSED and answer.plan.startswith(f"{Op.GROWTH}〔"):
            stated = self._by_plan(question, asked, where)
            answer = stated if stated.status is Status.ANSWERED and stated.values else answer
        bare = re.sub(MENTIONED, "", everyday.without_told(where.marked))
        plain = everyday.in_office_words(where.rest) if asked.english else where.rest
        for rest in (bare, plain):
            if answer.status is Status.REFUSED and where.named and rest not in (where.rest, where.unmarked):
                answer = self._by_plan(question, asked, replace(where, rest=rest))
        return answer

    def _referring(self, question: str, history: Sequence[str], reports: Collection[str] | None) -> list[str]:
        """The conversation with the departments put in that its questions take from the answers before (它, 第二名)."""
        told: list[str] = []
        for one in (*history, question):
            meant = reference(understand(one).text) if told else None
            told.append((meant and self._meaning(meant, told, reports)) or one)
        return told

    def _meaning(self, meant: Reference, told: Sequence[str], reports: Collection[str] | None) -> str:
        """A question about a department of the answer before, with its name; empty where that names none."""
        before = scope(understand(told[-1]).text, self.gazetteer, reports)
        query = operations.read(before.marked)
        if query is None or query.op not in ORDERED or (before.named and query.op is not Op.WHO):
            return ""
        of_place = in_order(meant, query, before.years)
        if meant.who_alone:
            return of_place
        if meant.several:
            return in_their_names(meant, query, self._answer(told[-1], told[:-1], reports), before.years)
        first = self._answer(of_place, (), reports) if of_place else self._answer(told[-1], told[:-1], reports)
        name = "" if meant.place and not of_place else department(first)
        return name and f"{name}{''.join(f'{year}年' for year in before.years)}{meant.rest}"

    def _planned(self, question: str, asked: Question, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """What a report says is going to be done in the year after its own, which has no report yet."""
        named = {report for mention in where.mentions for report in mention.reports}
        before = [card for card in self.library.cards if card.id in named and (card.year or 0) + 1 in where.years]
        if where.unknown or not where.years or len({card.year for card in before}) < len(set(where.years)):
            return None
        meant = next_year.told(self.solver, question, where.marked, before[0]) if len(before) == 1 else None
        return meant or self._in_plans(question, asked, where, reports)

    def _in_plans(self, question: str, asked: Question, where: Scope, reports: Collection[str] | None) -> Answer | None:
        """What a question asks of a year to come that has no report, asked without the year, where plans tell it."""
        plainly = INTENDED.search(asked.text)
        if not plainly and not AHEAD.search(asked.text):
            return None
        years = "|".join(map(str, where.years))
        answer = self._answer(re.sub(rf"(?:{years})年?度?", "", asked.text), (), reports)
        told = answer.status is Status.ANSWERED and not answer.values
        of_plans = plainly or any(
            any(PLANS.search(heading) for heading in citation.section[-1:])
            or any(str(year) in citation.shown for year in where.years)
            for citation in answer.citations
        )
        return replace(answer, question=question) if told and of_plans else None

    def _ahead(self, question: str, where: Scope) -> Answer | None:
        """What the one report in scope says is to come next year, or when a thing will be done."""
        if len(where.reports) != 1 or not where.named or where.unknown or not next_year.is_asked(where.marked):
            return None
        return next_year.told(self.solver, question, where.marked, self.library.card_of[where.reports[0]])

    def _from_later(self, question: str, asked: Question, where: Scope) -> Answer | None:
        """What a report states of the year before its own, where that year's report does not state it."""
        if where.unknown or not where.named:
            return None
        named = {report for mention in where.mentions for report in mention.reports}
        later = [c.id for c in self.library.cards if c.id in named and years.states_of(self.library, c, where.years)]
        if not later:
            return None
        there = replace(where, reports=tuple(dict.fromkeys((*where.reports, *later))), missing=())
        if answer := self._between_columns(question, asked, there):
            return answer
        if answer := years.compare(self.solver, question, there):
            return answer
        since = replace(there, years=(), marked=SINCE_THEN.sub("比上年", there.marked))
        changed = CHANGED_SINCE.search(since.marked)  # what is claimed of that year itself is looked up as of it
        if changed and is_check(there.marked) and (checked := self._by_operation_of(question, since)):
            return checked
        if len(where.years) > 1:
            return None
        answer = self._by_plan(question, asked, replace(there, reports=tuple(later)))
        if answer.status is Status.ANSWERED and answer.values:
            return answer
        return years.of_former(self.solver, question, "".join(content(where.rest)), there)

    def _between_columns(self, question: str, asked: Question, there: Scope) -> Answer | None:
        """One row's figures of two years, which a table has side by side: 2023年末比2022年末增长了百分之几."""
        if len(there.reports) != 1 or len(there.mentions) != 1 or asked.english:
            return None
        name = there.mentions[0].words
        marked = asked.text.replace(name, chr(MARK), 1) if name else asked.text
        return self._in_table(question, replace(there, marked=marked), only=in_table.CHANGES)

    def _of_extreme(
        self, question: str, where: Scope, history: Sequence[str], reports: Collection[str] | None
    ) -> Answer | None:
        """得分最低的部门为什么扣分: which report that is, and then what is asked of it."""
        if not (asked := operations.of_extreme(where.marked)):
            return None
        first = across.most(self.solver, question, asked[0], where)
        if not first or first.status is not Status.ANSWERED or len(first.values) != 1 or not first.citations:
            return first
        second = self._answer(display_name(first.citations[0].department) + asked[1], history, reports)
        if second.status is Status.ANSWERED:
            return joined(question, [replace(first, plan=f"{asked[0].op}〔{asked[0].a}〕"), second])
        return replace(partial(first, [asked[1]]), question=question)

    def _extreme_claimed(self, question: str, asked: str, where: Scope, reports: Collection[str] | None) -> Answer:
        """自评得分最高的是甲，对吗: who it is, and whether that is the department that the question names.

        Asked back where it may be of the rows of that department's own table: 甲基本支出执行率最高吗.
        """
        if not WHOSE_PLACE.search(where.marked) and (row := self._row_before(asked, where)):
            text = f"您问的是和其他部门相比，还是和这个部门表里“{row}”以外的各行相比？"
            return Answer(question, Status.CLARIFY, text, plan="核对")
        years = said_years(where)
        answer = replace(self._answer(years + asked, (), reports), question=question)
        if answer.status is not Status.ANSWERED:
            return answer
        claimed = {self.library.card_of[report].department for report in where.mentions[0].reports}
        right = claimed & {citation.department for citation in answer.citations}
        found = answer.found | Found.DECIDED | (Found.NOTHING if right else Found.DENIED)
        return replace(answer, text=f"{'对' if right else '不对'}。{answer.text}", plan="核对", found=found)

    def _row_before(self, asked: str, where: Scope) -> str:
        """The row of a table of the department that a question for an extreme begins with, before one of its columns.

        Only where other rows have that column too; else empty.
        """
        phrase = asked.partition("最")[0].rstrip("的是排为")
        for report in where.mentions[0].reports:
            for grid in grids(self.shelf(report)):
                for line in grid.lines:
                    name = fold(line.name)
                    column = phrase.removeprefix(name).lstrip("的")
                    others = [one for one in grid.lines if one is not line and any(column in key for key in one.cells)]
                    held = column and any(column in key for key in line.cells)
                    if phrase.startswith(name) and len(name) > 1 and held and others:
                        return line.name
        return ""

    def _by_operation_of(self, question: str, where: Scope) -> Answer | None:
        """A check or a computation, where the question asks for one."""
        if COLUMNS.fullmatch(where.rest):  # several columns of a row are looked up, not computed with
            return None
        query = operations.read(where.marked)
        graded = grades.claimed(self.solver, question, where.marked, where)
        if settled := graded or all_done.settled(self.solver, question, where):
            return replace(settled, plan="核对")
        if lost_in_all := points_lost.agree(self.solver, question, where):
            return lost_in_all
        if added := adding_up.agree(self.solver, question, where) or two_places.agree(self.solver, question, where):
            return replace(added, plan="核对")
        lost = query and query.op in (Op.LOST, Op.LOST_SHARE)  # 是不是满分 asks for what is lost
        if query and query.op is Op.DERIVED_RATE:  # spells out how, and holds it against what is stated
            derived = OPERATIONS[query.op](self.solver, question, query, where)
            if derived and derived.status is Status.ANSWERED:
                return replace(derived, plan=f"{query.op}〔{query.a}〕〔{query.b}〕")
        if (is_check(where.marked) and not lost) or (query and query.op is Op.AUDIT):
            checked = verify(self.solver, question, where.marked, where)
            if checked:
                return replace(checked, plan="核对")
        if query and query.op is Op.SHARE and not query.b and self._names_share(re.sub(MENTIONED, "", query.a), where):
            return None
        if query and query.op in BY_PLACE and not where.named and self._of_whose_project(where):
            return Answer(question, Status.CLARIFY, f"您问的是哪个部门的项目？{corpus_line(self.library.cards)}")
        if query and query.op in OPERATIONS:
            run = OPERATIONS[query.op]
            solved = each_report.each(self.solver, question, query, where, run) or run(
                self.solver, question, query, where
            )
            return solved and replace(solved, plan=f"{query.op}〔{query.a}〕〔{query.b}〕")
        return None

    def _of_whose_project(self, where: Scope) -> bool:
        """Whether a project is asked for by its place, and no department: a department's figure is no project's."""
        several = len({self.library.card_of[report].department for report in where.reports}) > 1
        return several and bool(operations.OF_PROJECT.search(where.marked)) and not WHOSE.search(where.marked)

    def _names_share(self, name: str, where: Scope) -> bool:
        """Whether the one report asked about prints a share's name (药占比), which is then no share to be computed."""
        if len(where.reports) != 1:
            return False
        labels = [figure.label for figure in self.shelf(where.reports[0]).figures if not figure.whole]
        own = [OF_CODE.sub("", COLUMN.sub("", fold(label))) for label in labels]
        return f"{name}占比" in own

    def _by_plan(self, question: str, asked: Question, where: Scope) -> Answer:
        """What the reports state, as a figure or in words."""
        wanted = plan(asked, where, glossary())
        cards = [self.library.card_of[report] for report in where.reports]
        answer = self.stated.answer(question, wanted, cards)
        quoted = answer.status is Status.ANSWERED and not answer.values and wanted.operation is Operation.TEXT
        if (quoted or answer.status is not Status.ANSWERED) and where.named and not asked.english:
            respelt = respell(where.rest, self._vocabulary(where.reports))
            meant = plan(asked, replace(where, rest=respelt), glossary()) if respelt != where.rest else wanted
            again = self.stated.answer(question, meant, cards) if meant is not wanted else answer
            told = again.status is Status.ANSWERED and (again.values or not quoted)
            if told or (answer.status is not again.status and answer.status is Status.REFUSED):
                wanted, answer = meant, again
        if answer.status is Status.REFUSED and len(wanted.asks) == 1 and len(with_annexes(cards)) == 1:
            answer = formulas.work_out(self.solver, question, wanted.asks[0], cards[0]) or answer
        return replace(answer, plan=wanted.explain([display_name(c.department) for c in cards[:SHOWN]]))

    def _spelt(self, resolved: str, where: Scope) -> str:
        """A question about one department with a measure's name spelt right (三公精费); empty where none is wrong."""
        if understand(resolved).english or len(where.mentions) != 1 or len(where.reports) > len("甲乙丙"):
            return ""
        respelt = respell(where.rest, self._vocabulary(where.reports))
        known, spelt = (
            sum(len(term.words) for term in named_terms(text, glossary())) for text in (where.rest, respelt)
        )
        if respelt == where.rest or spelt <= known:
            return ""
        return f"{where.mentions[0].words}{said_years(where)}{respelt}"

    def _vocabulary(self, reports: Sequence[str]) -> frozenset[str]:
        """The character pairs of the figures' labels in some reports."""
        return frozenset(
            pair for r in reports for f in self.library.figures(r) for pair in pairs([fold(f.label)]) if len(pair) == 2
        )


def said_years(where: Scope) -> str:
    """The years of a scope, as a question says them."""
    return "".join(f"{year}年" for year in where.years)
