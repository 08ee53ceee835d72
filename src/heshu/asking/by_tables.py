"""What the tables of a report answer, beside what was found or where nothing was: cells, rows, columns, notes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from heshu.asking.conversation import of_its_row
from heshu.asking.conversation.followup import resolve
from heshu.asking.evidence.compose import display_name
from heshu.asking.one_question import OneQuestion
from heshu.asking.planning.operations import Op
from heshu.asking.planning.scope import Scope, scope
from heshu.asking.tables import cells, in_table
from heshu.asking.tables.measures import in_unit_asked
from heshu.asking.wording import everyday, speech
from heshu.asking.wording.parts import figures_asked, joined
from heshu.asking.wording.question import understand
from heshu.folding import fold
from heshu.patterns import regex
from heshu.records import Answer, Status

LOOKED_UP = "表〔lookup〕"
IN_PER_CENT = regex(r"百分之(?:几|多少)")
TABLE_FIRST = (LOOKED_UP, "表〔why〕")
"""What a table says of its row even where another place seems to answer."""


class ByTables(OneQuestion):
    """Answers a question by the rows and columns that it names."""

    def _of_tables(self, question: str, history: Sequence[str], where: Scope, whole: Answer) -> Answer | None:
        """What tables give: their cells in whatever words, or rows and columns, each beside ``whole``."""
        answered = whole.status is Status.ANSWERED
        looked_up = not answered or whole.plan.startswith("查")
        told = self._of_cells(question, history, where) if looked_up else None
        if told and not answered:
            return told
        if told and (whole.values or told.plan.startswith(cells.WORDS)):
            return None if whole.values and set(told.values) <= set(whole.values) else told
        if looked_up or whole.plan.startswith(Op.LOST):
            return self._of_table(question, history, where, whole)
        return None

    def _why_lost(
        self, question: str, history: Sequence[str], reports: Collection[str] | None, whole: Answer
    ) -> Answer | None:
        """Points lost, with the words that a table has for them in their row, where the question asks why."""
        where = scope(understand(resolve(question, history, self.gazetteer)[0]).text, self.gazetteer, reports)
        why = self._in_table(question, where, only=in_table.WHY_ALONE)
        cited = {(citation.report_id, citation.start) for citation in whole.citations}
        if why and all((citation.report_id, citation.start) in cited for citation in why.citations):
            return None  # its row is quoted already
        return why and joined(question, [whole, replace(why, values=())])

    def _of_table(self, question: str, history: Sequence[str], where: Scope, whole: Answer) -> Answer | None:
        """What a table answers where nothing else does, or says otherwise of the row that a question names.

        A question that names only a row, or only a column, goes on with the other of the question before.
        """
        answered = whole.status is Status.ANSWERED
        told = self._in_table(question, where)
        turned = replace(where, marked=speech.as_written(where.marked))
        told = told or (self._in_table(question, turned) if turned.marked != where.marked else None)
        plain = where.marked if told or answered else everyday.in_office_words(where.marked)
        if plain != where.marked:
            told = self._in_table(question, replace(where, marked=plain))
        own = scope(understand(question).text, self.gazetteer) if history else None
        of_total = "合计" in whole.text and not in_table.ADDED.search(question)
        if own and not own.named and (not answered or of_total or in_table.THIS.search(own.marked)):
            before = scope(understand(resolve(history[-1], history[:-1], self.gazetteer)[0]).text, self.gazetteer)
            if len(before.reports) == 1:
                former = self._answer(history[-1], history[:-1], None)
                card = self.library.card_of[before.reports[0]]
                said = everyday.in_office_words(own.marked) if not answered else own.marked
                told = in_table.going_on(self.solver, question, (before.marked, said), former, card) or told
        if told is None or (answered and told.values and set(told.values) <= set(whole.values)):
            return None
        looked_up = told.plan.startswith(LOOKED_UP)
        if looked_up and not in_unit_asked(told.values, question):
            return None
        row = told.plan.split("〔")[-1].rstrip("〕")
        if own and told.values and looked_up and (more := self._more_of_row(question, told, row)):
            return more
        of_rate = IN_PER_CENT.search(question) or cells.RATE_ALONE.search(question)
        if told.values and of_rate and all(value.unit != "%" for value in told.values):
            return None
        half = looked_up and 0 < len(told.values) < figures_asked(understand(question).text)
        if half and not answered:  # 演了几场，原定几场: its parts may say more
            return None
        same = len(whole.values) == 1 and bool(row) and row in fold(whole.text) and not in_table.THIS.search(question)
        return told if not answered or (told.plan.startswith(TABLE_FIRST) and not same) else None

    def _of_cells(self, question: str, history: Sequence[str], where: Scope) -> Answer | None:
        """What a table's cells give, in whatever words; a follow-up goes on with the rows or the measures before it."""
        told = cells.answer(self.solver, question, where)
        if told is None and history and not (own := scope(understand(question).text, self.gazetteer)).named:
            before = scope(understand(resolve(history[-1], history[:-1], self.gazetteer)[0]).text, self.gazetteer)
            told = cells.going_on(self.solver, question, own, before)
            if told and of_its_row.of_the_whole(own.rest, told):
                return None
        return told

    def _more_of_row(self, question: str, told: Answer, row: str) -> Answer | None:
        """A follow-up that asks several things of a row, with the row's name before it: 实际到了多少，得了几分."""
        if figures_asked(question) <= len(told.values):
            return None
        department = display_name(told.citations[0].department)
        more = self._answer(f"{department}{told.citations[0].year or ''}年{row}{question}", (), None)
        whole = more.status is Status.ANSWERED and len(more.values) > len(told.values)
        return replace(more, question=question) if whole else None
