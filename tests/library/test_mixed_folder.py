"""One folder of 200 files as offices have them: each is read, or named with what to do about it."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from reportlab.lib.pdfencrypt import StandardEncryption  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from heshu.app.cli import cli
from heshu.library.build import Built, build
from heshu.library.library import Library

FILES = 200
FONT = "STSong-Light"


def lines(number: int) -> list[str]:
    """Give the text of a report, its title first."""
    office = f"东岭县第{number}中学"
    return [
        f"{office}2023年度部门整体支出绩效自评报告",
        "一、基本情况",
        f"{office}2023年全年支出{number}.25万元，预算执行率96.50%。",
        "二、存在的主要问题",
        f"{office}的项目前期准备不足，个别项目年底才支付。",
    ]


def text(number: int) -> str:
    return "\n".join(lines(number))


def word(number: int) -> bytes:
    document, data = Document(), io.BytesIO()
    for line in lines(number):
        document.add_paragraph(line)
    document.save(data)
    return data.getvalue()


def pdf(number: int, password: str = "", *, blank: bool = False) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, encrypt=StandardEncryption(password) if password else None)
    canvas.setFont(FONT, 12)
    for at, line in enumerate([] if blank else lines(number)):
        canvas.drawString(60, 780 - 20 * at, line)
    canvas.showPage()
    canvas.save()
    return bytes(data.getvalue())


def web(number: int) -> bytes:
    title, *rest = lines(number)
    return f"<html><head><meta charset='utf-8'><h1>{title}</h1>{''.join(f'<p>{x}</p>' for x in rest)}".encode()


def archive(number: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        packed.writestr("附/报告.md", f"# {text(number)}")
    return data.getvalue()


LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le")
READ: dict[str, Callable[[int], bytes]] = {
    "utf8.txt": lambda number: text(number).encode(),
    "gbk.txt": lambda number: text(number).encode("gb18030"),
    "utf16.txt": lambda number: text(number).encode("utf-16"),
    "md": lambda number: f"# {text(number)}".encode(),
    "html": web,
    "docx": word,
    "pdf": pdf,
    "zip": archive,
}
NAMED: dict[str, tuple[Callable[[int], bytes], str]] = {
    "空.md": (lambda _: b"", "空"),
    "截断.docx": (lambda number: word(number)[:900], "。"),
    "截断.pdf": (lambda number: pdf(number)[:300], "。"),
    "截断.zip": (lambda number: archive(number)[:-40], "重新"),
    "加密.pdf": (lambda number: pdf(number, "secret"), "密码"),
    "加密.docx": (lambda _: LOCKED, "密码"),
    "扫描.pdf": (lambda number: pdf(number, blank=True), "文字"),
    "图纸.dwg": (lambda number: b"AC1027" + bytes([number % 256]), "格式"),
    "压缩.rar": (lambda number: b"Rar!" + bytes([number % 256]), "解压"),
    "说明/README.md": (lambda _: b"# about", "说明"),
    "乱码.pdf": (lambda number: random.Random(number).randbytes(3000), "。"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("mixed") / "材料"
    kinds = [*READ, *NAMED]
    for number in range(FILES - 1):
        kind = kinds[number % len(kinds)]
        make = READ[kind] if kind in READ else NAMED[kind][0]
        path = home / f"{number % 4}组" / f"{number:03}" / (f"报告.{kind}" if kind in READ else kind)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make(number))
    (home / "副本.txt").write_bytes(READ["utf8.txt"](0))
    return home


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mixed") / "index"


@pytest.fixture(scope="module")
def built(folder: Path, index: Path) -> Built:
    return build([folder], index)


def test_each_file_is_read_or_named(folder: Path, built: Built) -> None:
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert len(files) == FILES
    read = {card.source.partition(".zip/")[0] + (".zip" if ".zip/" in card.source else "") for card in built.cards}
    named = {file.source for file in built.unread}
    assert read | named == set(files)
    assert not read & named


def test_what_can_be_read_is_read_with_its_department_and_year(built: Built) -> None:
    kinds = len(READ) + len(NAMED)
    assert len(built.cards) == sum(number % kinds < len(READ) for number in range(FILES - 1))
    assert all(card.year == 2023 and card.department.endswith("中学") and card.figures for card in built.cards)


@pytest.mark.parametrize("kind", NAMED)
def test_what_cannot_is_named_with_what_to_do(built: Built, kind: str) -> None:
    reasons = [file.reason for file in built.unread if file.source.endswith(kind)]
    assert reasons
    assert all(NAMED[kind][1] in reason or "内容完全相同" in reason for reason in reasons)


def test_the_copy_is_named_with_what_it_copies(built: Built) -> None:
    doubles = {file.source: file.reason for file in built.unread if "内容完全相同" in file.reason}
    assert any("副本.txt" in source + reason for source, reason in doubles.items())


def test_status_shows_it_all_later(folder: Path, built: Built, index: Path) -> None:
    shown = CliRunner().invoke(cli, ["status", "--index", str(index)]).stdout
    assert all(card.source in shown for card in built.cards)
    assert all(file.source in shown for file in built.unread)
    written = json.loads(CliRunner().invoke(cli, ["status", "--json", "--index", str(index)]).stdout)
    assert {row["source"] for row in written["reports"]} == {card.source for card in built.cards}
    assert {row["source"]: row["reason"] for row in written["unread"]} == {f.source: f.reason for f in built.unread}


def test_a_second_run_reads_none_of_them_again(folder: Path, built: Built, index: Path) -> None:
    again = build([folder], index)
    assert (again.unchanged, again.added, again.unread) == (len(built.cards), (), built.unread)
    assert Library.open(index).cards == built.cards
