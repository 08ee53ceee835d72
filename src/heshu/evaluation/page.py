"""A result as one web page that needs nothing else: charts inline, every failed case with what was wanted and given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from markupsafe import Markup, escape

from heshu.evaluation import charts
from heshu.evaluation.cases import STATUSES, VERDICTS, Expect
from heshu.evaluation.metrics import DEPTHS, Summary, latencies
from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.result import Result
from heshu.evaluation.wording import ENDINGS, percent

HEAD, CELL = Markup("<th>{}</th>"), Markup("<td>{}</td>")
BOUNDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""Seconds between the columns of the latency chart."""


def page(result: Result, *, english: bool = False) -> str:
    """Write a result as HTML; all that came from questions, answers and reports is escaped."""
    return str(_Page(result, english).whole())


class _Page:
    def __init__(self, result: Result, english: bool) -> None:
        self._result = result
        self._english = english
        self._names = {ending: self._say(*words) for ending, words in ENDINGS.items()}

    def _say(self, chinese: str, other: str) -> str:
        return other if self._english else chinese

    def whole(self) -> Markup:
        title = self._say("核数评测结果", "Heshu: results of an evaluation")
        style = Markup(files("heshu.evaluation").joinpath("page.css").read_text("utf-8"))  # noqa: S704 - our own
        head = Markup(
            '<!doctype html><html lang="{}"><head><meta charset="utf-8"><meta name="viewport" '
            'content="width=device-width"><title>{}</title><style>{}</style></head><body><main><h1>{}</h1>'
        ).format(self._say("zh-CN", "en"), title, style, title)
        parts = (self._lead(), self._charts(), self._table(), self._failures(), self._made())
        return head + Markup("").join(parts) + Markup("</main></body></html>\n")

    def _lead(self) -> Markup:
        one = self._result.summaries["all"]
        facts = (
            (percent(one.accuracy), self._say("正确率", "accuracy")),
            (f"{percent(one.interval[0])} – {percent(one.interval[1])}", self._say("95% 区间", "95% interval")),
            (str(one.endings[Ending.WRONG.value]), self._say("答错的数", "wrong figures")),
            (f"{one.median * 1000:.1f} ms", self._say("每题用时（中位数）", "a question (median)")),
            (str(one.count), self._say("题", "questions")),
        )
        cells = (Markup("<div><b>{}</b><span>{}</span></div>").format(*fact) for fact in facts)
        return Markup('<section class="lead">{}</section>').format(Markup("").join(cells))

    def _charts(self) -> Markup:
        summaries = self._result.summaries
        bars = [
            (name, tuple(one.endings.items()), f"{one.endings['right']}/{one.count}") for name, one in summaries.items()
        ]
        accuracy = [(name, one.interval[0], one.accuracy, one.interval[1]) for name, one in summaries.items()]
        found = [
            (f"recall@{depth}", 0.0, share.value, share.value)
            for depth, share in summaries["all"].found.items()
            if share.value is not None
        ]
        legend = Markup("").join(
            Markup('<span><i class="{}"></i>{}</span>').format(ending, name) for ending, name in self._names.items()
        )
        return Markup("").join(
            (
                self._chart(
                    "各类题目怎么结束", "How the questions of each kind ended", charts.stacked, bars, self._names
                ),
                Markup('<p class="legend">{}</p>').format(legend),
                self._chart("正确率和 95% 区间", "Accuracy with its 95% interval", charts.intervals, accuracy),
                self._chart("检索：该引的句子排在前几", "Passages found", charts.intervals, found)
                if found
                else Markup(""),
                self._chart("每题用时（毫秒）", "Milliseconds a question", charts.columns, list(self._latency())),
            )
        )

    def _chart(self, chinese: str, english: str, draw: object, *data: object) -> Markup:
        label = self._say(chinese, english)
        assert callable(draw)
        return Markup("<h2>{}</h2><figure>{}</figure>").format(label, draw(label, *data))

    def _latency(self) -> Iterator[tuple[str, int]]:
        names = [f"≤{bound * 1000:g}" for bound in BOUNDS] + [f">{BOUNDS[-1] * 1000:g}"]
        return zip(names, latencies(self._result.outcomes, BOUNDS), strict=True)

    def _table(self) -> Markup:
        heads = (
            *(self._say("类别", "category"), self._say("题", "asked"), self._say("正确率", "accuracy"), "95%"),
            *self._names.values(),
            *(self._say("引用准", "citation precision"), self._say("引用全", "citation recall")),
            *(self._say("数值准", "figure precision"), *(f"R@{depth}" for depth in DEPTHS), "MRR"),
            *(self._say("中位", "median"), self._say("95% 快于", "95% below")),
        )
        body = Markup("").join(self._row(CELL, self._cells(name, one)) for name, one in self._result.summaries.items())
        table = Markup('<div class="wide"><table><thead>{}</thead><tbody>{}</tbody></table></div>')
        return table.format(self._row(HEAD, heads), body)

    @staticmethod
    def _row(cell: Markup, texts: Sequence[str]) -> Markup:
        return Markup("<tr>{}</tr>").format(Markup("").join(cell.format(text) for text in texts))

    @staticmethod
    def _cells(name: str, one: Summary) -> tuple[str, ...]:
        return (
            *(name, str(one.count), percent(one.accuracy), "–".join(map(percent, one.interval))),
            *(str(count) for count in one.endings.values()),
            *(percent(one.citations), percent(one.recall), percent(one.figures)),
            *(percent(share) for share in one.found.values()),
            "–" if one.reciprocal is None else f"{one.reciprocal:.3f}",
            *(f"{one.median * 1000:.1f} ms", f"{one.slow * 1000:.1f} ms"),
        )

    def _failures(self) -> Markup:
        order = list(Ending)[1:]
        failed = [one for ending in order for one in self._result.outcomes if one.ending is ending]
        heading = Markup("<h2>{} {}</h2>").format(
            self._say("没有答对的题", "Questions not answered right"), len(failed)
        )
        return heading + Markup("").join(map(self._failure, failed))

    def _failure(self, one: Outcome) -> Markup:
        rows = (
            (self._say("先问的", "Earlier"), Markup("<br>").join(one.case.history)),
            (self._say("应当", "Wanted"), self._wanted(one.case.expect)),
            (self._say("毛病", "Faults"), Markup("<br>").join(self._say(f.message, f.english) for f in one.faults)),
            (self._say("回答", "Given"), Markup("<br>").join(one.given.text.splitlines())),
            (self._say("结果", "Values"), "　".join(one.given.values)),
            (self._say("引文", "Quotes"), Markup("<br>").join(f"《{c.stem}》{c.quote}" for c in one.given.citations)),
        )
        shown = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in rows if row[1])
        return Markup(
            '<article class="{}"><h3><i class="{}">{}</i> {} <small>{}</small></h3><dl>{}</dl></article>'
        ).format(one.ending.value, one.ending.value, self._names[one.ending.value], one.case.question, one.key, shown)

    def _wanted(self, expect: Expect) -> Markup:
        parts = (
            " / ".join(self._say(STATUSES[status], status) for status in expect.statuses),
            *map(str, expect.numbers),
            *(f"“{part}”" for part in expect.all_of),
            " / ".join(f"“{part}”" for part in expect.any_of),
            *(f"¬“{part}”" for part in expect.none_of),
            expect.verdict and self._say(VERDICTS.get(expect.verdict, expect.verdict), expect.verdict),
            *(f"《{cited.source}》{cited.contains}" for cited in expect.citations),
        )
        return Markup("<br>").join(escape(part) for part in parts if part)

    def _made(self) -> Markup:
        made = self._result.made
        named = {
            self._say("时间", "Time"): made.time,
            self._say("程序", "Program"): f"{made.answerer} {made.commit}",
            self._say("索引", "Index"): made.generation,
            self._say("报告", "Reports"): f"{made.reports}  {made.corpus}",
            self._say("向量模型", "Embedded model"): f"{made.embedder}  {made.fingerprint}",
            self._say("题目文件", "Question files"): "  ".join(f"{n} {h[:12]}" for n, h in made.questions.items()),
            self._say("随机种子", "Seeds"): "  ".join(f"{n} {s}" for n, s in made.seeds.items()) or "–",
            self._say("版本", "Versions"): "  ".join(f"{n} {v}" for n, v in made.versions.items()),
            self._say("机器", "Machine"): made.machine,
            self._say("用时", "Took"): f"{made.seconds:.1f} s",
            self._say("内存", "Memory"): "–" if made.memory is None else f"{made.memory:.0f} MB",
        }
        rows = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*row) for row in named.items())
        return Markup("<h2>{}</h2><dl>{}</dl>").format(self._say("怎么测的", "How it was measured"), rows)
