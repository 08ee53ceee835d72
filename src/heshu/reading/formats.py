"""The kinds of files that can be read, as a table, and the one way into them: `extract`.

A reader is a module with ``read(data: bytes) -> Extracted``; it is imported when its first file comes, because
what it stands on takes time to load.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from heshu.errors import NoText, ReadingError, UnsupportedFormat
from heshu.records import Extracted

Reader = Callable[[bytes], Extracted]
LARGEST_FILE = 200 * 1024 * 1024
OTHERS = "heshu.reading.convert"
"""The reader of files by what they are, whatever their name."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its suffixes (lower case, with the dot), its name for people, the module that reads it.

    ``mark`` is how such a file begins, where others often go by its name: one that does not is read as what it is.
    """

    suffixes: tuple[str, ...]
    name: str
    reader: str
    mark: bytes = b""

    def read(self, data: bytes) -> Extracted:
        """Read a file's bytes.  Raises `ReadingError` where they cannot be read."""
        reader: Reader = import_module(self.reader if data.startswith(self.mark) else OTHERS).read
        return reader(data)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A kind of file that is known and not read: what to do instead, in Chinese and in English."""

    suffixes: tuple[str, ...]
    advice: str
    english: str


FORMATS = (
    Format((".txt",), "文本", "heshu.reading.plain"),
    Format((".md", ".markdown"), "Markdown", "heshu.reading.plain"),
    Format((".docx",), "Word 文档", "heshu.reading.word", mark=b"PK"),
    Format((".pdf",), "PDF", "heshu.reading.pdf"),
    Format((".html", ".htm"), "网页", "heshu.reading.web"),
    Format((".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff"), "图片", "heshu.reading.scan"),
    Format((".xlsx", ".xlsm"), "表格", "heshu.reading.workbook", mark=b"PK"),
    Format((".csv", ".tsv"), "表格文本", "heshu.reading.separated"),
    Format((".doc", ".docm", ".dot", ".dotx", ".wps", ".wpt", ".rtf", ".odt"), "其他文档", OTHERS),
    Format((".xls", ".xlsb", ".xlt", ".xltx", ".et", ".ett", ".ods"), "其他表格", OTHERS),
)

REFUSALS = (
    Refusal(
        (".ofd",),
        "暂不支持 OFD 版式文件。请用 OFD 阅读器或 WPS 打开，导出或打印成 PDF，再读一次。",
        "OFD is not supported. Open it in an OFD reader or WPS, export or print it as PDF, and read that.",
    ),
    Refusal(
        (".zip", ".rar", ".7z", ".tar", ".gz"),
        "暂不支持压缩包。请先解压，再读其中的文件。",
        "Archives are not supported yet. Unpack it and read the files in it.",
    ),
    Refusal(
        (".gif", ".webp", ".heic"),
        "不支持这种图片。请另存为 .png、.jpg 或 PDF 再读。",
        "This kind of picture is not supported. Save it as .png, .jpg or PDF.",
    ),
    Refusal(
        (".ppt", ".pptx", ".dps"),
        "暂不支持演示文稿。请另存为 PDF 再读。",
        "Slides are not supported. Save them as PDF.",
    ),
)

_READERS = {suffix: row for row in FORMATS for suffix in row.suffixes}
_REFUSED = {suffix: row for row in REFUSALS for suffix in row.suffixes}


def supported(path: Path) -> bool:
    """Say whether there is a reader for a file of this name."""
    return path.suffix.lower() in _READERS


def extract(path: Path) -> Extracted:
    """Return what stands in the file at ``path``.

    Raises `UnsupportedFormat`, `EncryptedFile`, `DamagedFile`, `NoText`, or `ReadingError` where the file is
    missing, may not be opened, or is larger than `LARGEST_FILE` bytes; each message begins with the file's name.
    """
    try:
        return _format_of(path).read(_bytes_of(path))
    except ReadingError as error:
        raise type(error)(f"“{path.name}”：{error.message}", f"'{path.name}': {error.english}") from error


def _format_of(path: Path) -> Format:
    suffix = path.suffix.lower()
    if os.path.isdir(path):  # Path.is_dir raises for names that no disk takes
        raise ReadingError("这是文件夹，不是文件。请选择文件夹里的文件。", "This is a folder. Choose a file in it.")
    if suffix in _READERS:
        return _READERS[suffix]
    if suffix in _REFUSED:
        raise UnsupportedFormat(_REFUSED[suffix].advice, _REFUSED[suffix].english)
    known = "、".join(_READERS)
    raise UnsupportedFormat(
        f"不认识这种文件（{suffix or '没有扩展名'}）。可以读的格式：{known}。请另存为其中一种。",
        f"Unknown kind of file ({suffix or 'no suffix'}). Save it as one of: {', '.join(_READERS)}.",
    )


def _bytes_of(path: Path) -> bytes:
    """Return the file's bytes.  Raises `ReadingError` in words for whatever the disk refuses."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ReadingError(
                f"文件超过 {LARGEST_FILE // 2**20} MB，未读取。请拆分成几个文件，或另存为不含图片的版本。",
                f"The file is larger than {LARGEST_FILE // 2**20} MB. Split it, or save it without its pictures.",
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError(
            "找不到文件，可能已被移动或删除。请刷新文件夹后重试。",
            "The file is gone: it was moved or deleted. Look at the folder again.",
        ) from error
    except PermissionError as error:
        raise ReadingError(
            "没有读取权限，或者文件正被其他程序占用。请关闭占用它的程序，或请管理员授权。",
            "Permission denied, or another program holds the file. Close it, or ask for the right to read it.",
        ) from error
    except (OSError, ValueError) as error:
        raise ReadingError(
            f"读取文件时出错（{error}）。请检查磁盘或网络盘后重试。",
            f"The file could not be read ({error}). Check the disk and try again.",
        ) from error
    if not data:
        raise NoText("文件是空的（0 字节）。请重新获取。", "The file is empty (0 bytes). Get it again.")
    return data
