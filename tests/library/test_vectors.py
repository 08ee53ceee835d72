from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from heshu.errors import DamagedIndex
from heshu.library.vectors import Vectors, build_vectors, exact

COUNT = 300
IDS = [f"p{row}" for row in range(COUNT)]


def unit_rows(count: int, seed: int = 1) -> npt.NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((count, 64)).astype(np.float32)
    unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


MATRIX = unit_rows(COUNT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vectors") / "index"
    build_vectors(folder, IDS, MATRIX)
    return folder


@pytest.fixture(scope="module")
def vectors(folder: Path) -> Iterator[Vectors]:
    with Vectors.open(folder) as opened:
        yield opened


def test_exact_search_is_sorted_by_cosine() -> None:
    matrix = np.array([[0, 1], [1, 0], [0, 0], [0.6, 0.8]], np.float32)
    found = exact(matrix, ["a", "b", "zero", "c"], np.array([0, 1], np.float32), 3)
    assert [key for key, _ in found] == ["a", "c", "b"]
    assert [score for _, score in found] == pytest.approx([1.0, 0.8, 0.0])
    assert exact(matrix[:0], [], np.array([0, 1], np.float32), 3) == []


def test_search_agrees_with_exact_search(vectors: Vectors) -> None:
    for query in unit_rows(20, seed=2):
        found, expected = vectors.search(query, 10), exact(MATRIX, IDS, query, 10)
        assert [key for key, _ in found] == [key for key, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-4)


def test_more_than_there_is_gives_all(vectors: Vectors) -> None:
    assert {key for key, _ in vectors.search(MATRIX[0], COUNT * 2)} == set(IDS)
    assert len(vectors) == COUNT


def test_a_question_without_a_vector_finds_nothing(vectors: Vectors) -> None:
    assert vectors.search(np.zeros(64, np.float32), 5) == []
    assert vectors.search(MATRIX[0], 0) == []


def test_vectors_come_back_as_they_were_given(vectors: Vectors) -> None:
    wanted = ["p7", "p3", "p299"]
    found = vectors.get([*wanted, "unknown"])
    assert set(found) == set(wanted)
    for key in wanted:
        assert found[key] == pytest.approx(MATRIX[IDS.index(key)], abs=1e-6)
    assert vectors.get([]) == {}


def test_all_vectors_can_be_had_at_once(vectors: Vectors) -> None:
    ids, matrix = vectors.all()
    assert sorted(ids) == sorted(IDS)
    assert matrix == pytest.approx(MATRIX[[IDS.index(key) for key in ids]], abs=1e-6)


def test_more_rows_than_one_call_takes(tmp_path: Path) -> None:
    count = 5_600
    build_vectors(tmp_path, [str(row) for row in range(count)], unit_rows(count)[:, :8].copy())
    with Vectors.open(tmp_path) as vectors:
        assert len(vectors) == count


def test_two_indexes_do_not_share_rows(tmp_path: Path) -> None:
    for name, rows in (("one", slice(0, 5)), ("two", slice(5, 9))):
        build_vectors(tmp_path / name, IDS[rows], MATRIX[rows])
    with Vectors.open(tmp_path / "one") as one, Vectors.open(tmp_path / "two") as two:
        assert {key for key, _ in one.search(MATRIX[0], 9)} == set(IDS[:5])
        assert {key for key, _ in two.search(MATRIX[0], 9)} == set(IDS[5:9])


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    build_vectors(tmp_path, [], MATRIX[:0])
    with Vectors.open(tmp_path) as vectors:
        assert vectors.search(MATRIX[0], 3) == []
        assert vectors.get(["p1"]) == {}
        assert vectors.all()[0] == []


def test_a_closed_index_can_be_moved_and_opened_again(tmp_path: Path) -> None:
    build_vectors(tmp_path / "new", IDS[:9], MATRIX[:9])
    (tmp_path / "new").rename(tmp_path / "published")
    for _ in range(2):
        with Vectors.open(tmp_path / "published") as vectors:
            assert vectors.search(MATRIX[4], 1)[0][0] == "p4"
    assert not (tmp_path / "new").exists()


def test_an_id_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="重复"):
        build_vectors(tmp_path, ["a", "a"], MATRIX[:2])
    with pytest.raises(DamagedIndex):
        build_vectors(tmp_path, ["a"], MATRIX[:2])


def test_an_index_is_not_written_twice(folder: Path) -> None:
    with pytest.raises(DamagedIndex):
        build_vectors(folder, ["more"], MATRIX[:1])


def test_a_missing_index_is_said_in_words_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="重建索引"):
        Vectors.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_index_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedIndex):
        Vectors.open(tmp_path)
