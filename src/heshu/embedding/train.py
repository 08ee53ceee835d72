"""Train the embedded model: ``python -m heshu.embedding.train TEXT.xz OUT_FOLDER``.

The text is one document a line.  A clause, or a short crop of one, has to find the sentences around it among
those of the other pairs of its batch; half the time the clause itself is left out of them, so that shared words
alone do not suffice.  Known other names (``--pairs``) are trained the same way, a name against its other name.
"""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
import numpy.typing as npt

from heshu.errors import UsageError
from heshu.folding import fold
from heshu.patterns import regex

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

Ids = npt.NDArray[np.int64]

_SENTENCE = regex(r"[^。!?;\n]+[。!?;\n]*")
_CLAUSE = regex(r"[^,:、。!?;\n()《》“”]+")
# A figure becomes one piece, "0": which figure it is the word index knows.  Years stay, they are few and telling.
_FIGURE = r"(?<![0-9.,])(?!(?:19|20)[0-9]{2}年)[0-9]+(?:[.,][0-9]+)*"
_UNKNOWN = "<unk>"
_TOKENIZER_SAMPLE = 4_000_000
_WINDOW = 3
_CROP = (3, 14)
_SCALE = 20.0
_MODULES = [
    {
        "idx": 0,
        "name": "0",
        "path": "",
        "type": "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding",
    }
]


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides the weights, beside the text: the same recipe on the same machine gives the same model."""

    seed: int = 20231
    steps: int = 3000
    batch: int = 1024
    dimensions: int = 256
    vocabulary: int = 32_000
    longest_piece: int = 4
    rate: float = 0.01
    pair_share: float = 0.05


@dataclass(frozen=True, slots=True)
class Clauses:
    """The text cut into clauses, as flat arrays.

    ``ids`` are all pieces; clause ``c`` is ``ids[starts[c]:starts[c + 1]]`` and stands in sentence
    ``sentence_of[c]``; sentence ``s`` has the clauses ``first_clause[s]`` up to ``first_clause[s + 1]`` and stands in
    document ``document_of[s]``.
    """

    texts: list[str]
    ids: Ids
    starts: Ids
    sentence_of: Ids
    first_clause: Ids
    document_of: Ids


def read_documents(path: Path) -> list[str]:
    """Read the folded lines of an xz-packed or plain text file.  Raises `UsageError` where it cannot be read."""
    try:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            documents = [fold(line.strip()) for line in lines]
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise UsageError(f"读不了训练文本 {path}:{error}", f"cannot read the training text {path}: {error}") from error
    return [document for document in documents if document]


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Read pairs (name, other name) of a tab-separated file.  Raises `UsageError` at a line with another shape."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        names = [fold(name.strip()) for name in line.split("\t")]
        if len(names) != 2 or not all(names):
            raise UsageError(
                f"{path} 第 {number} 行应为“名称<制表符>别名”。", f"{path}, line {number}: expected NAME<tab>OTHER NAME"
            )
        pairs.append((names[0], names[1]))
    return pairs


def build_tokenizer(documents: Sequence[str], recipe: Recipe) -> Tokenizer:
    """Train a unigram tokenizer whose normaliser does all but the folding of traditional forms (`heshu.folding`)."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers  # noqa: PLC0415

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"\s+"), ""),
            normalizers.Replace(Regex(_FIGURE), "0"),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}%]+"), "removed")
    trainer = trainers.UnigramTrainer(
        vocab_size=recipe.vocabulary,
        max_piece_length=recipe.longest_piece,
        special_tokens=[_UNKNOWN],
        unk_token=_UNKNOWN,
        initial_alphabet=sorted(set("".join(documents))),
        show_progress=False,
    )
    tokenizer.train_from_iterator(_sample(documents, recipe.seed), trainer)
    return tokenizer


def _sample(documents: Sequence[str], seed: int) -> Iterator[str]:
    """Documents in random order until the tokenizer has seen enough."""
    seen = 0
    for index in np.random.default_rng(seed).permutation(len(documents)):
        yield documents[index]
        seen += len(documents[index])
        if seen > _TOKENIZER_SAMPLE:
            return


