import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.embedding import model
from heshu.embedding.model import Embedder, StaticEmbedder, open_embedder
from heshu.errors import UsageError
from heshu.folding import fold

FOLDER = Path(model.__file__).parent / "static-zh"
TEXTS = [
    "2023年预算执行率99.48%,公用支出24,110.26万元",
    "因公出国（境）费",
    "主要问题有哪些",
    "加强　预算 绩效\n管理",
    "The CPU is fine",
    "行",
]


@pytest.fixture(scope="module")
def static() -> Embedder:
    return open_embedder(None)


def similarity(embedder: Embedder, left: str, right: str) -> float:
    one, two = embedder.encode([left, right])
    return float(one @ two)


def test_the_table_gives_what_sentence_transformers_gives(static: Embedder) -> None:
    transformer = open_embedder(str(FOLDER))
    assert transformer.dimensions == static.dimensions
    ours, theirs = static.encode(TEXTS), transformer.encode([fold(text) for text in TEXTS])
    assert (ours * theirs).sum(axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-3)


def test_vectors_have_length_one_and_the_texts_order(static: Embedder) -> None:
    matrix = static.encode(TEXTS * 400)
    assert matrix.shape == (len(TEXTS) * 400, static.dimensions)
    assert matrix.dtype == np.float32
    assert np.linalg.norm(matrix, axis=1) == pytest.approx(np.ones(len(matrix)), abs=1e-5)
    assert matrix[-1] == pytest.approx(static.encode(TEXTS[-1:])[0])


@pytest.mark.parametrize("text", ["", "  \n", "……“”", "\U0001f600"])
def test_a_text_that_says_nothing_is_like_nothing(static: Embedder, text: str) -> None:
    assert not static.encode([text]).any()


def test_no_texts_give_no_rows(static: Embedder) -> None:
    assert static.encode([]).shape == (0, static.dimensions)


@given(text=st.text("预算执行率经费出国支出年度2023ａＢ，。 "))
def test_spelling_makes_no_difference(static: Embedder, text: str) -> None:
    spaced = " ".join(text)
    assert static.encode([spaced])[0] == pytest.approx(static.encode([text])[0], abs=1e-5)


def test_traditional_text_is_the_simplified_one(static: Embedder) -> None:
    assert similarity(static, "預算執行率", "预算执行率") == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        ("出国花了多少", "因公出国（境）费支出3.2万元", "职工食堂维修改造项目已完成"),
        ("政府采购执行情况", "本年政府采购计划金额与实际采购金额", "加强党的思想建设"),
        ("固定资产利用率", "在用的固定资产占全部固定资产的比率", "组织开展业务培训"),
    ],
)
def test_what_is_asked_is_nearer_than_something_else(static: Embedder, question: str, near: str, far: str) -> None:
    assert similarity(static, question, near) > similarity(static, question, far) + 0.1


def test_the_fingerprint_follows_the_weights(static: Embedder, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "model.safetensors"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    assert StaticEmbedder(tmp_path).fingerprint == static.fingerprint
    weights = bytearray((tmp_path / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    assert StaticEmbedder(tmp_path).fingerprint != static.fingerprint


def test_a_damaged_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"")
    with pytest.raises(UsageError, match="打不开"):
        StaticEmbedder(tmp_path)


@pytest.mark.parametrize("name", ["./no/such/folder", "nobody/no-such-model"])
def test_an_unknown_model_is_said_in_words(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(UsageError, match="打不开"):
        open_embedder(name)


def test_the_packaged_model_needs_neither_torch_nor_sentence_transformers() -> None:
    program = (
        "import sys; from heshu.embedding.model import open_embedder; open_embedder(None).encode(['预算']);"
        "sys.exit(' '.join({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_files_are_small_enough_for_any_host() -> None:
    assert max(path.stat().st_size for path in FOLDER.iterdir()) < 20_000_000
