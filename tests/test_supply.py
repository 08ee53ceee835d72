"""The packages that Heshu stands on: pinned, under licences that an office can use, listed."""

from __future__ import annotations

import importlib
import importlib.metadata
import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(ROOT))  # whichever way pytest is started
    sbom = importlib.import_module("eval.sbom")
    vulnerabilities = importlib.import_module("eval.vulnerabilities")

FOUND = list(sbom.parts())


def test_every_package_is_pinned_by_version_and_by_the_hashes_of_its_files() -> None:
    pins = list(sbom.pins())
    assert len({pin.name.lower() for pin in pins}) == len(pins) > 100
    assert [pin.name for pin in pins if not pin.hashes] == ["torch"]
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", hashed) for pin in pins for hashed in pin.hashes)


@pytest.mark.parametrize("lock", sbom.LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_nothing_else(lock: Path) -> None:
    lines = lock.read_text("utf-8").replace("\\\n", "").splitlines()
    assert [line for line in lines if line and not line.startswith("#") and not sbom.PINNED.fullmatch(line)] == []


SYSTEMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]


@pytest.mark.parametrize("python", ["3.11", "3.12"])
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system["sys_platform"])
def test_the_locks_name_all_that_their_packages_ask_for(system: dict[str, str], python: str) -> None:
    """Where hashes are asked for, pip installs nothing that the lock does not name; what torch asks for it brings."""
    where = {**system, "python_version": python, "python_full_version": f"{python}.9", "extra": ""}
    pinned = {canonicalize_name(pin.name) for pin in sbom.pins()}
    wanted = [
        (part.name, need)
        for part in FOUND
        if part.name != "torch"
        for need in map(Requirement, importlib.metadata.requires(part.name) or ())
        if need.marker is None or need.marker.evaluate(where)
    ]
    assert len(wanted) > 300
    assert [(name, str(need)) for name, need in wanted if canonicalize_name(need.name) not in pinned] == []


def test_what_is_installed_is_what_the_lock_names_under_fit_licences() -> None:
    assert list(sbom.faults(FOUND)) == []


@pytest.mark.parametrize("licence", ["AGPL-3.0", "GPL-3.0-only", "GNU General Public License v3", "SSPL-1.0", ""])
def test_a_licence_that_does_not_suit_is_named(licence: str) -> None:
    part = sbom.Part(FOUND[0].name, FOUND[0].version, licence)
    assert [fault.partition(":")[0] for fault in sbom.faults([part])] == [part.name]


def test_another_version_is_named(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text(f"{FOUND[0].name}==0.0.1 \\\n    --hash=sha256:{'0' * 64}\n", "utf-8")
    assert "0.0.1" in next(sbom.faults([FOUND[0]], [lock]))


def test_the_list_is_a_cyclonedx_document_of_all_packages() -> None:
    document = sbom.document(FOUND)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.5")
    assert len(document["components"]) == len(FOUND)
    assert all(re.fullmatch(r"pkg:pypi/[a-z0-9.\-]+@\S+", part["purl"]) for part in document["components"])


PINS = [sbom.Pin("safe", "1.0", "", ()), sbom.Pin("spoilt", "1.0", "", ())]
SPOILT = {"name": "spoilt", "version": "1.0", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["1.1"]}]}


def test_a_known_vulnerability_is_named_with_what_mends_it() -> None:
    def audit(packages: Any, source: str) -> Any:
        assert source == "pypi"
        return [{"name": "safe", "version": "1.0", "vulns": []}, SPOILT][: len(packages)]

    found = vulnerabilities.known(PINS, audit)
    said = list(vulnerabilities.lines(PINS, *found))
    assert said[0] == "spoilt 1.0: CVE-2026-1, mended in 1.1"
    assert said[1].startswith("2 of 2 packages looked up at pypi, 1 with")


def test_where_no_source_knows_packages_it_is_said_and_each_is_asked_once() -> None:
    asked = []

    def audit(packages: Any, source: str) -> Any:
        asked.append((source, len(packages)))
        return [{"name": "safe", "skip_reason": "not found"}] if source == "pypi" else []

    said = " ".join(vulnerabilities.lines(PINS, *vulnerabilities.known(PINS, audit)))
    assert asked == [("pypi", 1), ("osv", 1)]
    assert said.startswith("Not looked up")
    assert "no finding either way" in said
