"""Ask Heshu questions that nobody would: each must have an answer, a refusal or a question back, and soon.

    python -m eval.bench.ask_fuzz [--seconds N] [--seed S]

The questions of the samples are spoilt (characters cut, doubled, swapped, others put in), joined, repeated; some are
made of the pieces that questions are made of, some of any characters at all.  Half lean on earlier ones.  Asked of an
index of corpus/.  Prints how many ended in which way, and the slowest; ends with status 1 on an exception, on a quote
that does not stand in its report, on `SLOWEST` seconds of processor time, and beyond `MOST_MEMORY`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.bench.read_fuzz import MOST_MEMORY, SLOWEST, ending, memory
from heshu.asking.assistant import Assistant
from heshu.asking.wording.question import LONGEST
from heshu.library.build import build
from heshu.library.library import Library

ROOT = Path(__file__).parents[2]
_PIECES = """
多少 哪个 最高 最低 排名 前三 平均 合计 一共 比 高 差 相差 增长 占 比例 是否 对吗 为什么 列出 各部门 所有 和 与 的 呢
那 它 去年 2023年 2022年 2023-2021年 二〇二三年 公用经费 “三公”经费 人员支出 预算执行率 得分 目标值 实际值 支出 收入
决算 年初预算 绩效 问题 南沙 花都 组织部 党政办 广州市 （ ） ( ) [ ] { } * + ? \\ | ^ $ . “ ” ‘ ， 。 ？ ； ： % 万元
亿元 -1 0 99.71% 24,110.26万元 ÷ × = how much spent which department average
"""
PIECES = (*_PIECES.split(), " ", "\n", "\t", "\u200b", "\x00")


def questions(source: random.Random) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield questions with the earlier questions of their conversation, without end."""
    lines = (ROOT / "eval" / "questions" / "samples.jsonl").read_text(encoding="utf-8").splitlines()
    sound = [str(json.loads(line)["question"]) for line in lines]
    while True:
        history = tuple(_question(source, sound) for _ in range(source.choice((0, 0, 1, 3))))
        yield _question(source, sound), history


def _question(source: random.Random, sound: Sequence[str]) -> str:
    kind, text = source.random(), source.choice(sound)
    if kind < 0.05:
        return "".join(chr(source.randrange(0xD800)) for _ in range(source.randrange(60)))
    if kind < 0.10:
        some = "".join(source.sample(PIECES, 2))
        return some * source.choice((1, 100, LONGEST // len(some), 10_000))
    if kind < 0.40:
        return "".join(source.choice(PIECES) for _ in range(source.choice((3, 8, 20, 300))))
    if kind < 0.55:
        return text + source.choice(PIECES) + source.choice(sound)
    for _ in range(source.randrange(1, 5)):
        start = source.randrange(len(text) + 1)
        end = start + source.choice((0, 1, 2, 5))
        text = text[:start] + source.choice(("", source.choice(PIECES), text[start:end] * 2)) + text[end:]
    return text


def fault_in(assistant: Assistant, question: str, history: Sequence[str], seen: Counter[str]) -> str:
    """Ask; say what is wrong with the answer, nothing where nothing is."""
    try:
        with ending():
            answer = assistant.ask(question, history)
        seen[str(answer.status)] += 1
        for citation in answer.citations:
            text = assistant.library.report(citation.report_id).text
            if text[citation.start : citation.end] != citation.quote:
                return f"no such quote: {citation.quote}"
    except Exception:
        seen["FAULT"] += 1
        return traceback.format_exc(limit=-4)
    return ""


def wrong_with(assistant: Assistant, question: str, history: Sequence[str], seen: Counter[str]) -> str:
    """Ask; say what is wrong with the answer, its time or its memory, nothing where nothing is."""
    started, before = time.process_time(), memory()
    if fault := fault_in(assistant, question, history, seen):
        return fault
    took = time.process_time() - started
    if took > SLOWEST:
        return f"{took:.1f} s"
    # The largest memory of the process may be that of what ran before this question.
    return f"{memory():.0f} MB" if memory() > max(before, MOST_MEMORY) else ""


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask for a time; print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as folder:
        build([ROOT / "corpus"], Path(folder))
        assistant = Assistant(Library.open(Path(folder)))
        end = time.monotonic() + options.seconds
        for question, history in questions(random.Random(options.seed)):
            if time.monotonic() > end:
                break
            started = time.process_time()
            if what := wrong_with(assistant, question, history, seen):
                wrong.append(f"{question[:200]!r} after {[one[:100] for one in history]!r}: {what}")
            slowest = max(slowest, (time.process_time() - started, question))
    print(f"{seen.total()} questions, {len(wrong)} faults, slowest {slowest[0]:.2f} s, {memory():.0f} MB at most")
    print("\n".join(f"{name}\t{count}" for name, count in seen.most_common()))
    print(f"slowest: {slowest[1][:200]!r}")
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
