from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from heshu.errors import DamagedIndex
from heshu.library.rows import IDS as IDS_FILE
from heshu.library.rows import ROWS
from heshu.library.vectors import FolderVectors, exact, write_beside, write_vectors

COUNT = 300
IDS = [f"r{row % 10}-{row}" for row in range(COUNT)]


def unit_rows(count: int, seed: int = 1) -> npt.NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, 64)).astype(np.float32)
    unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


MATRIX = unit_rows(COUNT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vectors") / "index"
    write_vectors(folder, [(IDS, MATRIX)])
    return folder


@pytest.fixture(scope="module")
def vectors(folder: Path) -> FolderVectors:
    return FolderVectors(folder)


def test_exact_search_is_sorted_by_cosine() -> None:
    matrix = np.array([[0, 1], [1, 0], [0, 0], [0.6, 0.8]], np.float32)
    found = exact(matrix, ["a", "b", "zero", "c"], np.array([0, 1], np.float32), 3)
    assert [key for key, _ in found] == ["a", "c", "b"]
    assert [score for _, score in found] == pytest.approx([1.0, 0.8, 0.0])
    assert exact(matrix[:0], [], np.array([0, 1], np.float32), 3) == []


def test_search_agrees_with_exact_search(vectors: FolderVectors) -> None:
    for query in unit_rows(20, seed=2):
        found, expected = vectors.search(query, 10), exact(MATRIX, IDS, query, 10)
        assert [key for key, _ in found] == [key for key, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-4)


def test_more_than_there_is_gives_all(vectors: FolderVectors) -> None:
    assert {key for key, _ in vectors.search(MATRIX[0], COUNT * 2)} == set(IDS)
    assert len(vectors) == COUNT


def test_a_question_without_a_vector_finds_nothing(vectors: FolderVectors) -> None:
    assert vectors.search(np.zeros(64, np.float32), 5) == []
    assert vectors.search(MATRIX[0], 0) == []


def test_vectors_come_back_as_they_were_given(vectors: FolderVectors) -> None:
    wanted = [IDS[7], IDS[3], IDS[299]]
    found = vectors.get([*wanted, "unknown"])
    assert set(found) == set(wanted)
    for key in wanted:
        assert found[key] == pytest.approx(MATRIX[IDS.index(key)], abs=1e-6)
    assert vectors.get([]) == {}


def test_all_vectors_can_be_had_at_once(vectors: FolderVectors) -> None:
    ids, matrix = vectors.all()
    assert sorted(ids) == sorted(IDS)
    assert matrix == pytest.approx(MATRIX[[IDS.index(key) for key in ids]], abs=1e-6)


@pytest.mark.parametrize("beside", [False, True])
def test_what_is_gone_is_not_found_and_what_came_is(folder: Path, tmp_path: Path, beside: bool) -> None:
    more, gone = unit_rows(2, seed=3), {"r4", "r7"}
    batches = [(["new-1", "r7-new"], more)]  # r7 went and came again in other words
    if beside:
        write_beside(tmp_path / "next", batches, folder, gone)
    else:
        write_vectors(tmp_path / "next", batches, folder, {f"r{number}" for number in range(10)} - gone)
    left = [row for row, key in enumerate(IDS) if key.partition("-")[0] not in gone]
    ids, matrix = [*(IDS[row] for row in left), "new-1", "r7-new"], np.concatenate([MATRIX[left], more])
    found = FolderVectors(tmp_path / "next")
    assert len(found) == len(ids)
    assert found.all()[0] == ids
    assert found.all()[1] == pytest.approx(matrix)
    assert found.get([IDS[4], IDS[7], "r7-new"]).keys() == {"r7-new"}
    for query in (*more, *unit_rows(5, seed=4)):
        expected = exact(matrix, ids, query, 20)
        assert [key for key, _ in found.search(query, 20)] == [key for key, _ in expected]


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    write_vectors(tmp_path, [(["a"], MATRIX[:1])][:0])
    vectors = FolderVectors(tmp_path)
    assert vectors.search(MATRIX[0], 3) == []
    assert vectors.get(["p1"]) == {}
    assert vectors.all()[0] == []


def test_an_id_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="重复"):
        write_vectors(tmp_path / "one", [(["a", "a"], MATRIX[:2])])
    with pytest.raises(DamagedIndex, match="对不上"):
        write_vectors(tmp_path / "two", [(["a"], MATRIX[:2])])
    with pytest.raises(DamagedIndex, match="重复"):
        write_vectors(tmp_path / "three", [([IDS[0]], MATRIX[:1])], folder)


def test_an_index_is_not_written_twice(folder: Path) -> None:
    with pytest.raises(DamagedIndex):
        write_vectors(folder, [(["more"], MATRIX[:1])])
    assert len(FolderVectors(folder)) == COUNT


def test_a_missing_index_is_said_in_words_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="重建索引"):
        FolderVectors(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [ROWS, IDS_FILE])
def test_a_damaged_index_is_said_in_words(tmp_path: Path, name: str) -> None:
    write_vectors(tmp_path, [(IDS, MATRIX)])
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:-300])
    with pytest.raises(DamagedIndex):
        FolderVectors(tmp_path)
