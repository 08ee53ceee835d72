"""Files of other office programs: read by what they are, converted where LibreOffice is there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest

from heshu.errors import DamagedFile, EncryptedFile, ReadingError, UnsupportedFormat
from heshu.reading import convert, formats
from heshu.reading.package import OLE_MARK

OLD_WORD = OLE_MARK + b"\0" * 64 + "WordDocument".encode("utf-16-le")
OLD_SHEET = OLE_MARK + b"\0" * 64 + "Workbook".encode("utf-16-le")
RICH = rb"{\rtf1\ansi text}"
posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for LibreOffice is a script")


def a_document() -> bytes:
    document = docx.Document()
    document.add_paragraph("支出12.50万元。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["项目", "金额"])
    book.active.append(["水费", 3])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a Python script in the place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!{sys.executable}\nimport sys, pathlib, shutil, time, subprocess\n{script}")
    path.chmod(0o755)
    monkeypatch.setenv("HESHU_SOFFICE", str(path))


CONVERTING = """
target, out, source = sys.argv[-4], pathlib.Path(sys.argv[-2]), pathlib.Path(sys.argv[-1])
out.mkdir()
shutil.copy(pathlib.Path(__file__).parent / f"made.{target}", out / f"{source.stem}.{target}")
pathlib.Path(__file__).with_name("said").write_text(repr((sys.argv[1:], source.suffix, source.read_bytes()[:4])))
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "made.docx").write_bytes(a_document())
    (tmp_path / "made.xlsx").write_bytes(a_workbook())
    stand_in(tmp_path, CONVERTING, monkeypatch)
    return tmp_path


@posix
@pytest.mark.parametrize(
    ("data", "suffix", "text"),
    [(OLD_WORD, ".doc", "支出12.50万元"), (RICH, ".rtf", "支出12.50万元"), (OLD_SHEET, ".xls", "水费\t3")],
)
def test_what_is_converted_is_read_and_said_to_be(office: Path, data: bytes, suffix: str, text: str) -> None:
    extracted = convert.read(data)
    assert text in extracted.text
    assert f"LibreOffice 从 {suffix} 转换" in extracted.warnings[0]
    options, given, _ = eval((office / "said").read_text())
    assert given == suffix
    profile = next(option for option in options if option.startswith("-env:UserInstallation=file:///"))
    assert not Path(profile.partition("file://")[2]).exists()


@posix
@pytest.mark.parametrize("name", ["a.wps", "a.docx", "a.et"])
def test_a_file_is_converted_by_its_content_and_not_by_its_name(office: Path, name: str) -> None:
    path = office / name
    path.write_bytes(OLD_WORD)
    assert "12.50" in formats.extract(path).text


def test_without_libreoffice_the_file_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HESHU_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(convert, "PLACES", ("soffice",))
    path = tmp_path / "a.doc"
    path.write_bytes(OLD_WORD)
    with pytest.raises(UnsupportedFormat, match=r"安装 LibreOffice.*\.docx"):
        formats.extract(path)


def test_a_program_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HESHU_SOFFICE", "/no/such/program")
    with pytest.raises(UnsupportedFormat, match="/no/such/program"):
        convert.read(OLD_WORD)


@posix
def test_a_conversion_that_gives_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, "sys.exit(1)", monkeypatch)
    with pytest.raises(ReadingError, match="没能转换"):
        convert.read(OLD_WORD)


@posix
def test_a_conversion_without_end_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = "import time; time.sleep(600)"
    stand_in(
        tmp_path,
        f"p = subprocess.Popen([sys.executable, '-c', {child!r}])\n"
        "pathlib.Path(__file__).with_name('child').write_text(str(p.pid))\ntime.sleep(600)",
        monkeypatch,
    )
    monkeypatch.setattr(convert, "SECONDS", 3)
    with pytest.raises(ReadingError, match="超过"):
        convert.read(OLD_WORD)
    started = int((tmp_path / "child").read_text())
    for _ in range(100):
        if not _runs(started):
            return
        time.sleep(0.05)
    pytest.fail("what the program started still runs")


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_office_files_under_other_names_are_read_as_what_they_are() -> None:
    assert convert.read(a_document()).text == "支出12.50万元。\n"
    assert "水费\t3" in convert.read(a_workbook()).text


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_files_with_macros_are_read_without_running_any(kind: str) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(a_document())) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(main.encode(), kind.encode()))
    assert "12.50" in convert.read(buffer.getvalue()).text


def test_pages_and_lines_under_the_name_of_a_workbook_are_read() -> None:
    page = "<html><head><meta charset=gb2312></head><body><table><tr><td>项目</td><td>金额</td></tr>"
    page += "<tr><td>水费</td><td>3</td></tr></table></body></html>"
    assert "水费\t3" in convert.read(page.encode("gb18030")).text
    assert len(convert.read("项目\t金额\n水费\t3\n".encode("gb18030")).tables) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (OLE_MARK + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (OLE_MARK + b"\0" * 99, DamagedFile),
        (b"PK\x03\x04 cut", DamagedFile),
        (b"\0\1\2\3" * 99, DamagedFile),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", UnsupportedFormat),
    ],
)
def test_what_no_way_leads_to_is_refused(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        convert.read(data)


def real_office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf", "xls", "ods"])
def test_libreoffice_itself_converts(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = "xlsx" if suffix in {"xls", "ods"} else "docx"
    found = real_office()
    monkeypatch.delenv("HESHU_SOFFICE", raising=False)
    source = tmp_path / f"a.{made}"
    source.write_bytes(a_document() if made == "docx" else a_workbook())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [found, profile, "--headless", "--convert-to", suffix, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    extracted = formats.extract(tmp_path / f"a.{suffix}")
    assert ("支出12.50万元。" if made == "docx" else "水费\t3") in extracted.text
    assert "LibreOffice" in extracted.warnings[0]
