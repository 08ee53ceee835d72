from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

import pytest

from heshu.embedding.model import Matrix, packaged
from heshu.errors import DamagedIndex, IndexError_, UsageError
from heshu.library import archives, beside, catalogue, derived, entries
from heshu.library import build as building
from heshu.library.build import Built, build, corpus_hash
from heshu.library.catalogue import FILE
from heshu.library.generations import LOCK, POINTER, current, published
from heshu.library.library import Library
from heshu.reading.read import Reading, file_hash, read


def write(path: Path, office: str, spent: str = "300.25", year: int = 2023) -> Path:
    """Write a short report."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"""# {office}{year}年度部门整体支出绩效自评报告

## 一、基本情况

{office}{year}年全年支出{spent}万元，预算执行率96.50%。

## 二、存在的主要问题

{office}的项目前期准备不足，个别项目年底才支付。
"""
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("档案局", "体育中心", "林业站"):
        write(tmp_path / "报告" / f"{name}.md", f"东岭县{name}")
    return tmp_path / "报告"


@pytest.fixture(params=["whole", "beside"])
def index(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index written whole at each run, and one that takes changes beside a large catalogue, small as it is."""
    if request.param == "beside":
        monkeypatch.setattr(beside, "LEAST", 0)
        monkeypatch.setattr(beside, "PART", 1)
    return tmp_path / "index"


def snapshot(index: Path) -> dict[str, bytes]:
    """Give every file of an index."""
    return {str(path.relative_to(index)): path.read_bytes() for path in index.rglob("*") if path.is_file()}


def sources(index: Path) -> set[str]:
    return {card.source for card in Library.open(index).cards}


def reasons(built: Built) -> dict[str, str]:
    return {unread.source: unread.reason for unread in built.unread}


def whole(index: Path) -> Library:
    """Open an index and hold its parts against each other."""
    library = Library.open(index)
    ids = [p.id for card in library.cards for p in library.passages(card.id)]
    assert len(library.words) == len(ids)
    assert set(library.vectors.all()[0]) == set(ids)
    return library


# ---------------------------------------------------------------- one run after another


def test_a_second_run_changes_nothing(folder: Path, index: Path) -> None:
    first = build([folder], index)
    assert first.added == ("体育中心.md", "林业站.md", "档案局.md")
    before = snapshot(index)
    second = build([folder], index)
    assert snapshot(index) == before
    assert (second.cards, second.unchanged) == (first.cards, 3)
    assert second.added == second.replaced == second.removed == ()


def test_a_changed_file_replaces_what_it_gave(folder: Path, index: Path) -> None:
    before = build([folder], index)
    write(folder / "档案局.md", "东岭县档案局", "777.77")
    built = build([folder], index)
    assert (built.added, built.replaced, built.unchanged) == ((), ("档案局.md",), 2)
    assert len(built.cards) == 3
    library = whole(index)
    values = {str(f.value) for card in library.cards for f in library.figures(card.id) if "档案" in card.source}
    assert "777.77" in values
    assert "300.25" not in values
    (old,) = {card.id for card in before.cards} - {card.id for card in built.cards}
    assert library.passages(old) == ()


def test_a_removed_file_stays_until_it_is_pruned(folder: Path, index: Path) -> None:
    build([folder], index)
    (folder / "档案局.md").unlink()
    kept = build([folder], index)
    assert (len(kept.cards), kept.removed) == (3, ())
    pruned = build([folder], index, prune=True)
    assert (len(pruned.cards), pruned.removed) == (2, ("档案局.md",))
    assert "档案局.md" not in {card.source for card in whole(index).cards}


def test_pruning_leaves_the_reports_of_other_folders(folder: Path, index: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "其他" / "水务局.md", "东岭县水务局")
    build([folder, other.parent], index)
    other.unlink()
    (folder / "档案局.md").unlink()
    assert build([folder], index, prune=True).removed == ("档案局.md",)
    assert "水务局.md" in sources(index)


def test_a_duplicate_is_named_with_what_it_duplicates(folder: Path, index: Path) -> None:
    shutil.copy(folder / "林业站.md", folder / "林业站（副本）.md")
    built = build([folder], index)
    assert len(built.cards) == 3
    (named,) = built.unread
    assert {named.source, *(card.source for card in built.cards)} >= {"林业站.md", "林业站（副本）.md"}
    assert "内容完全相同" in named.reason
    assert "林业站" in named.reason
    before = snapshot(index)
    assert build([folder], index).unread == built.unread
    assert snapshot(index) == before


