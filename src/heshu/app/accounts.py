"""The command that keeps the file of users."""

# ruff: noqa: PLC0415
from __future__ import annotations

import sys
from pathlib import Path

import click

from heshu.app.manual import Command
from heshu.app.options import FOLDER, option
from heshu.app.speech import pick


@click.command("user", cls=Command, short_help="Add a user of the page")
@click.argument("file", type=FOLDER, metavar="FILE")
@click.argument("name", metavar="NAME")
@option("--remove", is_flag=True, zh="去掉这个用户", en="Take the user out")
def user(file: Path, name: str, remove: bool) -> None:
    """Add a user to the file that `heshu serve --auth FILE` reads, or give one a new password.

      heshu user users.txt 王会计
      heshu user users.txt 王会计 --remove

    Asks for the password twice; where there is no keyboard, reads it as a line of stdin.
    The file holds hashes (Argon2id), no passwords.  A running page takes changes at once.
    """
    from heshu.app import users

    if remove:
        users.remove(file, name)
        click.echo(pick(f"已去掉用户“{name}”", f"User “{name}” is taken out"))
        return
    users.set_password(file, name, _asked())
    click.echo(pick(f"已写入 {file}：{name}", f"Written to {file}: {name}"))


def _asked() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    again = pick("再输一次", "Once more")
    return str(click.prompt(pick("密码", "Password"), hide_input=True, confirmation_prompt=again))


COMMANDS = (user,)
