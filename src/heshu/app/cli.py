"""The command line: parse, call one function, show.  Nothing heavy is imported before a command needs it."""

# ruff: noqa: PLC0415
from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from heshu.app import accounts, agents, care, evaluate, wire
from heshu.app.choice import chosen
from heshu.app.lines import Asked, decoded, each, whole
from heshu.app.manual import UNFORESEEN, Front, unforeseen
from heshu.app.models import announced, model_options, writer_of
from heshu.app.options import (
    FOLDER,
    batch_option,
    embedder_option,
    index_option,
    json_option,
    option,
    ray_option,
    report_option,
    vectors_option,
)
from heshu.app.speech import pick, reason
from heshu.errors import UsageError
from heshu.records import Answer, Card, Hit, Status

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant
    from heshu.asking.writer import Writer
    from heshu.library.build import Built
    from heshu.library.library import Library

CORPUS = Path("corpus")
Answering = Callable[[str, Sequence[str]], Answer]
"""A question and the earlier ones -> its answer."""


@click.group(
    "heshu", cls=Front, epilog=pick("出错时加 --debug 看详细原因。", "With --debug, an error shows its details.")
)
@click.version_option(package_name="heshu", message="核数 Heshu %(version)s", help=pick("显示版本", "Show the version"))
def cli() -> None:
    """Heshu 核数: figures of departments' performance self-evaluation reports, cited and recomputed.

    Nothing leaves this machine.

    First the index, then the questions:
      heshu index FOLDER
      heshu ask "南沙区委办2023年公用支出是多少"
      heshu serve
    """


# ---------------------------------------------------------------- the index


@cli.command(short_help="Read reports, build the index")
@click.argument("folders", nargs=-1, type=FOLDER, metavar="[FOLDER …]")
@index_option
@embedder_option
@vectors_option
@ray_option
@option("--prune", is_flag=True, zh="去掉文件已不在的报告", en="Drop reports whose files are gone")
@option("--rebuild", is_flag=True, zh="全部重读重建", en="Read everything anew")
def index(folders: tuple[Path, ...], index: Path, embedder: str | None, prune: bool, rebuild: bool) -> int:
    """Read the reports in folders (.docx .pdf .html .xlsx .md .txt .zip) into an index, or bring it up to date.

    Only what is new or changed is read; what cannot be read is listed with the reason.

      heshu index                    reads corpus/, writes index/
      heshu index 2022 2023          reads two folders
      heshu index --prune            drops reports whose files are gone

    Exit status: 0 with any report in the index, 1 with none.
    """
    from heshu.app.terminal import progress, say, show_reports, worth_listing
    from heshu.library.build import build

    with progress(pick("写索引", "Writing the index")) as show:
        built = build(
            folders or _default_folder(), index, embedder=embedder, prune=prune, rebuild=rebuild, progress=show
        )
    listed, said = worth_listing(built.cards, {*built.added, *built.replaced})
    show_reports(listed, built.unread)
    say(*filter(None, [said]), _totals(built), _next_step(built))
    return 0 if built.cards else 1


def _default_folder() -> Sequence[Path]:
    if not CORPUS.is_dir():
        raise UsageError(
            f"这里没有 {CORPUS} 文件夹。请写明报告在哪里：heshu index 报告文件夹",
            f"There is no folder {CORPUS} here. Say where the reports are: heshu index FOLDER",
        )
    return [CORPUS]


def _totals(built: Built) -> str:
    held = _held(built.cards)
    changes = (
        (len(built.added), "新收 {} 份", "{} new"),
        (len(built.replaced), "更新 {} 份", "{} changed"),
        (len(built.removed), "去掉 {} 份", "{} dropped"),
        (built.unchanged, "未变 {} 份", "{} as before"),
        (len(built.unread), "未读 {} 个文件", "{} files not read"),
        (sum(bool(card.warnings) for card in built.cards), "有提示 {} 份", "{} with notes"),
    )
    done = pick("，", ", ").join(pick(chinese, other).format(count) for count, chinese, other in changes if count)
    return f"{held}{pick('。本次', '. ')}{done}" if done else held


def _held(cards: Sequence[Card]) -> str:
    passages, figures = sum(card.passages for card in cards), sum(card.figures for card in cards)
    return pick(
        f"共 {len(cards)} 份报告，{passages} 段，{figures} 个数",
        f"{len(cards)} reports, {passages} passages, {figures} figures",
    )