def test_two_files_that_change_places_are_both_read(folder: Path, index: Path) -> None:
    build([folder], index)
    one, other = folder / "林业站.md", folder / "档案局.md"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    built = build([folder], index)
    assert set(built.replaced) == {one.name, other.name}
    assert not built.unread
    assert len(whole(index).cards) == 3


def test_a_renamed_file_goes_on_under_its_new_name(folder: Path, index: Path) -> None:
    build([folder], index)
    (folder / "林业站.md").rename(folder / "林业局.md")
    built = build([folder], index)
    assert (built.added, built.removed, built.unread) == (("林业局.md",), ("林业站.md",), ())
    assert len(whole(index).cards) == 3


def test_a_moved_folder_is_followed(folder: Path, index: Path) -> None:
    build([folder], index)
    moved = folder.rename(folder.parent / "搬家")
    built = build([moved], index)
    assert (built.unchanged, built.added) == (3, ())
    (moved / "林业站.md").unlink()
    assert build([moved], index, prune=True).removed == ("林业站.md",)


def test_equal_corpora_have_equal_hashes(folder: Path, index: Path, tmp_path: Path) -> None:
    build([folder], index)
    copy = shutil.copytree(folder, tmp_path / "copy")
    build([copy], tmp_path / "other")
    one, other = Library.open(index), Library.open(tmp_path / "other")
    assert one.manifest.corpus == other.manifest.corpus == corpus_hash(reversed(one.cards))
    write(copy / "档案局.md", "东岭县档案局", "1.00")
    build([copy], tmp_path / "other")
    assert other.latest().manifest.corpus != one.manifest.corpus


# ---------------------------------------------------------------- an index that grew


def contents(index: Path) -> tuple[object, ...]:
    library = whole(index)
    ids = sorted(card.id for card in library.cards)
    query = library.encode("项目前期准备")
    near = {key: round(score, 4) for key, score in library.vectors.search(query, 50)}
    words = {key: round(score, 4) for key, score in library.words.search("项目前期准备", 50)}
    held = [(library.report(i), library.sections(i), library.passages(i), library.figures(i)) for i in ids]
    return held, near, words, library.manifest, library.unread


@pytest.mark.parametrize("removed", [False, True])
def test_an_index_that_grew_equals_one_built_at_once(folder: Path, index: Path, tmp_path: Path, removed: bool) -> None:
    write(folder / "旧.md", "东岭县供销社")
    build([folder], index)
    if removed:
        (folder / "旧.md").unlink()
    write(folder / "新.md", "东岭县气象局", "12.00")
    (folder / "坏.docx").write_bytes(b"PK")
    build([folder], index, prune=True)
    build([folder], tmp_path / "at once")
    grown, at_once = contents(index), contents(tmp_path / "at once")
    assert grown == at_once if not removed or beside.LEAST else without_scores(grown) == without_scores(at_once)


def without_scores(held: tuple[object, ...]) -> tuple[object, ...]:
    """Leave BM25's scores out, which count what is deleted until tantivy merges its segments."""
    reports, near, words, *rest = held
    return reports, near, set(cast(dict[str, float], words)), *rest


@dataclass
class Counting:
    """The packaged model, counting the texts that it encodes."""

    texts: list[str] = field(default_factory=list)
    name: str = packaged().name
    fingerprint: str = packaged().fingerprint
    dimensions: int = packaged().dimensions

    def encode(self, texts: Sequence[str]) -> Matrix:
        self.texts += texts
        return packaged().encode(texts)


