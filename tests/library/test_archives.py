"""Archives are folders: what is in them is read, cited by its path in them, and nothing is written beside."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.errors import ReadingError
from heshu.library import archives, entries
from heshu.library.archives import digest, exists, members, unpacked
from heshu.library.build import Built, build
from heshu.library.library import Library

REPORT = "# 东岭县{0}2023年度部门整体支出绩效自评报告\n\n## 一、概况\n\n{0}2023年全年支出{1}万元。\n"


def report(office: str, spent: str = "300.25") -> bytes:
    return REPORT.format(office, spent).encode()


def packed(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def sources(built: Built) -> set[str]:
    return {card.source for card in built.cards}


def reasons(built: Built) -> dict[str, str]:
    return {file.source: file.reason for file in built.unread}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    packed(tmp_path / "报告" / "合集.zip", {"甲/林业站.md": report("林业站"), "乙/档案局.md": report("档案局")})
    return tmp_path / "报告"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index"


# ---------------------------------------------------------------- as folders


def test_each_file_is_a_report_cited_by_its_path(folder: Path, index: Path) -> None:
    (folder / "局.md").write_bytes(report("水务局"))
    built = build([folder], index)
    assert sources(built) == {"合集.zip/甲/林业站.md", "合集.zip/乙/档案局.md", "局.md"}
    (card,) = (card for card in built.cards if "林业站" in card.source)
    assert card.department == "东岭县林业站"
    assert "300.25" in Library.open(index).report(card.id).text


def test_an_archive_may_be_named_itself(folder: Path, index: Path) -> None:
    assert sources(build([folder / "合集.zip"], index)) == {"合集.zip/甲/林业站.md", "合集.zip/乙/档案局.md"}


def test_an_archive_in_an_archive_is_looked_into_and_one_in_that_is_named(folder: Path, index: Path) -> None:
    deep = zipped({"气象局.md": report("气象局")})
    packed(folder / "套.zip", {"里.zip": zipped({"水务局.md": report("水务局"), "深.zip": deep})})
    built = build([folder], index)
    assert "套.zip/里.zip/水务局.md" in sources(built)
    assert list(reasons(built)) == ["套.zip/里.zip/深.zip"]
    assert "解压" in reasons(built)["套.zip/里.zip/深.zip"]


def test_a_second_run_reads_nothing_again(folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([folder], index)
    monkeypatch.setattr(entries, "read", lambda *_: pytest.fail("read again"))
    built = build([folder], index)
    assert (built.unchanged, built.added, built.unread) == (2, (), ())


def test_a_changed_file_is_read_again_and_one_that_is_gone_is_pruned(folder: Path, index: Path) -> None:
    build([folder], index)
    packed(folder / "合集.zip", {"甲/林业站.md": report("林业站", "777.77")})
    kept = build([folder], index)
    assert (kept.replaced, kept.removed, len(kept.cards)) == (("合集.zip/甲/林业站.md",), (), 2)
    pruned = build([folder], index, prune=True)
    assert (pruned.removed, len(pruned.cards)) == (("合集.zip/乙/档案局.md",), 1)
    (folder / "合集.zip").unlink()
    assert build([folder], index, prune=True).cards == ()


def test_a_file_that_lies_beside_the_archive_too_is_a_double(folder: Path, index: Path) -> None:
    (folder / "林业站.md").write_bytes(report("林业站"))
    built = build([folder], index)
    assert len(built.cards) == 2
    (reason,) = reasons(built).values()
    assert "内容完全相同" in reason


def test_what_a_person_does_not_see_is_left_out(folder: Path, index: Path) -> None:
    hidden = {"__MACOSX/甲/._局.md": b"x", ".DS_Store": b"x", "~$局.docx": b"x", "甲/Thumbs.db": b"x"}
    packed(folder / "苹果.zip", {**hidden, "水务局.md": report("水务局")})
    built = build([folder], index)
    assert len(built.cards) == 3
    assert built.unread == ()


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_name_that_is_not_said_to_be_utf_8_is_read_as_what_it_is(tmp_path: Path, encoding: str) -> None:
    name = "绩效自评/东岭县林业站.md"
    stand_in = "x" * len(name.encode(encoding))
    data = zipped({stand_in: report("林业站")}).replace(stand_in.encode(), name.encode(encoding))
    (tmp_path / "旧.zip").write_bytes(data)
    assert [one.name for one in members(tmp_path / "旧.zip")] == [name]
    assert digest(tmp_path / "旧.zip" / name) == digest_of(report("林业站"), tmp_path)


def digest_of(data: bytes, folder: Path) -> str:
    (folder / "plain").write_bytes(data)
    return digest(folder / "plain")


EVIL = (
    "../../外.txt",
    "/根.txt",
    "C:\\盘.txt",
    "..\\..\\外.txt",
    "a/../../b.txt",
    "名\x00字.txt",
    "\n.txt",
    "长" * 120 + ".txt",
)


def test_no_name_leads_out_of_the_archive(tmp_path: Path, index: Path) -> None:
    packed(tmp_path / "报告" / "坏.zip", {name: report(f"第{n}所") for n, name in enumerate(EVIL)})
    before = {path for path in tmp_path.rglob("*") if "index" not in path.parts}
    built = build([tmp_path / "报告"], index)
    assert len(built.cards) + len(built.unread) == len(EVIL)
    assert all(source.startswith("坏.zip/") for source in (*sources(built), *reasons(built)))
    assert not any(step in {"..", "."} for source in sources(built) for step in source.split("/"))
    assert {path for path in tmp_path.rglob("*") if "index" not in path.parts} == before


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_any_names_give_files_that_can_be_opened(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    path = tmp_path_factory.mktemp("名") / "任意.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(names):
            try:
                archive.writestr(name, str(number))
            except (UserWarning, UnicodeEncodeError, IndexError):  # zipfile writes no such name
                continue
    listed = [one for one in members(path) if not one.refusal and not archives.is_archive(Path(one.name))]
    assert len({one.name for one in listed}) == len(listed)
    for one in listed:
        with unpacked(path / one.name) as copy:
            assert copy.read_bytes().isdigit()
        assert exists(path / one.name)
        assert not copy.exists()


def test_two_files_of_one_name_are_both_read(tmp_path: Path, index: Path) -> None:
    data = zipped({"甲.md": report("林业站"), "乙.md": report("档案局")})
    (tmp_path / "重.zip").write_bytes(data.replace("乙".encode(), "甲".encode()))
    built = build([tmp_path / "重.zip"], index)
    assert {card.department for card in built.cards} == {"东岭县林业站", "东岭县档案局"}
    assert sources(built) == {"重.zip/甲.md", "重.zip/甲（2）.md"}


# ---------------------------------------------------------------- what is not read


def test_a_file_behind_a_password_is_named_and_the_others_are_read(folder: Path, index: Path) -> None:
    data = bytearray((folder / "合集.zip").read_bytes())
    at = data.find(b"PK\1\2")  # the first entry of the table of contents
    data[at + 8] |= 1
    (folder / "合集.zip").write_bytes(bytes(data))
    built = build([folder], index)
    assert sources(built) == {"合集.zip/乙/档案局.md"}
    assert "密码" in reasons(built)["合集.zip/甲/林业站.md"]


@pytest.mark.parametrize("cut", [0, 10, 200, -30])
def test_an_archive_that_is_cut_off_is_named(folder: Path, index: Path, cut: int) -> None:
    data = (folder / "合集.zip").read_bytes()
    (folder / "合集.zip").write_bytes(data[:cut])
    (folder / "局.md").write_bytes(report("水务局"))
    built = build([folder], index)
    assert sources(built) == {"局.md"}
    assert "重新下载" in reasons(built)["合集.zip"]


def test_a_damaged_file_in_an_archive_costs_itself(folder: Path, index: Path) -> None:
    data = bytearray((folder / "合集.zip").read_bytes())
    at = data.find(b"PK\3\4") + 30 + len("甲/林业站.md".encode())
    data[at + 20] ^= 0xFF
    (folder / "合集.zip").write_bytes(bytes(data))
    built = build([folder], index)
    assert sources(built) == {"合集.zip/乙/档案局.md"}
    assert "损坏" in reasons(built)["合集.zip/甲/林业站.md"]


def test_a_bomb_is_named_before_it_is_unpacked(folder: Path, index: Path) -> None:
    with (
        zipfile.ZipFile(folder / "炸弹.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("零.txt", "w") as out,
    ):
        for _ in range(30):
            out.write(bytes(2**20))
    built = build([folder], index)
    assert len(built.cards) == 2
    assert "压缩比" in reasons(built)["炸弹.zip/零.txt"]


@pytest.mark.parametrize(("bound", "value"), [("MEMBERS", 1), ("TOTAL", 100), ("DIRECTORY", 10)])
def test_an_archive_beyond_the_bounds_is_named(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, bound: str, value: int
) -> None:
    monkeypatch.setattr(archives, bound, value)
    archives._listed.cache_clear()
    built = build([folder], index)
    assert (built.cards, list(reasons(built))) == ((), ["合集.zip"])
    assert "解压" in reasons(built)["合集.zip"]


def test_an_archive_without_files_is_named(tmp_path: Path, index: Path) -> None:
    packed(tmp_path / "空.zip", {})
    assert "没有文件" in reasons(build([tmp_path / "空.zip"], index))["空.zip"]


def test_what_an_archive_says_of_its_sizes_is_all_that_comes_out(folder: Path) -> None:
    data = bytearray((folder / "合集.zip").read_bytes())
    at = data.find(b"PK\1\2")
    data[at + 24 : at + 28] = (5).to_bytes(4, "little")
    (folder / "合集.zip").write_bytes(bytes(data))
    with pytest.raises(ReadingError, match="损坏"), unpacked(folder / "合集.zip" / "甲" / "林业站.md") as copy:
        assert copy.stat().st_size <= 5


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may do everything")
def test_an_archive_that_may_not_be_read_is_named(folder: Path, index: Path) -> None:
    (folder / "合集.zip").chmod(0)
    assert "打不开" in reasons(build([folder], index))["合集.zip"]