def _next_step(built: Built) -> str:
    if not built.cards:
        return pick(
            "没有一份报告能读。请放入 .docx .pdf .html .xlsx .md .txt 格式的报告再试",
            "Not one report could be read. Put in reports as .docx .pdf .html .xlsx .md .txt and try again",
        )
    return pick('可以提问了：heshu ask "问题"，或打开网页：heshu serve', 'Now ask: heshu ask "…", or: heshu serve')


@cli.command(short_help="What the index holds")
@index_option
@json_option
def status(index: Path, as_json: bool) -> None:
    """Show an index: its generation, its embedded model, its reports, and the files that were not read.

    What there is to say of a report or a file, and what to do about it, stands in the last table.
    """
    from heshu.app.terminal import say, show_reports
    from heshu.library.library import Library

    library = Library.open(index)
    if as_json:
        click.echo(wire.line(wire.status(library)))
        return
    say(
        f"{pick('索引：', 'Index: ')}{index.resolve()} · {library.generation.name}",
        f"{pick('向量模型：', 'Embedded model: ')}{library.manifest.embedder}",
        _held(library.cards),
    )
    show_reports(library.cards, library.unread)


# ---------------------------------------------------------------- questions


@cli.command(short_help="Ask; the answer is cited")
@click.argument("question", nargs=-1, metavar="[QUESTION]")
@index_option
@embedder_option
@vectors_option
@report_option
@option("--explain", is_flag=True, zh="同时说明答案是怎么来的", en="Say how the answer came about")
@option(
    "--server", metavar="URL", zh="问正在运行的 heshu serve，不读索引", en="Ask a running heshu serve, not the index"
)
@model_options
@json_option
@batch_option
def ask(  # noqa: PLR0917 - click passes them by name
    question: tuple[str, ...],
    index: Path,
    embedder: str | None,
    reports: tuple[str, ...],
    explain: bool,
    server: str | None,
    llm: str | None,
    llm_model: str | None,
    as_json: bool,
    batch: str | None,
) -> int:
    """Ask a question.  Every statement of the answer is cited; what no report states is not answered.

      heshu ask "南沙区委办2023年公用支出是多少"
      heshu ask "存在哪些问题" --report 南沙
      heshu ask --json "哪个部门得分最低"
      heshu ask --batch QUESTIONS.jsonl > ANSWERS.jsonl
      heshu ask --server http://10.0.0.8:7860 "存在哪些问题"

    With --batch, a line is {"id", "question", "history"}, and each gets a line of answer, in order;
    one that cannot be understood is answered "refused", with the reason.
    """
    words_ = _one_of(question, batch)
    if server and _written("llm", "llm_model"):
        raise UsageError(
            "--llm 不能与 --server 同用：那边的答案由那边设置的语言模型润色",
            "--llm cannot be given with --server: the answers of a server are phrased by the model that is set there",
        )
    answered = _there(server, reports) if server else _here(index, embedder, reports, llm, llm_model)
    if batch is not None:
        return _batch(batch, lambda asked: wire.answer(answered(asked.question, asked.history), asked.id), _refused)
    given = answered(words_, ())
    if as_json:
        click.echo(wire.line(wire.answer(given)))
    else:
        from heshu.app.terminal import show_answer

        show_answer(given, explain=explain)
    return 0


@cli.command(short_help="Find passages, the best first")
@click.argument("question", nargs=-1, metavar="[WORDS]")
@index_option
@embedder_option
@vectors_option
@report_option
@option(
    "--top", type=click.IntRange(1, 1000), default=10, metavar="N", zh="最多几段，默认 10", en="Passages at most; 10"
)
@json_option
@batch_option
def search(  # noqa: PLR0917
    question: tuple[str, ...],
    index: Path,
    embedder: str | None,
    reports: tuple[str, ...],
    top: int,
    as_json: bool,
    batch: str | None,
) -> int:
    """Find the passages nearest to some words, the best first.

      heshu search "预算执行率偏低的原因"
      heshu search "存在的问题" --top 5 --report 花都
      heshu search --batch QUESTIONS.jsonl > PASSAGES.jsonl

    With --batch, a line is {"id", "question"}, and each gets
    {"id", "hits": [{"source", "passage", "score"}]}.
    """
    words_ = _one_of(question, batch)
    assistant, inside = _open(index, embedder, reports)

    def found(query: str) -> list[tuple[Hit, str]]:
        hits = assistant.search(query, top, inside)
        sources = assistant.library.card_of
        return [(hit, sources[hit.passage.report_id].source) for hit in hits]

    if batch is not None:
        return _batch(batch, lambda asked: wire.hits(asked.id, found(asked.question)), _no_hits)
    if as_json:
        click.echo(wire.line({"question": words_, "hits": [wire.placed_hit(*hit) for hit in found(words_)]}))
    else:
        from heshu.app.terminal import show_hits

        show_hits(found(words_))
    return 0