@pytest.mark.parametrize("name", ["新.md", "林业站.md"])
def test_only_what_is_new_is_read_and_encoded(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    build([folder], index)
    write(folder / name, "东岭县气象局", "12.00")
    model, opened = Counting(), list[str]()

    def counted(path: Path, source: str) -> Reading:
        opened.append(source)
        return read(path, source)

    monkeypatch.setattr(building, "open_embedder", lambda _: model)
    monkeypatch.setattr(entries, "read", counted)
    build([folder], index)
    assert opened == [name]
    assert model.texts
    assert all("气象局" in text or text.startswith(("一、", "二、")) for text in model.texts)
    assert len(whole(index).cards) == len(list(folder.iterdir()))


# ---------------------------------------------------------------- files that cannot be read

UNREADABLE: dict[str, tuple[str, bytes]] = {
    "cut off": ("截断.docx", b"PK\x03\x04 cut off"),
    "encrypted": ("加密.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 64 + "EncryptedPackage".encode("utf-16-le")),
    "empty": ("空.md", b""),
    "blank": ("空白.txt", b"  \n\n "),
    "unknown": ("图纸.dwg", b"AC1027"),
    "no suffix": ("无后缀", b"?"),
    "no pdf": ("坏.pdf", b"%PDF-1.7 nothing"),
    "workbook": ("附表.xlsx", b"PK\x03\x04"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_file_that_cannot_be_read_is_named_at_every_run_and_stops_nothing(
    folder: Path, index: Path, kind: str
) -> None:
    name, data = UNREADABLE[kind]
    (folder / name).write_bytes(data)
    first = build([folder], index)
    assert len(first.cards) == 3
    assert list(reasons(first)) == [name]
    assert "。" in reasons(first)[name]
    before = snapshot(index)
    assert build([folder], index).unread == first.unread == Library.open(index).unread
    assert snapshot(index) == before


def test_all_of_them_at_once_beside_good_ones(folder: Path, index: Path) -> None:
    for name, data in UNREADABLE.values():
        (folder / name).write_bytes(data)
    assert set(reasons(build([folder], index))) == {name for name, _ in UNREADABLE.values()}
    write(folder / "新.md", "东岭县气象局")
    built = build([folder], index)
    assert built.added == ("新.md",)
    assert len(built.unread) == len(UNREADABLE)


def test_a_folder_without_one_report_still_names_its_files(tmp_path: Path, index: Path) -> None:
    (tmp_path / "报告").mkdir()
    (tmp_path / "报告" / "空.md").write_bytes(b"")
    built = build([tmp_path / "报告"], index)
    assert (built.cards, list(reasons(built))) == ((), ["空.md"])
    assert whole(index).vectors.search(packaged().encode(["支出"])[0], 3) == []
    before = snapshot(index)
    build([tmp_path / "报告"], index)
    assert snapshot(index) == before


def test_an_unreadable_file_is_tried_again_when_it_changes(folder: Path, index: Path) -> None:
    (folder / "气象局.md").write_bytes(b"")
    first = reasons(build([folder], index))
    (folder / "气象局.md").write_bytes(b" \n")
    second = reasons(build([folder], index))
    assert first["气象局.md"] != second["气象局.md"]
    write(folder / "气象局.md", "东岭县气象局")
    third = build([folder], index)
    assert (third.added, third.unread) == (("气象局.md",), ())
    assert len(whole(index).cards) == 4


def test_a_report_that_can_no_longer_be_read_is_dropped_and_named(folder: Path, index: Path) -> None:
    build([folder], index)
    (folder / "林业站.md").write_bytes(b"")
    built = build([folder], index)
    assert (built.removed, built.replaced, list(reasons(built))) == (("林业站.md",), (), ["林业站.md"])


def test_unread_files_stay_named_while_other_folders_are_read(folder: Path, index: Path, tmp_path: Path) -> None:
    (folder / "空.md").write_bytes(b"")
    other = write(tmp_path / "其他" / "水务局.md", "东岭县水务局")
    build([folder], index)
    assert list(reasons(build([other.parent], index))) == ["空.md"]
    (folder / "空.md").unlink()
    assert build([other.parent], index).unread == ()


def test_a_file_that_is_held_by_another_program_keeps_its_report(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([folder], index)

    def held(path: Path) -> str:
        if path.name == "林业站.md":
            raise PermissionError(13, "Permission denied")
        return file_hash(path)

    monkeypatch.setattr(archives, "digest", held)
    built = build([folder], index, prune=True)
    assert len(built.cards) == 3
    assert "打不开" in reasons(built)["林业站.md"]
    assert "上次" in reasons(built)["林业站.md"]
    monkeypatch.undo()
    assert build([folder], index).unread == ()


def test_a_file_that_vanishes_meanwhile_stops_nothing(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanishing(path: Path, source: str) -> Reading:
        (folder / "林业站.md").unlink(missing_ok=True)
        return read(path, source)

    monkeypatch.setattr(entries, "read", vanishing)
    built = build([folder], index)
    assert len(built.cards) == 2
    assert "打不开" in reasons(built)["林业站.md"]


# ---------------------------------------------------------------- which files, under which names


def test_readmes_are_named_as_no_reports(folder: Path, index: Path) -> None:
    for name in ("README.md", "readme.txt"):
        write(folder / name, "东岭县说明处")
    built = build([folder], index)
    assert len(built.cards) == 3
    assert reasons(built) == dict.fromkeys(("README.md", "readme.txt"), "说明文件，不作为报告")


def test_what_a_person_does_not_see_is_left_out(folder: Path, index: Path) -> None:
    for name in (".hidden.md", "~$林业站.docx", "Thumbs.db", "desktop.ini", ".git/one.md", "__MACOSX/._林业站.md"):
        write(folder / name, "东岭县隐藏处")
    built = build([folder], index)
    assert (len(built.cards), built.unread) == (3, ())


def test_two_folders_may_hold_the_same_name(tmp_path: Path, index: Path) -> None:
    north = write(tmp_path / "北区" / "自评报告.md", "东岭县北区办事处", "1.00")
    south = write(tmp_path / "南区" / "自评报告.md", "东岭县南区办事处", "2.00")
    build([north.parent, south.parent], index)
    assert sources(index) == {"自评报告.md", "南区/自评报告.md"}
    before = snapshot(index)
    for folders in ([south.parent, north.parent], [south.parent], [north.parent], [tmp_path / "北区", south]):
        build(folders, index)
    assert snapshot(index) == before


def test_a_folder_read_later_does_not_replace_a_report_of_the_same_name(tmp_path: Path, index: Path) -> None:
    north = write(tmp_path / "北区" / "自评报告.md", "东岭县北区办事处", "1.00")
    south = write(tmp_path / "南区" / "自评报告.md", "东岭县南区办事处", "2.00")
    build([north.parent], index)
    built = build([south.parent], index)
    assert (built.added, built.replaced) == (("南区/自评报告.md",), ())
    assert {card.department for card in built.cards} == {"东岭县北区办事处", "东岭县南区办事处"}
    write(south, "东岭县南区办事处", "3.00")
    assert build([south.parent], index).replaced == ("南区/自评报告.md",)


def test_files_and_the_folders_around_them_are_the_same_files(folder: Path, index: Path) -> None:
    (folder / "下级").mkdir()
    write(folder / "下级" / "水库.md", "东岭县水库管理所")
    built = build([folder / "林业站.md", folder / "下级"], index)
    assert {card.source for card in built.cards} == {"林业站.md", "水库.md"}
    again = build([folder, folder, folder / "下级", folder / "林业站.md"], index)
    assert (again.unread, again.unchanged, len(again.cards)) == ((), 2, 4)


def test_a_folder_that_is_not_there_leaves_nothing_behind(folder: Path, index: Path) -> None:
    with pytest.raises(UsageError, match="没有这个"):
        build([folder, folder.parent / "没有这个"], index)
    assert not index.exists()


def test_the_index_is_not_read_as_reports(tmp_path: Path, folder: Path) -> None:
    index = folder / "index"
    build([folder], index)
    assert build([folder], index).unread == ()
    with pytest.raises(UsageError, match="--index"):
        build([index], index)


def test_links_are_followed_once(folder: Path, index: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "其他" / "水务局.md", "东岭县水务局")
    try:
        (folder / "链接").symlink_to(other.parent)
        (folder / "回头").symlink_to(folder)
        (folder / "断了.md").symlink_to(tmp_path / "没有")
    except OSError:
        pytest.skip("no links on this disk")
    built = build([folder], index)
    assert {card.source for card in built.cards} == {"林业站.md", "体育中心.md", "档案局.md", "链接/水务局.md"}
    assert list(reasons(built)) == ["断了.md"]


def test_a_folder_that_is_shut_is_named_and_its_reports_stay(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "内部" / "气象局.md", "东岭县气象局")
    build([folder], index)
    scandir = os.scandir

    def shut(path: str) -> object:
        if str(path).endswith("内部"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", shut)
        built = build([folder], index, prune=True)
    assert len(built.cards) == 4
    assert "打不开这个文件夹" in reasons(built)["内部"]


def test_a_name_in_another_encoding_is_named_in_characters(folder: Path, index: Path) -> None:
    path = os.fsencode(folder) + "/气象局.md".encode("gb18030")
    try:
        shutil.copy(os.fsencode(folder / "林业站.md"), path)
    except OSError:
        pytest.skip("this disk takes no such names")
    built = build([folder], index)
    assert len(built.cards) == 3
    assert "改名" in reasons(built)["气象局.md"]


def test_an_index_may_lie_in_a_folder_of_any_name(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "100% 索引?x=1#2 & 'more'"
    build([folder], index)
    write(folder / "新.md", "东岭县气象局")
    build([folder], index)
    assert len(whole(index).cards) == 4


# ---------------------------------------------------------------- rebuilding


def test_a_rebuild_takes_nothing_over_and_names_what_it_dropped(folder: Path, index: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "其他" / "水务局.md", "东岭县水务局")
    build([folder, other.parent], index)
    built = build([folder], index, rebuild=True)
    assert (built.unchanged, len(built.replaced)) == (0, 3)
    assert built.removed == ("水务局.md",)
    assert len(whole(index).cards) == 3


# ---------------------------------------------------------------- disks that refuse

Fault = Callable[[pytest.MonkeyPatch], None]


def refusing(target: object, names: str, error: Exception) -> Fault:
    def refuse(*_: object, **__: object) -> None:
        raise error

    def fault(patch: pytest.MonkeyPatch) -> None:
        for name in names.split():
            patch.setattr(target, name, refuse)

    return fault


FULL = OSError(28, "No space left on device")
FULL_SQLITE = sqlite3.OperationalError("database or disk is full")
FAULTS: dict[str, Fault] = {
    "create": refusing(catalogue, "create", FULL_SQLITE),
    "add": refusing(catalogue, "add", FULL_SQLITE),
    "copy": refusing(catalogue, "copy copy_beside", FULL_SQLITE),
    "unread": refusing(catalogue, "note_unread", FULL_SQLITE),
    "words": refusing(derived, "build_words", DamagedIndex("写不了")),
    "vectors": refusing(derived, "write_vectors write_beside", DamagedIndex("写不了")),
    "manifest": refusing(building, "_write_manifest", FULL),
    "publish": refusing(building, "publish", FULL),
    "flush": refusing(os, "fsync", FULL),
    "pointer": refusing(os, "replace", FULL),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_full_disk_leaves_the_published_index(
    folder: Path, index: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    build([folder], index)
    before = snapshot(index)
    write(folder / "新.md", "东岭县气象局")
    with monkeypatch.context() as patch:
        FAULTS[fault](patch)
        with pytest.raises(IndexError_, match=r"磁盘空间.*没有受影响"):
            build([folder], index)
    left = snapshot(index)
    left.pop("CURRENT.new", None)
    assert left == before
    assert build([folder], index).added == ("新.md",)
    whole(index)


LIMITED = """
import resource
from heshu.errors import IndexError_
from heshu.library.build import build
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    build([folder], index)
except IndexError_ as error:
    raise SystemExit(7)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no file's size")
@pytest.mark.parametrize("limit", [1, 5, 10, 20, 30, 50])
def test_files_that_cannot_grow_leave_the_published_index(
    folder: Path, index: Path, start: Callable[..., BaseProcess], limit: int
) -> None:
    build([folder], index)
    held, name = sources(index), published(index)
    write(folder / "新.md", "东岭县气象局")
    process = start(LIMITED, folder=folder, index=index, limit=limit * 1024)
    process.join()
    assert process.exitcode == 7
    assert published(index) == name
    assert {card.source for card in whole(index).cards} == held
    build([folder], index)
    assert len(whole(index).cards) == 4


def test_two_generations_lie_in_the_folder_and_no_more(folder: Path, index: Path) -> None:
    for number in range(4):
        write(folder / f"新{number}.md", f"东岭县第{number}中学")
        build([folder], index)
    assert len([path for path in index.iterdir() if path.is_dir()]) == 2
    assert {path.name for path in index.iterdir() if path.is_file()} == {POINTER, LOCK}
    wanted = {FILE, "manifest.json", "words", "vectors"} | ({beside.ADDED} if beside.LEAST == 0 else set())
    assert {path.name for path in current(index).iterdir()} == wanted
