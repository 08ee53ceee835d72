"""Reading on a Ray cluster: the index is the one that this machine alone makes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from heshu.errors import UsageError
from heshu.library import cluster
from heshu.library.address import CLUSTER
from heshu.library.build import Built, build
from heshu.library.catalogue import Catalogue
from heshu.library.generations import current
from heshu.library.readers import task

NO_RAY = "Ray is not installed (make ray)"
WITHOUT_RAY = """
import sys
sys.modules["ray"] = None
from pathlib import Path
from heshu.library import cluster
from heshu.library.readers import task
next(cluster.outcomes([task("a.md", Path("a.md"))], "10.0.0.1:6379"))
"""


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Start a cluster of two machines on this one."""
    ray = pytest.importorskip("ray.cluster_utils", reason=NO_RAY)
    held = ray.Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    held.add_node(num_cpus=1)
    try:
        yield held
    finally:
        held.shutdown()


@pytest.fixture
def mixed(small_reports: Path, tmp_path: Path) -> Path:
    """Reports of which some cannot be read."""
    folder = tmp_path / "报告"
    folder.mkdir()
    for path in small_reports.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    return folder


def test_a_cluster_makes_the_index_that_this_machine_makes(
    machines: Any, mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = build([mixed], tmp_path / "here")
    monkeypatch.setenv(CLUSTER, machines.address)
    monkeypatch.setattr(cluster, "AHEAD", 1)
    there = build([mixed], tmp_path / "there")
    assert len(here.cards) > 1
    assert len(here.unread) == 2
    assert _held(tmp_path / "there", there) == _held(tmp_path / "here", here)


def _held(index: Path, built: Built) -> tuple[object, ...]:
    catalogue = Catalogue(current(index))
    ids = [card.id for card in built.cards]
    figures = [catalogue.figures(one) for one in ids]
    return built.cards, built.unread, list(catalogue.texts()), figures, catalogue.paths()


def test_a_machine_with_another_heshu_is_not_read_with(
    machines: Any, mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "readers_hash", lambda: b"of another version")
    files = [task(path.name, path) for path in sorted(mixed.iterdir())]
    with pytest.raises(UsageError, match="版本与这里不同"):
        list(cluster.outcomes(files, machines.address))


def test_a_cluster_that_is_away_is_named(mixed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray", reason=NO_RAY)
    monkeypatch.setenv(CLUSTER, "no cluster at all")
    with pytest.raises(UsageError, match="no cluster at all"):
        build([mixed], tmp_path / "index")


def test_without_ray_it_is_said_what_to_install() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_RAY], capture_output=True, text=True, check=False)
    assert "UsageError" in done.stderr
    assert "heshu[ray]" in done.stderr
