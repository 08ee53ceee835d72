"""The commands that look after an index: is it whole, keep a copy, bring it back."""

# ruff: noqa: PLC0415
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from heshu.app import wire
from heshu.app.manual import Command
from heshu.app.options import FOLDER, index_option, json_option, option
from heshu.app.speech import pick

if TYPE_CHECKING:
    from heshu.app.doctor import Checkup
    from heshu.library.health import Health


@click.command("doctor", cls=Command, short_help="Is everything well?")
@index_option
@json_option
def doctor(index: Path, as_json: bool) -> int:
    """Run the whole way from a file to an answer with the network shut, and look at every row of the index.

      heshu doctor
      heshu doctor --index INDEX --json

    Prints what tried to reach the network (nothing should), the versions, and what is wrong with
    the index and what to do.  Watches what Python does; libraries in machine code are not seen.

    Exit status: 0 where all is well, 1 where something is to be done.
    """
    from heshu.app.doctor import checkup

    found = checkup(index)
    click.echo(wire.line(_record(found)) if as_json else "\n".join(_lines(found, index)))
    return 0 if found.well else 1


@click.command("backup", cls=Command, short_help="Write the index to one file")
@click.argument("target", type=FOLDER, metavar="FILE")
@index_option
def backup(target: Path, index: Path) -> None:
    """Write the published index to one file (.zip); questions go on being answered meanwhile.

    heshu backup INDEX-2026-11.zip

    The reports' files are not in it, their text is: keep it as you keep the reports.
    """
    from heshu.library.backup import backup

    size = backup(index, target)
    click.echo(pick(f"已写入 {target}（{size / 2**20:.1f} MB）", f"Written to {target} ({size / 2**20:.1f} MB)"))


@click.command("restore", cls=Command, short_help="Bring an index back from a file")
@click.argument("source", type=FOLDER, metavar="FILE")
@index_option
@option("--replace", is_flag=True, zh="替换已有的索引", en="Replace the index that is there")
def restore(source: Path, index: Path, replace: bool) -> None:
    """Bring an index back from a file that heshu backup wrote; every byte is checked before it is put in place.

    heshu restore INDEX-2026-11.zip
    heshu restore INDEX-2026-11.zip --replace
    """
    from heshu.library.backup import restore

    library = restore(source, index, replace=replace)
    held = library.manifest
    click.echo(
        pick(
            f"已恢复到 {index}：{held.reports} 份报告，{held.passages} 段，{held.figures} 个数",
            f"Restored to {index}: {held.reports} reports, {held.passages} passages, {held.figures} figures",
        )
    )


COMMANDS = (doctor, backup, restore)


# ---------------------------------------------------------------- the doctor's words


def _record(found: Checkup) -> wire.Record:
    return asdict(found) | {"well": found.well}


def _lines(found: Checkup, index: Path) -> Iterator[str]:
    yield pick("版本：", "Versions: ") + pick("，", ", ").join(
        f"{name} {text}" for name, text in found.versions.items()
    )
    for step in found.steps:
        yield f"{'✗' if step.failure else '✓'} {pick(step.name, step.english)} {step.failure}".rstrip()
    yield pick(f"联网：试图访问 {len(found.attempts)} 次", f"Network: {len(found.attempts)} attempts to reach it")
    yield from (f"  {attempt}" for attempt in found.attempts)
    yield from _of_index(found.health, index)
    yield (
        pick("一切正常", "All is well")
        if found.well
        else pick("有问题，请看上面", "Something is to be done: see above")
    )


def _of_index(health: Health | None, index: Path) -> Iterator[str]:
    if health is None:
        yield pick(f"索引：“{index}”里还没有索引", f"Index: none in “{index}” yet")
        return
    yield pick(
        f"索引：{index.resolve()} {health.generation}，{health.reports} 份报告，{health.passages} 段，"
        f"{health.figures} 个数，{'完好' if health.sound else '有损坏'}",
        f"Index: {index.resolve()} {health.generation}, {health.reports} reports, {health.passages} passages, "
        f"{health.figures} figures, {'whole' if health.sound else 'damaged'}",
    )
    for trouble in health.troubles:
        yield f"  {'✗' if trouble.harmful else '·'} {pick(trouble.message, trouble.english)}"
