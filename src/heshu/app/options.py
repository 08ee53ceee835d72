"""The options that several commands take, each worded once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from heshu.app.speech import pick
from heshu.library.address import ADDRESS, CLUSTER, address

Made = TypeVar("Made", bound=Callable[..., Any])
FOLDER = click.Path(path_type=Path)


def option(*names: str, zh: str, en: str, **settings: Any) -> Callable[[Made], Made]:
    """Declare an option, described in the user's language."""
    return click.option(*names, help=pick(zh, en), **settings)


index_option = option(
    "--index",
    type=FOLDER,
    default=Path("index"),
    envvar="HESHU_INDEX",
    metavar="FOLDER",
    zh="索引文件夹，默认 index",
    en="The index folder; index by default",
)
embedder_option = option(
    "--embedder",
    envvar="HESHU_EMBEDDER",
    metavar="NAME",
    zh="向量模型的名称或文件夹，默认用自带的",
    en="Name or folder of an embedded model; the packaged one by default",
)


def _named(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[ADDRESS] = value
        address()


def _joining(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        os.environ[CLUSTER] = value


vectors_option = option(
    "--vectors",
    envvar=ADDRESS,
    metavar="URL",
    expose_value=False,
    callback=_named,
    zh="向量放在这个 Chroma 服务器上，如 http://主机:8000",
    en="The Chroma server that holds the vectors, like http://HOST:8000",
)
ray_option = option(
    "--ray",
    envvar=CLUSTER,
    metavar="ADDRESS",
    expose_value=False,
    callback=_joining,
    zh="在这个 Ray 集群的机器上读文件，如 主机:6379",
    en="The Ray cluster whose machines read the files, like HOST:6379",
)
report_option = option(
    "--report",
    "reports",
    multiple=True,
    metavar="SOURCE",
    zh="只看这份报告：文件名或其中几个字，可多次",
    en="This report only: its file name, or a part of it; may be repeated",
)
json_option = option("--json", "as_json", is_flag=True, zh="写成一行 JSON", en="Write one line of JSON")
batch_option = option(
    "--batch", metavar="FILE", zh="逐行处理一个文件，- 为标准输入", en="Work on a file line by line; - is stdin"
)
