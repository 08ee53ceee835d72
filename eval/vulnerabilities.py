"""Whether the packages of the locks have known vulnerabilities: `python -m eval.vulnerabilities`.

pip-audit asks for each package and version: the package registry first, then osv.dev.  Where neither says anything
about packages (an office without the internet, a registry of one's own), that is said, and is no failure: nothing was
found out.  Ends with status 1 where a vulnerability is known.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from eval.sbom import Pin, pins

SOURCES = ("pypi", "osv")
PATIENCE = 900
TOOLS = Path(__file__).parents[1] / ".venv" / "audit"
Found = Sequence[Mapping[str, Any]]
"""Rows of pip-audit: a package with its ``vulns``, or with the ``skip_reason`` for which nothing is known of it."""
Audit = Callable[[Sequence[Pin], str], Found]


def audited(packages: Sequence[Pin], source: str) -> Found:
    """Ask a source about packages; an empty list where it cannot be asked."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "pins.txt"
        names.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in packages), "utf-8")
        command = [sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off"]
        options = ["--format", "json", "--vulnerability-service", source, "--requirement", str(names)]
        beside = {**os.environ, "PYTHONPATH": str(TOOLS)}
        try:
            done = subprocess.run(
                [*command, *options], capture_output=True, text=True, check=False, timeout=PATIENCE, env=beside
            )
            found: Found = json.loads(done.stdout)["dependencies"]
        except (subprocess.TimeoutExpired, ValueError, KeyError):
            return []
        return found


def known(packages: Sequence[Pin], audit: Audit = audited) -> tuple[str, Found]:
    """Give the first source that knows packages, and what it says; without a source, nothing was found out.

    A source is asked about one package first: one that cannot be reached is not asked 200 times.
    """
    for source in SOURCES:
        if any("vulns" in row for row in audit(packages[:1], source)):
            return source, audit(packages, source)
    return "", []


def lines(packages: Sequence[Pin], source: str, found: Found) -> Iterator[str]:
    """Say what was found out, and of how many packages nothing was."""
    if not source:
        yield f"Not looked up: {' and '.join(SOURCES)} say nothing from here, so no list of known vulnerabilities could"
        yield f"be reached for the {len(packages)} packages. This is no finding either way."
        return
    for row in found:
        for one in row.get("vulns", ()):
            mended = ", ".join(one["fix_versions"]) or "no version yet"
            yield f"{row['name']} {row['version']}: {one['id']}, mended in {mended}"
    asked = sum("vulns" in row for row in found)
    yield f"{asked} of {len(packages)} packages looked up at {source}, {vulnerable(found)} with known vulnerabilities"


def vulnerable(found: Found) -> int:
    """Count the packages with a known vulnerability."""
    return sum(bool(row.get("vulns")) for row in found)


def _installed() -> bool:
    """Fetch pip-audit, beside what Heshu is made of."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(TOOLS), "pip-audit"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return not done.returncode


def main() -> None:
    """Look the packages up, and print what is known of them."""
    if find_spec("pip_audit") is None and not (TOOLS / "pip_audit").is_dir() and not _installed():
        print("Not looked up: pip-audit cannot be installed from here.")
        return
    packages = list(pins())
    source, found = known(packages)
    print(*lines(packages, source, found), sep="\n")
    sys.exit(bool(vulnerable(found)))


if __name__ == "__main__":
    main()
