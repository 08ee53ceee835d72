"""The options that name a language model, and what is said of where the words go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from heshu.app.options import option
from heshu.app.speech import pick

if TYPE_CHECKING:
    from heshu.asking.writer import Writer

Made = TypeVar("Made", bound=Callable[..., Any])


def model_options(command: Made) -> Made:
    """Add ``--llm`` and ``--llm-model``; a command gets them as ``llm`` and ``llm_model``."""
    address = option(
        "--llm",
        envvar="HESHU_LLM",
        metavar="URL",
        zh="用语言模型润色答案（OpenAI 接口的网址）；默认不用，用了就会把问题和引文发到那里",
        en="Let a language model phrase answers (an OpenAI-compatible address); questions and quotes go there",
    )
    name = option(
        "--llm-model",
        envvar="HESHU_LLM_MODEL",
        metavar="NAME",
        zh="那里的模型名称；密钥放在环境变量 HESHU_LLM_KEY",
        en="The model's name there; a key goes into the environment variable HESHU_LLM_KEY",
    )
    return address(name(command))


def writer_of(llm: str | None, llm_model: str | None) -> Writer | None:
    """Give the writer that the options name; ``None`` where none is.  Raises `UsageError` for what is no address."""
    if not llm:
        return None
    from heshu.asking.model import address  # noqa: PLC0415
    from heshu.asking.writer import open_writer  # noqa: PLC0415

    return open_writer(address(llm, llm_model or ""))


def announced(writer: Writer) -> str:
    """Say where questions and quotes go."""
    return pick(
        f"语言模型：{writer.place}。问题和引用的原文会发到那里，答案中的每个数仍由核数核对。",
        f"Language model: {writer.place}. Questions and quotes go there; every number of an answer is still checked.",
    )