def _refused(asked: Asked, reason: str) -> wire.Record:
    return wire.answer(Answer(asked.question, Status.REFUSED, reason), asked.id)


def _no_hits(asked: Asked, reason: str) -> wire.Record:
    return wire.hits(asked.id, ()) | {"error": reason}


def _one_of(words_: tuple[str, ...], batch: str | None) -> str:
    """Give the question as one string; raises `UsageError` unless there is either a question or a file of them."""
    if bool(words_) == (batch is not None):
        raise UsageError(
            "请写一个问题，或者用 --batch 指定一个文件（二者取一）", "Give either a question or a file with --batch"
        )
    return whole(" ".join(words_))


def _open(
    index: Path, embedder: str | None, names: Collection[str], writer: Writer | None = None
) -> tuple[Assistant, frozenset[str] | None]:
    from heshu.asking.assistant import Assistant

    assistant = Assistant.open(index, embedder, writer)
    return assistant, chosen(assistant.library.cards, names)


def _here(
    index: Path, embedder: str | None, names: Collection[str], llm: str | None, llm_model: str | None
) -> Answering:
    writer = writer_of(llm, llm_model)
    if writer:
        click.echo(announced(writer), err=True)
    assistant, inside = _open(index, embedder, names, writer)
    return lambda question, history: assistant.ask(question, history, inside)


def _written(*options: str) -> bool:
    """Say whether one of the options stands on the command line; what the environment names is for all commands."""
    context = click.get_current_context()
    return any(context.get_parameter_source(one) is ParameterSource.COMMANDLINE for one in options)


def _there(url: str, names: Sequence[str]) -> Answering:
    from heshu.app.elsewhere import Server

    return lambda question, history: Server(url).ask(question, history, names)


# ---------------------------------------------------------------- many at once


def _batch(file: str, work: Callable[[Asked], wire.Record], failed: Callable[[Asked, str], wire.Record]) -> int:
    """Write a line for each line of a file; nothing else goes to stdout."""
    from heshu.app.terminal import progress

    troubled: list[int] = []

    def trouble(number: int, error: Exception) -> None:
        troubled.append(number)
        click.echo(pick(f"第 {number} 行：", f"Line {number}: ") + unforeseen(error), err=True)
        if click.get_current_context().obj:
            traceback.print_exception(error)

    with progress(shown=not sys.stdout.isatty()) as show:
        for done, text in enumerate(each(_rows(file), work, failed, trouble), 1):
            click.echo(text)
            show(done, None, "")
    return UNFORESEEN if troubled else 0


