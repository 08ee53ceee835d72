"""The packages that Heshu stands on: pinned, under licences that an office can use, listed."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    sbom = importlib.import_module("eval.sbom")

FOUND = list(sbom.parts())


def test_every_line_of_the_lock_is_an_exact_version() -> None:
    lines = [line for line in sbom.LOCK.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) > 100
    assert [line for line in lines if not sbom.PINNED.match(line)] == []


def test_what_is_installed_is_what_the_lock_names_under_fit_licences() -> None:
    assert list(sbom.faults(FOUND)) == []


@pytest.mark.parametrize("licence", ["AGPL-3.0", "GPL-3.0-only", "GNU General Public License v3", "SSPL-1.0", ""])
def test_a_licence_that_does_not_suit_is_named(licence: str) -> None:
    part = sbom.Part(FOUND[0].name, FOUND[0].version, licence)
    assert [fault.partition(":")[0] for fault in sbom.faults([part])] == [part.name]


def test_another_version_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text(f"{FOUND[0].name}==0.0.1\n", "utf-8")
    assert "0.0.1" in next(sbom.faults([FOUND[0]], lock))


def test_the_list_is_a_cyclonedx_document_of_all_packages() -> None:
    document = sbom.document(FOUND)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert len(document["components"]) == len(FOUND)
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9.\-]+@\S+", part["purl"]) for part in document["components"])
