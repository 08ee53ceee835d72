"""Ask every question file, on reports of its own, and write what came of it.

    python -m eval [SHARED] [--out FOLDER]

The project's files (`eval/questions`) are asked, and those of SHARED, the folder of the measuring data, where it is
named.  FOLDER (`eval/results`) gets NAME.json and NAME.html of each; of what nobody is to look at, the JSON alone.
`heshu eval` asks any question file against any index.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from eval.sets import Set, ours, shared_sets
from heshu.evaluation.lines import measures, table
from heshu.evaluation.page import page
from heshu.evaluation.result import write, write_text

RESULTS = Path(__file__).with_name("results")


def measure(one: Set, folder: Path, out: Path) -> None:
    """Ask one file, print its tables and write its files."""
    result = one.asked(folder).result
    print(f"\n{one.name}", *table(result, english=True), sep="\n")
    print(*measures(result.summaries["all"], result, english=True), sep="\n")
    write(result, out / f"{one.name}.json")
    if not one.blind:
        write_text(out / f"{one.name}.html", page(result, english=True))


def main() -> None:
    """Ask all files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for one in [*(shared_sets(options.shared) if options.shared else ()), *ours(folder)]:
            measure(one, folder, options.out)


if __name__ == "__main__":
    main()
