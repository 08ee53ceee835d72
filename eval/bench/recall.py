"""Recall over a large index: its vector index against exact search, and words with vectors against words alone.

    python -m eval.bench.recall INDEX QUESTIONS.jsonl [--queries 500]

The first asks for the passages nearest to questions and to sentences of the reports, by the index and by comparing
with every vector.  The second looks for the passage that a question's answer has to cite, in its report.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from heshu.asking.evidence.retrieval import CANDIDATES, fuse
from heshu.asking.planning.scope import Gazetteer, scope
from heshu.asking.wording.question import understand
from heshu.folding import fold
from heshu.library.library import Library
from heshu.library.vectors import exact

NEAREST = 10
DEPTHS = (1, 10, 50)
SEED = 7
AS_NEAR = 1e-5
"""Difference of cosines that is none: the index keeps vectors of single precision."""


def of_vectors(library: Library, texts: Sequence[str]) -> float:
    """Give the mean share of the index's first ten passages that are as near as the ten nearest of all.

    What is as near as the tenth counts, whichever it is: the same sentence stands in many reports.
    """
    ids, matrix = library.vectors.all()
    row_of = {key: row for row, key in enumerate(ids)}
    shares = []
    for query in (library.encode(text) for text in texts):
        tenth = float(np.partition(matrix @ query, -NEAREST)[-NEAREST])
        found = [row_of[key] for key, _ in library.vectors.search(query, CANDIDATES)[:NEAREST]]
        shares.append(float(np.mean(matrix[found] @ query >= tenth - AS_NEAR)))
    return float(np.mean(shares))


def of_fused(library: Library, cases: Sequence[dict[str, Any]]) -> dict[str, list[float]]:
    """Give the share of the passages to cite among the first 1, 10 and 50, by words and by words with vectors.

    Each is looked for as a search does: in the report that the question names, by its other words.
    """
    report_of = {Path(card.source).stem: card.id for card in library.cards}
    gazetteer = Gazetteer(library.cards)
    places: dict[str, list[int]] = {"words": [], "fused": []}
    for case in cases:
        wanted = case["expect"]["citations"][0]
        report = report_of[wanted["source"]]
        query = scope(understand(case["question"]).text, gazetteer).rest
        words = library.words.search(query, CANDIDATES, [report])
        inside = library.vectors.get(library.catalogue.passage_ids_of([report]))
        vectors = exact(np.stack(list(inside.values())), list(inside), library.encode(query), CANDIDATES)
        lists = {"words": [key for key, _ in words], "fused": [row[0] for row in fuse(words, vectors)]}
        for name, keys in lists.items():
            passages = library.passages_by_id(keys)
            held = (place for place, key in enumerate(keys) if wanted["contains"] in passages[key].text)
            places[name].append(next(held, CANDIDATES))
    return {name: [float(np.mean([at < depth for at in found])) for depth in DEPTHS] for name, found in places.items()}


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--queries", type=int, default=500)
    options = parser.parse_args()
    library = Library.open(options.index)
    cases = [json.loads(line) for line in options.questions.read_text("utf-8").splitlines()]
    chance = random.Random(SEED)
    some = chance.sample([case for case in cases if case["category"] == "lookup-number"], min(300, len(cases) // 4))
    for name, row in of_fused(library, some).items():
        print(f"{name:>6} " + "  ".join(f"@{depth} {share:.3f}" for depth, share in zip(DEPTHS, row, strict=True)))
    cards = chance.sample(library.cards, options.queries // 2)
    sentences = [fold(chance.choice(library.passages(card.id)).text)[:60] for card in cards]
    texts = [case["question"] for case in chance.sample(cases, options.queries // 2)] + sentences
    print(
        f"vectors, recall@{NEAREST} against exact search over {len(library.vectors)}: {of_vectors(library, texts):.4f}"
    )


if __name__ == "__main__":
    main()
