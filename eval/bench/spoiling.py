"""Sound files of every kind, and ways to spoil them: what `eval.bench.read_fuzz` and the tests throw at the readers."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("corpus", "tests/reports", "tests/reading/pages")
ZIPPED = (".docx", ".xlsx", ".zip")
TEXTS = (".txt", ".md", ".csv", ".html")
LONGEST_TEXT = 150_000
"""Bytes: some ten thousand rows a second are read, and what is looked for is files that take longer than that."""
_PIECES = """
2023年 年初 预算 执行数 决算 支出 收入 其中： 占 比上年 增长 减少 完成率 得分 万元 元 亿 % 个百分点 人次 分 ≥ ≤ 约
、 ， 。 ； （ ） ( ) “ ” 一、 （一） 1. | 1,234.56 0 00.5 12 99.9 3.4.5 -7 1e9 一百二十 三成 百分之五 〇 合计 分别为
单位：万元 项目 名称 ---|--- # ** $ ``` <table> <tr><td> </td></tr> <td colspan=99999> <!-- &nbsp;
"""
PIECES = (*_PIECES.split(), "\t", "\n", " ")
"""What figures, tables and headings are made of."""


def sound_files() -> dict[str, list[bytes]]:
    """Give the bytes of sound files by their suffix: the samples, and one made here where they lack a kind."""
    found: dict[str, list[bytes]] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).iterdir()):
            if path.is_file() and not path.name.startswith(("README", ".")):
                found.setdefault(path.suffix.lower(), []).append(path.read_bytes())
    table = "项目,预算数,决算数\n公用经费,1.20,1.10\n".encode("gb18030")
    return found | {".xlsx": [_workbook()], ".csv": [table], ".zip": [_archive(found)], ".png": [_picture()]}


def spoilt_files(source: random.Random, found: dict[str, list[bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield spoilt files with their suffixes, suffix by suffix in turn, without end."""
    while True:
        for suffix, sound in found.items():
            yield suffix, spoilt(source, suffix, source.choice(sound))


def spoilt(source: random.Random, suffix: str, data: bytes) -> bytes:
    """Give a spoilt copy of a file: of a zipped one, mostly of one of its parts; for a text, at times one of pieces."""
    if suffix in ZIPPED and source.random() < 0.8:
        return _spoilt_part(source, data)
    if suffix in TEXTS:
        return (pieces(source).encode() if source.random() < 0.5 else _spoilt(source, data))[:LONGEST_TEXT]
    return _spoilt(source, data)


def pieces(source: random.Random) -> str:
    """Give a text of the pieces that figures are made of, at times of very few of them."""
    some = PIECES if source.random() < 0.8 else source.sample(PIECES, 2)
    return "".join(source.choice(some) for _ in range(source.choice((10, 60, 400, 3_000, 30_000))))


# ---------------------------------------------------------------- sound files that no folder holds


def _workbook() -> bytes:
    from openpyxl import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415  (slow to load)

    book, data = Workbook(), io.BytesIO()
    for row in (("项目支出明细表", "", ""), ("单位：万元", "", ""), ("项目", "预算数", "执行率"), ("修缮", 12.5, 0.98)):
        book.active.append(row)
    book.active.merge_cells("A1:C1")
    book.active["C4"].number_format = "0.00%"
    book.save(data)
    return data.getvalue()


def _archive(found: dict[str, list[bytes]]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix in (".txt", ".md", ".html"):
            archive.writestr(f"甲/报告{suffix}", found[suffix][0])
    return data.getvalue()


def _picture() -> bytes:
    from PIL import Image, ImageDraw  # noqa: PLC0415  (slow to load)

    picture, data = Image.new("L", (400, 120), 255), io.BytesIO()
    ImageDraw.Draw(picture).text((20, 40), "2023: 1,234.56", fill=0)
    picture.save(data, "PNG")
    return data.getvalue()


# ---------------------------------------------------------------- ways to spoil


def _spoilt_part(source: random.Random, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = source.choice([name for name in names if "theme" not in name])
        for name in names:
            if name != chosen:
                new.writestr(name, old.read(name))
            elif source.random() < 0.95:
                new.writestr(name, _spoilt(source, old.read(name)))
    return packed.getvalue()


def _spoilt(source: random.Random, data: bytes) -> bytes:
    for _ in range(source.choice((1, 1, 2, 5, 30))):
        way = source.choice((_flipped, _cut, _doubled, _swapped, _numbered))
        data = way(source, data) if data else data
    return data


def _stretch(source: random.Random, data: bytes, most: int = 400) -> tuple[int, int]:
    start = source.randrange(len(data))
    return start, min(start + source.randrange(1, most), len(data))


def _flipped(source: random.Random, data: bytes) -> bytes:
    at = source.randrange(len(data))
    return data[:at] + bytes([source.randrange(256)]) + data[at + 1 :]


def _cut(source: random.Random, data: bytes) -> bytes:
    start, end = _stretch(source, data, source.choice((3, 400, len(data) + 2)))
    return data[:start] + data[end:]


def _doubled(source: random.Random, data: bytes) -> bytes:
    start, end = _stretch(source, data)
    return data[:end] + data[start:end] * source.choice((1, 2, 500)) + data[end:]


def _swapped(source: random.Random, data: bytes) -> bytes:
    (start, end), (low, high) = _stretch(source, data), _stretch(source, data)
    return data[:start] + data[low:high] + data[end:]


def _numbered(source: random.Random, data: bytes) -> bytes:
    """Put another number in the place of one: lengths, counts of cells, places."""
    at = source.randrange(len(data))
    digits = [i for i in range(at, min(at + 2_000, len(data))) if data[i] in b"0123456789"]
    number = source.choice((b"0", b"-1", b"99999999", b"4294967296", b"1e308", b"65537"))
    return data[: digits[0]] + number + data[digits[0] + 1 :] if digits else data