def cut(documents: Sequence[str], tokenizer: Tokenizer) -> Clauses:
    """Cut documents into sentences and clauses, and clauses into pieces."""
    texts: list[str] = []
    sentence_of: list[int] = []
    document_of: list[int] = []
    for number, document in enumerate(documents):
        for sentence in _SENTENCE.findall(document):
            clauses = [clause for clause in _CLAUSE.findall(sentence) if len(clause) > 1]
            texts += clauses
            sentence_of += [len(document_of)] * len(clauses)
            document_of += [number] if clauses else []
    pieces = [encoding.ids for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
    return Clauses(
        texts,
        np.fromiter((piece for clause in pieces for piece in clause), np.int64),
        np.cumsum([0, *map(len, pieces)]),
        np.array(sentence_of),
        np.searchsorted(sentence_of, np.arange(len(document_of) + 1)),
        np.array(document_of),
    )


def draw_pair(clauses: Clauses, rng: np.random.Generator) -> tuple[str, Ids]:
    """Draw a query (text) and the pieces of the sentences around it."""
    clause = int(rng.integers(len(clauses.texts)))
    first, last = _window(clauses, int(clauses.sentence_of[clause]), rng)
    start, end = clauses.starts[clauses.first_clause[first]], clauses.starts[clauses.first_clause[last]]
    without = np.concatenate(
        [clauses.ids[start : clauses.starts[clause]], clauses.ids[clauses.starts[clause + 1] : end]]
    )
    leave_out = rng.random() < 0.5 and len(without) > 0
    return _crop(clauses.texts[clause], rng), without if leave_out else clauses.ids[start:end]


def _window(clauses: Clauses, sentence: int, rng: np.random.Generator) -> tuple[int, int]:
    """Up to `_WINDOW` sentences of one document around ``sentence``: the first, and the one behind the last."""
    document = clauses.document_of[sentence]
    size = int(rng.integers(1, _WINDOW + 1))
    first = sentence - int(rng.integers(size))
    inside = [s for s in range(max(first, 0), first + size) if s < len(clauses.document_of)]
    inside = [s for s in inside if clauses.document_of[s] == document]
    return inside[0], inside[-1] + 1


def _crop(text: str, rng: np.random.Generator) -> str:
    """Give the clause, or half the time a short run of its characters: questions are short."""
    length = int(rng.integers(_CROP[0], _CROP[1] + 1))
    if length >= len(text) or rng.random() < 0.5:
        return text
    start = int(rng.integers(len(text) - length + 1))
    return text[start : start + length]


def draw_batch(
    clauses: Clauses, pairs: Sequence[tuple[str, str]], tokenizer: Tokenizer, recipe: Recipe, rng: np.random.Generator
) -> tuple[list[Ids], list[Ids]]:
    """Draw queries and what they have to find, as pieces; known pairs take up to `Recipe.pair_share` of them."""
    named = min(len(pairs), round(recipe.batch * recipe.pair_share))
    chosen = [pairs[index] for index in rng.permutation(len(pairs))[:named]]
    drawn = [draw_pair(clauses, rng) for _ in range(recipe.batch - named)]
    texts = [query for query, _ in drawn] + [name for name, _ in chosen] + [other for _, other in chosen]
    encoded = [np.array(e.ids, np.int64) for e in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]
    return encoded[: recipe.batch], [passage for _, passage in drawn] + encoded[recipe.batch :]


def train(
    documents: Sequence[str], pairs: Sequence[tuple[str, str]], recipe: Recipe, tokenizer: Tokenizer
) -> npt.NDArray[np.float16]:
    """Train the weights, one row a piece (pieces, dimensions).

    The loss is the symmetric in-batch softmax over scaled cosines (InfoNCE; Henderson et al. 2017,
    arXiv:1705.00652, as "multiple negatives ranking"), Adam with a warm-up and a linear descent.
    """
    import torch  # noqa: PLC0415

    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    clauses = cut(documents, tokenizer)
    click.echo(f"{len(clauses.texts):,} clauses, {len(clauses.ids):,} pieces", err=True)
    weights = torch.nn.Parameter(_first_weights(clauses, tokenizer.get_vocab_size(), recipe))
    adam = torch.optim.Adam([weights], lr=recipe.rate, fused=True)
    descent = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: _rate(step, recipe.steps))
    for step in range(recipe.steps):
        queries, passages = draw_batch(clauses, pairs, tokenizer, recipe, rng)
        loss = _loss(_mean(queries, weights), _mean(passages, weights))
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        descent.step()
        if step % 100 == 0:
            click.echo(f"step {step} of {recipe.steps}: loss {loss.item():.4f}", err=True)
    half: npt.NDArray[np.float16] = weights.detach().half().numpy()
    half[tokenizer.token_to_id(_UNKNOWN)] = 0
    return half