def _rows(file: str) -> Iterator[str]:
    if file == "-":
        yield from decoded(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as stream:
            yield from decoded(stream)
    except OSError as error:
        raise UsageError(
            f"打不开“{file}”：{error.strerror}。请检查文件名", f"Cannot open “{file}”: {error.strerror}"
        ) from error


# ---------------------------------------------------------------- the audit


@cli.command(short_help="Recompute what the reports state")
@click.argument("names", nargs=-1, metavar="[FOLDER|REPORT …]")
@index_option
@json_option
@option("--all", "all_", is_flag=True, zh="相符的也列出", en="List what holds as well")
def audit(names: tuple[str, ...], index: Path, as_json: bool, all_: bool) -> int:
    """Check the figures of reports that follow from one another: shares, rates, totals, changes, scores, tables.

      heshu audit                    all reports of the index
      heshu audit 南沙               one of them, by file name, department or a part of it
      heshu audit FOLDER             reads a folder or a file; nothing goes into the index
      heshu audit --json > AUDIT.json

    What does not agree comes first, then what is worth a look, each with its formula and the
    report's own words.  --json lists what holds as well, and names files that were not read on stderr.

    Exit status: 0 whatever was found, 1 where no report could be read.
    """
    from heshu.app.examine import examine
    from heshu.app.terminal import progress, show_audit

    with progress(pick("核对", "Checking")) as show:
        examined = examine(names, index, show)
    if as_json:
        click.echo(wire.line([wire.finding(one) for one in examined.checked]))
        for file in examined.unread:
            click.echo(f"{pick('未读：', 'Not read: ')}{file.source}：{reason(file)}", err=True)
    else:
        show_audit(examined.cards, examined.by_verdict, examined.unread, everything=all_)
    return 0 if examined.cards else 1


# ---------------------------------------------------------------- the page, the calculator, the figures


@cli.command(short_help="Open the page")
@index_option
@embedder_option
@vectors_option
@option("--host", default="127.0.0.1", metavar="ADDRESS", zh="监听的地址，默认 127.0.0.1", en="Address; 127.0.0.1")
@option("--port", type=int, default=7860, metavar="PORT", zh="端口，默认 7860", en="Port; 7860")
@option("--auth", type=FOLDER, metavar="FILE", zh="要登录才能打开，用户见文件", en="Whoever opens it must log in")
@option(
    "--admin",
    multiple=True,
    metavar="NAME",
    zh="哪个用户能在网页上设置语言模型，可多次",
    en="A user who may set the language model on the page; may be repeated",
)
@option("--open/--no-open", "open_", default=None, zh="是否打开浏览器", en="Whether to open the browser")
@model_options
def serve(  # noqa: PLR0917
    index: Path,
    embedder: str | None,
    host: str,
    port: int,
    auth: Path | None,
    admin: tuple[str, ...],
    open_: bool | None,
    llm: str | None,
    llm_model: str | None,
) -> None:
    """Serve the page until Ctrl+C; only this machine can open it by default.

    heshu serve
    heshu serve --port 8000 --no-open
    heshu serve --host 0.0.0.0 --auth users.txt     others on the network can log in; see heshu user
    heshu serve --llm http://localhost:11434/v1 --llm-model qwen3

    Other programs: JSON below /api, chat front ends below /v1, agents (MCP) at /mcp; see docs/api.md.
    """
    from heshu.app import server

    users = server.admitted(host, auth)
    administrators = server.administering(admin, users)
    assistant, _ = _open(index, embedder, (), writer_of(llm, llm_model))
    server.serve(assistant, host, port, _desktop() if open_ is None else open_, users, administrators)


def _desktop() -> bool:
    """Say whether there is a screen for a browser; on a server one would take over the terminal."""
    return sys.platform in ("win32", "darwin") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


@cli.command(short_help="Calculate exactly", context_settings={"ignore_unknown_options": True})
@click.argument("expression", nargs=-1, metavar="[EXPR]")
@batch_option
def calc(expression: tuple[str, ...], batch: str | None) -> None:
    """Work out an expression, or a program in FinQA's notation; no floats, 20 places where it does not end.

      heshu calc "6081.69 ÷ 6108.89"
      heshu calc "divide(6081.69万元, 6108.89万元)"
      heshu calc --batch TASKS.jsonl > RESULTS.jsonl

    With --batch, a line is {"id", "program" or "expr", "table"}, and each gets
    {"id", "result"} or {"id", "error"}.
    """
    from heshu.checking.batch import calc_batch
    from heshu.checking.calculator import calculate

    words_ = _one_of(expression, batch)
    for text in [calculate(words_).text] if batch is None else calc_batch(_rows(batch)):
        click.echo(text)


@cli.command(short_help="List the figures of the reports")
@index_option
@report_option
@json_option
@option("--csv", "as_csv", is_flag=True, zh="写成 Excel 能打开的 CSV", en="Write CSV that Excel opens")
@option("-o", "--output", type=FOLDER, metavar="FILE", zh="写进文件", en="Write to a file")
def figures(index: Path, reports: tuple[str, ...], as_json: bool, as_csv: bool, output: Path | None) -> None:
    """List every figure taken from the reports: label, period, value, unit, place.

    heshu figures --report 南沙
    heshu figures --csv -o FIGURES.csv
    heshu figures --json > FIGURES.json
    """
    from heshu.library.library import Library

    library = Library.open(index)
    inside = chosen(library.cards, reports)
    rows = _figures(library, [card for card in library.cards if inside is None or card.id in inside])
    if as_json:
        _write(f"{wire.line(rows)}\n".encode(), output)
    elif as_csv or output:
        from heshu.app.sheet import sheet

        _write(sheet(rows, wire.FIGURE_KEYS), output)
    else:
        from heshu.app.terminal import show_figures

        show_figures(rows)


def _figures(library: Library, cards: Sequence[Card]) -> list[wire.Record]:
    return [
        wire.figure(figure, card, wire.page_at(library.report(card.id).page_starts, figure.span.start))
        for card in cards
        for figure in library.figures(card.id)
    ]


def _write(data: bytes, output: Path | None) -> None:
    """Write bytes to a file, or to stdout just as they are."""
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UsageError(
            f"写不进“{output}”：{error.strerror}。文件是否正被别的程序打开？",
            f"Cannot write “{output}”: {error.strerror}. Is another program using it?",
        ) from error
    click.echo(pick(f"已写入 {output}", f"Written to {output}"), err=True)


for command in (*evaluate.COMMANDS, *agents.COMMANDS, *care.COMMANDS, *accounts.COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Run the command line."""
    cli.main(prog_name="heshu")
