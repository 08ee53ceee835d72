"""Files of older and other office programs (.doc, .wps, .rtf, .odt, .xls, .et, .ods): what they really are, then read.

What is an Office file, a web page or plain text under another name is read as such.  The rest is converted by
LibreOffice where it is installed (``soffice`` on the path, or the program that ``HESHU_SOFFICE`` names): in a folder
and with a profile of its own that runs no macro and follows no link out of the document, within a time limit.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from heshu.errors import DamagedFile, EncryptedFile, ReadingError, UnsupportedFormat
from heshu.patterns import regex
from heshu.reading.encodings import decode
from heshu.reading.package import OLE_MARK, OPEN_DOCUMENT, opened
from heshu.records import Extracted

PROGRAM = "HESHU_SOFFICE"
PLACES = (
    *("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    *(rf"C:\Program Files{bits}\LibreOffice\program\soffice.exe" for bits in ("", " (x86)")),
)
SECONDS = 120
HEAD = 4096
_PAGE = regex(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|table|div)\b", re.I | re.S
)
_SAVED_PAGE = regex(rb"\s*MIME-Version:", re.I)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of file is read: by a module, after a conversion from one suffix to another where those are named."""

    reader: str
    before: str = ""
    after: str = ""


WORD, WORKBOOK = "heshu.reading.word", "heshu.reading.workbook"
# What stands in the directory of an old Office file, by which its kind shows; the names are UTF-16.
STREAMS = (("WordDocument", Way(WORD, "doc", "docx")), ("Workbook", Way(WORKBOOK, "xls", "xlsx")),
           ("Book", Way(WORKBOOK, "xls", "xlsx")))  # fmt: skip
# The same of a zip: the part that each kind has.
PARTS = (("word/document.xml", Way(WORD)), ("xl/workbook.xml", Way(WORKBOOK)),
         ("xl/workbook.bin", Way(WORKBOOK, "xlsb", "xlsx")))  # fmt: skip
MIMES = (("opendocument.text", Way(WORD, "odt", "docx")), ("opendocument.spreadsheet", Way(WORKBOOK, "ods", "xlsx")))


def read(data: bytes) -> Extracted:
    """Read the bytes of a file by what they are, converted where need be.

    Raises `UnsupportedFormat` where LibreOffice is needed and not there, or no way leads to text; `ReadingError`
    where the conversion fails; `DamagedFile`, and what the reader of the converted file raises.
    """
    way = next((way for look in LOOKS if (way := look(data))), None)
    if way is None:
        raise DamagedFile(
            "文件内容与扩展名不符，或已损坏。请用 WPS 或 Office 打开后另存为 .docx、.xlsx 或 PDF，再读一次。",
            "The content is not what the suffix says, or it is damaged. Open it in WPS or Office and save it "
            "as .docx, .xlsx or PDF.",
        )
    reader: Callable[[bytes], Extracted] = import_module(way.reader).read
    if not way.before:
        return reader(data)
    extracted = reader(_converted(data, way))
    note = f"由 LibreOffice 从 .{way.before} 转换后读取，版式可能略有出入，请以原件为准。"
    return replace(extracted, warnings=(note, *extracted.warnings))


# ---------------------------------------------------------------- what a file is


def _old_office(data: bytes) -> Way | None:
    if not data.startswith(OLE_MARK):
        return None
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFile(
            "文件有密码保护。请用 Office 或 WPS 打开，去掉密码后另存一份再读。",
            "The file wants a password. Open it, remove the password and save a copy.",
        )
    return next((way for stream, way in STREAMS if stream.encode("utf-16-le") in data), None)


def _package(data: bytes) -> Way | None:
    if not data.startswith(b"PK"):
        return None
    with opened(data, OPEN_DOCUMENT) as package:
        names = set(package.namelist())
        mime = _mime(package) if "mimetype" in names else ""
    by_part = (way for part, way in PARTS if part in names)
    return next(by_part, None) or next((way for word, way in MIMES if word in mime), None)


def _mime(package: zipfile.ZipFile) -> str:
    with package.open("mimetype") as stream:
        return stream.read(100).decode("ascii", errors="replace")


