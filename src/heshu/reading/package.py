"""The outside of an Office file (.docx, .xlsx): a zip of XML parts, looked at before anything in it is unpacked."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from heshu.errors import DamagedFile, EncryptedFile, UnsupportedFormat
from heshu.patterns import regex

OLE_MARK = bytes.fromhex("d0cf11e0a1b11ae1")
LARGEST_UNPACKED = 300 * 1024 * 1024
LARGEST_RATIO = 200
"""Office XML packs 5 to 30 to 1; a part packed tighter than this, and large, is not written by people."""
RATIO_MATTERS_FROM = 20 * 1024 * 1024
PROLOG = 8192
"""Bytes within which the root element of a part begins."""
_DECLARES = regex(rb"<!(?:DOCTYPE|ENTITY)", re.I)
_ROOT = regex(rb"<[A-Za-z_]")


@dataclass(frozen=True, slots=True)
class Make:
    """A kind of Office file: its name in Chinese and English, its suffix, the old format that is taken for it.

    ``may_declare`` says that some of its parts point at their grammar, and that others judge its entities.
    """

    name: str
    english: str
    suffix: str
    old: str
    may_declare: bool = False


WORD = Make("Word 文件", "Word file", ".docx", "Word（.doc）")
WORKBOOK = Make("表格文件", "workbook", ".xlsx", "Excel（.xls）")
OPEN_DOCUMENT = Make("文件", "file", ".docx", "Office", may_declare=True)


def opened(data: bytes, make: Make) -> zipfile.ZipFile:
    """Open an Office file.

    Raises `EncryptedFile`, `UnsupportedFormat` for the old format in disguise, and `DamagedFile` for what is no zip,
    what unpacks without bounds, and parts that declare entities (Office writes none, and they can grow without end).
    """
    if data.startswith(OLE_MARK):
        raise _ole_error(data, make)
    try:
        package = zipfile.ZipFile(BytesIO(data))
        parts = package.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise _encrypted(make)
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED or any(map(_is_bomb, parts)):
            raise _too_large(make)
        if not make.may_declare and any(_declares_entities(package, part) for part in parts):
            raise _declaring(make)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise damaged(make) from error
    return package


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    return part.file_size > RATIO_MATTERS_FROM and part.file_size > LARGEST_RATIO * max(part.compress_size, 1)


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Say whether an XML part declares entities, or hides where it would behind a prolog without end."""
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return False
    with package.open(part) as stream:
        head = stream.read(PROLOG)
    plain = head.replace(b"\0", b"")  # UTF-16 too
    root = _ROOT.search(plain)
    if root is None:
        return len(head) == PROLOG or bool(_DECLARES.search(plain))
    return bool(_DECLARES.search(plain, 0, root.start()))


def damaged(make: Make) -> DamagedFile:
    """Return the error for a package that is not whole."""
    return DamagedFile(
        f"{make.name}已损坏或不完整。请重新获取，或用 Office、WPS 打开修复后另存为 {make.suffix}。",
        f"The {make.english} is damaged or cut off. Get it again, or repair it in Office and save it as {make.suffix}.",
    )


def _too_large(make: Make) -> DamagedFile:
    return DamagedFile(
        f"{make.name}解压后异常巨大（超过 {LARGEST_UNPACKED // 2**20} MB 或压缩比异常），未读取。"
        "请确认来源，或删去图片后另存。",
        f"The {make.english} unpacks to an abnormal size and was not read. Check where it came from, "
        "or save it without its pictures.",
    )


def _declaring(make: Make) -> DamagedFile:
    return DamagedFile(
        f"{make.name}里有正常文件不会有的实体声明，可能有害，未读取。请确认来源，或用 Office、WPS 打开后另存。",
        f"The {make.english} declares entities, which Office never does, and was not read. "
        "Check where it came from, or open it in Office and save it again.",
    )


def _ole_error(data: bytes, make: Make) -> EncryptedFile | UnsupportedFormat:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _encrypted(make)
    return UnsupportedFormat(
        f"这其实是旧版 {make.old}文件，只是扩展名改成了 {make.suffix}。请用 WPS 或 Office 打开后另存为 {make.suffix}。",
        f"This is an old file ({make.old[-5:-1]}) under another name. Open it in WPS or Office and save it "
        f"as {make.suffix}.",
    )


def _encrypted(make: Make) -> EncryptedFile:
    return EncryptedFile(
        f"{make.name}有密码保护。请用 Office 或 WPS 打开，去掉密码后另存一份再读。",
        f"The {make.english} wants a password. Open it, remove the password and save a copy.",
    )
