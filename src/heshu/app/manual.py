"""How the command line speaks: its help pages and its errors, in the user's language and without a traceback."""

from __future__ import annotations

import difflib
import inspect
import io
import os
import sys
import textwrap
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import click

from heshu.app.handbook import PAGES
from heshu.app.lines import words
from heshu.app.speech import english, pick
from heshu.errors import HeshuError, UsageError

FAILED = 2
UNFORESEEN = 3
STOPPED = 130
DEBUG = "--debug"

_HEADINGS: Mapping[str, str] = {"Options": "选项", "Commands": "命令"}


class Formatter(click.HelpFormatter):
    """Click's help page with Chinese headings where the user reads Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line."""
        super().write_usage(prog, args, prefix or pick("用法：", "Usage: "))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        colon = "" if english() else "："
        self.write(f"{_HEADINGS.get(heading, heading) if colon else heading}{colon or ':'}\n")


class Context(click.Context):
    """Click's context with this formatter."""

    formatter_class = Formatter


class Page:
    """What a command and the group of them share: a page of the handbook, written as it stands there."""

    context_class: type[click.Context] = Context
    help: str | None

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the page without wrapping it anew: click counts characters, and a Chinese one is two wide."""
        formatter.write_paragraph()
        formatter.write(textwrap.indent(inspect.cleandoc(self.help or ""), "  ") + "\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give ``--help``, described in the user's language."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = pick("显示本页", "Show this page")
        return option


def _settings(name: str | None, settings: dict[str, Any]) -> dict[str, Any]:
    short, page = PAGES[name or ""]
    chinese = {} if english() else {"help": page, "short_help": short}
    common = {
        "options_metavar": pick("[选项]", "[OPTIONS]"),
        "context_settings": {"help_option_names": ["-h", "--help"]} | settings.pop("context_settings", {}),
    }
    return common | settings | chinese


class Command(Page, click.Command):
    """A command with a page of the handbook."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **_settings(name, settings))


class Front(Page, click.Group):
    """All commands.  Whatever goes wrong in one ends here, in words and with an exit status.

    2: it cannot be done as asked, 3: an error in the program, 130: stopped by the user.
    """

    command_class = Command

    def __init__(self, name: str | None = None, **settings: Any) -> None:
        settings["subcommand_metavar"] = pick("命令 …", "COMMAND …")
        super().__init__(name, **_settings(name, settings))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which a user comes to need them."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; raises `UsageError` with the nearest name where there is none."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            raise _no_command(args[0], list(self.commands))
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command line and exit."""
        speak_utf8()
        given = list(sys.argv[1:] if args is None else args)
        debug = DEBUG in given or bool(os.environ.get("HESHU_DEBUG"))
        extra |= {"standalone_mode": False, "obj": debug}
        try:
            status = super().main([arg for arg in given if arg != DEBUG], prog_name, **extra)
        except Exception as error:
            if debug:
                traceback.print_exc()
            message, status = told(error)
            click.echo(message, err=True)
        sys.exit(status if isinstance(status, int) else 0)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale: other programs read what is written here."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def told(error: Exception) -> tuple[str, int]:
    """Put an error into a line for the user, and say with which status to exit."""
    if isinstance(error, click.Abort):
        return pick("已停止", "Stopped"), STOPPED
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message(), FAILED
    if isinstance(error, HeshuError):
        return f"{pick('错误：', 'Error: ')}{' '.join(words(error).split())}", FAILED
    if isinstance(error, click.ClickException):
        return f"{pick('错误：', 'Error: ')}{_misused(error)}", FAILED
    return unforeseen(error), UNFORESEEN


def unforeseen(error: Exception) -> str:
    """Say what to do about an error that nobody put into words."""
    name = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    return pick(
        f"程序出错了（{name}）。请加 {DEBUG} 再运行一次，把显示的内容发给维护者",
        f"An error in the program ({name}). Run it again with {DEBUG} and send what it shows to the maintainers",
    )


def _misused(error: click.ClickException) -> str:
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "heshu"
    if english():
        return f"{error.format_message()} See {path} --help"
    return f"{_chinese(error)}。用法见 {path} --help"


def _chinese(error: click.ClickException) -> str:
    if isinstance(error, click.NoSuchOption):
        near = "、".join(error.possibilities or ())
        return f"没有选项 {error.option_name}" + (f"（是不是 {near}？）" if near else "")
    if isinstance(error, click.MissingParameter):
        return f"缺少 {_hint(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_hint(error)} 的值不对（{error.message.rstrip('.')}）"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 用得不对（{error.message.rstrip('.')}）"
    return error.format_message().rstrip(".")


def _hint(error: click.BadParameter) -> str:
    return error.param.opts[0] if error.param and error.param.opts else ""


def _no_command(name: str, known: Sequence[str]) -> UsageError:
    near = difflib.get_close_matches(name, known, 1)
    chinese = f"是不是 heshu {near[0]}？" if near else f"可用的命令：{'、'.join(known)}"
    other = f"Did you mean heshu {near[0]}?" if near else f"Commands: {', '.join(known)}"
    return UsageError(f"没有命令“{name}”。{chinese}", f"There is no command “{name}”. {other}")