def _first_weights(clauses: Clauses, pieces: int, recipe: Recipe) -> torch.Tensor:
    """Draw random directions, shorter for frequent pieces, so that training starts from a fair bag of words.

    The length is a / (a + p): Arora et al. 2017, "A simple but tough-to-beat baseline for sentence embeddings".
    """
    import torch  # noqa: PLC0415

    counts = np.bincount(clauses.ids, minlength=pieces) / len(clauses.ids)
    scale = 1e-3 / (1e-3 + counts)
    directions = np.random.default_rng(recipe.seed).standard_normal((pieces, recipe.dimensions))
    return torch.tensor(directions * scale[:, None] / math.sqrt(recipe.dimensions), dtype=torch.float32)


def _rate(step: int, steps: int) -> float:
    """Give the share of the learning rate at ``step``: a warm-up over the first twentieth, then straight down."""
    warm = max(1, steps // 20)
    return min((step + 1) / warm, (steps - step) / max(1, steps - warm))


def _mean(bags: Sequence[Ids], weights: torch.Tensor) -> torch.Tensor:
    """Average the rows of each bag of pieces as `StaticEmbedding` computes it: (bags, dimensions)."""
    import torch  # noqa: PLC0415

    offsets = torch.from_numpy(np.cumsum([0, *map(len, bags[:-1])]))
    return torch.nn.functional.embedding_bag(torch.from_numpy(np.concatenate(bags)), weights, offsets)


def _loss(queries: torch.Tensor, passages: torch.Tensor) -> torch.Tensor:
    import torch  # noqa: PLC0415

    normal = torch.nn.functional.normalize
    scores = _SCALE * normal(queries) @ normal(passages).T
    own = torch.arange(len(scores))
    entropy = torch.nn.functional.cross_entropy
    return (entropy(scores, own) + entropy(scores.T, own)) / 2


def save(folder: Path, tokenizer: Tokenizer, weights: npt.NDArray[np.float16]) -> None:
    """Write the folder that ``sentence_transformers.SentenceTransformer(folder)`` opens."""
    from safetensors.numpy import save_file  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    save_file({"embedding.weight": weights}, folder / "model.safetensors")
    (folder / "model.safetensors").chmod(0o644)  # safetensors leaves it to its owner alone
    (folder / "modules.json").write_text(json.dumps(_MODULES, indent=2) + "\n", encoding="utf-8")


@click.command()
@click.argument("text", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--seed", default=Recipe().seed, show_default=True)
@click.option("--steps", default=Recipe().steps, show_default=True)
@click.option("--batch", default=Recipe().batch, show_default=True)
@click.option("--dimensions", default=Recipe().dimensions, show_default=True)
@click.option("--vocabulary", default=Recipe().vocabulary, show_default=True)
@click.option("--longest-piece", default=Recipe().longest_piece, show_default=True)
@click.option("--rate", default=Recipe().rate, show_default=True)
@click.option("--pairs", "pairs_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--threads", default=2, show_default=True)
def main(text: Path, out: Path, pairs_file: Path | None, threads: int, **recipe_options: int | float) -> None:
    """Train the embedded model on TEXT (one document a line, plain or .xz) and write it to the folder OUT."""
    import torch  # noqa: PLC0415

    torch.set_num_threads(threads)
    recipe = Recipe(**recipe_options)  # type: ignore[arg-type]
    try:
        pairs = read_pairs(pairs_file) if pairs_file else []
        documents = read_documents(text)
    except UsageError as error:
        raise click.ClickException(f"{error} / {error.english}") from error
    click.echo(f"{len(documents):,} documents; building the tokenizer", err=True)
    tokenizer = build_tokenizer(documents, recipe)
    save(out, tokenizer, train(documents, pairs, recipe, tokenizer))


if __name__ == "__main__":
    main()