def _rich_text(data: bytes) -> Way | None:
    return Way(WORD, "rtf", "docx") if data.lstrip()[:5] == rb"{\rtf" else None


def _web_archive(data: bytes) -> Way | None:
    if _SAVED_PAGE.match(data):
        raise UnsupportedFormat(
            "这是网页存档（MHT），只是改了扩展名。请用 WPS 或 Office 打开后另存为 .docx 或 .xlsx，再读一次。",
            "This is a web archive (MHT) under another name. Open it in WPS or Office and save it as .docx or .xlsx.",
        )
    return None


def _text(data: bytes) -> Way | None:
    """Take what systems export as .xls or .doc: a web page, or lines with tabs."""
    try:
        text, _ = decode(data)
    except DamagedFile:
        return None
    if _PAGE.match(text[:HEAD]):
        return Way("heshu.reading.web")
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    tabbed = sum("\t" in line for line in lines) * 2 > len(lines)
    return Way("heshu.reading.separated" if tabbed else "heshu.reading.plain")


LOOKS = (_old_office, _package, _rich_text, _web_archive, _text)
"""Looks at the bytes, in turn; the first that knows the kind decides."""


# ---------------------------------------------------------------- LibreOffice


def program() -> str | None:
    """Return the LibreOffice program of this computer; ``None`` where there is none.

    Raises `UnsupportedFormat` where ``HESHU_SOFFICE`` names one that cannot be run.
    """
    named = os.environ.get(PROGRAM)
    if named and not shutil.which(named):
        raise UnsupportedFormat(
            f"环境变量 {PROGRAM} 指的程序“{named}”不存在或不能运行。请改正，或取消这个变量。",
            f"{PROGRAM} names “{named}”, which is not there or cannot be run. Correct it or unset it.",
        )
    return named or next((place for place in PLACES if shutil.which(place)), None)


def _converted(data: bytes, way: Way) -> bytes:
    found = program()
    if found is None:
        raise UnsupportedFormat(
            f"读取 .{way.before} 文件要用 LibreOffice 转换，这台电脑上没有。请安装 LibreOffice 后再读，"
            f"或者用 WPS 或 Office 打开后另存为 .{way.after} 或 PDF。",
            f"A .{way.before} file is converted by LibreOffice, which is not installed. Install it, "
            f"or open the file in WPS or Office and save it as .{way.after} or PDF.",
        )
    with tempfile.TemporaryDirectory(prefix="heshu-", ignore_cleanup_errors=True) as folder:
        return _run(found, data, way, Path(folder))


def _run(found: str, data: bytes, way: Way, folder: Path) -> bytes:
    source, made = folder / f"file.{way.before}", folder / "made" / f"file.{way.after}"
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    options = ("--headless", "--norestore", "--nolockcheck", "--convert-to", way.after, "--outdir", str(made.parent))
    _within(SECONDS, [found, profile, *options, str(source)], folder)
    if not made.is_file():
        raise ReadingError(
            f"LibreOffice 没能转换这个 .{way.before} 文件，可能有密码或已损坏。"
            f"请用 WPS 或 Office 打开后另存为 .{way.after} 或 PDF。",
            f"LibreOffice could not convert this .{way.before} file: it may want a password or be damaged. "
            f"Open it in WPS or Office and save it as .{way.after} or PDF.",
        )
    return made.read_bytes()


def _within(seconds: int, command: list[str], folder: Path) -> None:
    """Run a program with all that it starts.  Raises `ReadingError` where it takes longer or cannot be started."""
    try:
        process = subprocess.Popen(  # noqa: S603 - the program that the user has installed or named
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise ReadingError(
            f"LibreOffice 无法启动（{error.strerror}）。请重新安装，或检查环境变量 {PROGRAM}。",
            f"LibreOffice could not be started ({error.strerror}). Install it again, or check {PROGRAM}.",
        ) from error
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadingError(
            f"LibreOffice 转换超过 {seconds} 秒，已停止。请用 WPS 或 Office 打开后另存再读。",
            f"LibreOffice took longer than {seconds} seconds and was stopped. Open the file in WPS or Office "
            "and save it anew.",
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what still runs of a program and of what it started: the first process is often only a starter."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
