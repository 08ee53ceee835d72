"""What Heshu is made of: the packages of the locks as they are installed, with versions and licences.

    python -m eval.sbom [FILE]

Writes a CycloneDX 1.5 document (to FILE, else to the terminal) and ends with status 1 where a package is installed in
another version than the locks name, or names no licence, or one that an office cannot use.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = (ROOT / "requirements.lock", ROOT / "torch.lock")
"""What is pinned by version and hashes, and torch, of which each kind of machine has another build."""
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;]+)\s*(?:;\s*(?P<marker>[^\n]+?))?(?P<hashes>(?:\s+--hash=\S+)*)$",
    re.M,
)
UNFIT = re.compile(r"(?<![A-Za-z])A?GPL|GNU (?:Affero )?General Public|SSPL|Commons Clause|Business Source", re.I)
WEAK = re.compile(r"LGPL|Lesser General Public", re.I)
LONGEST = 80
"""Characters of a licence's name: some packages put the whole text there."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package: its name, its version, and its licence as the package itself names it."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A package as a lock names it; ``hashes`` are those of each of the version's files (``sha256:…``)."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def pins(locks: Sequence[Path] = LOCKS) -> Iterator[Pin]:
    """Yield what locks pin."""
    for lock in locks:
        for row in PINNED.finditer(lock.read_text("utf-8").replace("\\\n", "")):
            hashes = tuple(re.findall(r"--hash=(\S+)", row["hashes"]))
            yield Pin(row["name"], row["version"], row["marker"] or "", hashes)


def parts(locks: Sequence[Path] = LOCKS) -> Iterator[Part]:
    """Yield the packages of the locks as they are installed; one for another system is left out.

    Raises `PackageNotFoundError` where one is not installed.
    """
    for pin in pins(locks):
        try:
            found = importlib.metadata.distribution(pin.name)
        except PackageNotFoundError:
            if pin.marker:
                continue
            raise
        yield Part(pin.name, found.version.partition("+")[0], _licence(found))


def _licence(found: Distribution) -> str:
    """Give the licence of a package: its expression, else its classifiers, else a short word of its own."""
    named = [c.split("::")[-1].strip() for c in found.metadata.get_all("Classifier") or [] if c.startswith("License")]
    named = [name for name in named if name != "OSI Approved"]
    own, expression = (next(iter(found.metadata.get_all(key) or []), "") for key in ("License", "License-Expression"))
    own = own.strip().split("\n")[0]
    return expression or "; ".join(named) or (own if len(own) <= LONGEST else "") or _of_file(found)


def _of_file(found: Distribution) -> str:
    """Give the first line of the licence file that comes with a package."""
    files = (file for file in found.files or () if re.search(r"(?:^|/)LICEN[CS]E", str(file), re.I))
    texts = (Path(str(file.locate())).read_text("utf-8", "replace") for file in files)
    lines = (line.strip() for text in texts for line in text.splitlines() if line.strip())
    return next(lines, "")[:LONGEST]


def faults(found: Sequence[Part], locks: Sequence[Path] = LOCKS) -> Iterator[str]:
    """Say what is wrong with the packages: versions that are not the locks', licences that do not suit an office."""
    pinned = {pin.name: pin.version for pin in pins(locks)}
    for part in found:
        if part.version != pinned[part.name]:
            yield f"{part.name}: {part.version} is installed, the lock names {pinned[part.name]}"
        if not part.licence:
            yield f"{part.name}: no licence named"
        elif UNFIT.search(WEAK.sub("", part.licence)):
            yield f"{part.name}: {part.licence}"


def document(found: Sequence[Part]) -> dict[str, Any]:
    """Give the packages as a CycloneDX 1.5 document."""
    heshu = {"type": "application", "name": "heshu", "version": importlib.metadata.version("heshu")}
    components = [
        {
            "type": "library",
            "name": part.name,
            "version": part.version,
            "licenses": [{"license": {"name": part.licence}}],
            "purl": f"pkg:pypi/{part.name.lower().replace('_', '-')}@{part.version}",
        }
        for part in found
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": heshu},
        "components": components,
    }


def main(arguments: Sequence[str]) -> None:
    """Write the document; name what is wrong."""
    found = list(parts())
    text = json.dumps(document(found), ensure_ascii=False, indent=1) + "\n"
    if arguments:
        Path(arguments[0]).write_text(text, "utf-8")
    else:
        print(text, end="")
    wrong = list(faults(found))
    print(f"{len(found)} packages, {len(wrong)} faults", *wrong, sep="\n", file=sys.stderr)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
