"""The command line: parse, call one function, show.  Nothing heavy is imported before a command needs it."""

# ruff: noqa: PLC0415
from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from heshu.app import wire
from heshu.app.lines import Asked, decoded, each, whole, words
from heshu.app.manual import UNFORESEEN, Front, unforeseen
from heshu.app.speech import pick
from heshu.errors import UsageError

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant
    from heshu.library.build import Built
    from heshu.library.library import Library
    from heshu.records import Card

CORPUS = Path("corpus")
Any_ = TypeVar("Any_", bound=Callable[..., Any])

FOLDER = click.Path(path_type=Path)


def _option(*names: str, zh: str, en: str, **settings: Any) -> Callable[[Any_], Any_]:
    return click.option(*names, help=pick(zh, en), **settings)


index_option = _option(
    "--index",
    type=FOLDER,
    default=Path("index"),
    envvar="HESHU_INDEX",
    metavar="FOLDER",
    zh="索引文件夹，默认 index",
    en="The index folder; index by default",
)
embedder_option = _option(
    "--embedder",
    envvar="HESHU_EMBEDDER",
    metavar="NAME",
    zh="向量模型的名称或文件夹，默认用自带的",
    en="Name or folder of an embedded model; the packaged one by default",
)
report_option = _option(
    "--report",
    "reports",
    multiple=True,
    metavar="SOURCE",
    zh="只看这份报告：文件名或其中几个字，可多次",
    en="This report only: its file name, or a part of it; may be repeated",
)
json_option = _option("--json", "as_json", is_flag=True, zh="写成一行 JSON", en="Write one line of JSON")
batch_option = _option("--batch", metavar="FILE", zh="逐行处理一个文件，- 为标准输入", en="Work on a file line by line; - is stdin")


@click.group(cls=Front, epilog=pick("出错时加 --debug 看详细原因。", "With --debug, an error shows its details."))
@click.version_option(package_name="heshu", message="核数 Heshu %(version)s", help=pick("显示版本", "Show the version"))
def cli() -> None:
    """Heshu 核数: figures of departments' performance self-evaluation reports, with their sources, checked.

    Nothing leaves this machine.

    \b
    First the index, then the questions:
      heshu index FOLDER
      heshu ask "南沙区委办2023年公用支出是多少"
      heshu serve
    """


def main() -> None:
    """Run the command line."""
    cli.main(prog_name="heshu")
