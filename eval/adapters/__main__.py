"""Measure on a public set, from the file that its makers give out.

    python -m eval.adapters cmrc2018 cmrc2018_dev.json
    python -m eval.adapters drcd DRCD_test.json
    python -m eval.adapters stard CORPUS QUERIES
    python -m eval.adapters finqa dev.json
    python -m eval.adapters tatqa tatqa_dataset_dev.json
    python -m eval.adapters finglm answer.json

The first three ask for passages: recall@1, @10 and @50 of words, of vectors, and of both fused.  The others are
calculations: how many published answers the calculator gives.  A file may be packed with xz or gzip.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from eval.adapters import calculator, retrieval
from eval.bench.stard import DEPTHS, hit, measure, search
from heshu.embedding.model import open_embedder

SHOWN = 10


def passages(name: str, files: list[Path], embedder: str | None) -> None:
    """Print the recall of each system."""
    corpus = retrieval.SETS[name](*files)
    for fault in retrieval.faults(corpus):
        print(fault)
    with tempfile.TemporaryDirectory() as folder:
        found = search(Path(folder), corpus.passages, corpus.questions, open_embedder(embedder))
    print(f"{name}: {len(corpus.questions)} questions, {len(corpus.passages)} passages")
    for system, lists in found.items():
        values = zip(DEPTHS, measure(corpus.questions, lists, hit), strict=True)
        print(f"{system:8} " + " ".join(f"@{depth} {value:.3f}" for depth, value in values))


def calculations(name: str, path: Path) -> None:
    """Print how many answers are given, and the first that are not."""
    count, wrong = calculator.tally(calculator.SETS[name](path))
    print(f"{name}: {count - len(wrong)} of {count}")
    for one in wrong[:SHOWN]:
        print(f"  {one.id}: {one.text} should be {one.answer}")


def main() -> None:
    """Measure one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=[*retrieval.SETS, *calculator.SETS])
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--embedder", help="a sentence-transformers folder or name; the packaged model without it")
    options = parser.parse_args()
    if options.set in retrieval.SETS:
        passages(options.set, options.files, options.embedder)
    else:
        calculations(options.set, *options.files)


if __name__ == "__main__":
    main()
