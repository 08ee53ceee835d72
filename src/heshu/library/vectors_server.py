"""Vectors on a Chroma server: one collection for each state of a corpus, the same for every process that asks it.

``http://HOST:PORT`` is `chroma run` on another machine, or the front of Chroma's distributed deployment.  A collection
is named by what it is made of (the files, the embedded model, the number of passages), so that a node which reads a
generation finds its vectors, or none, and never those of another.
"""

from __future__ import annotations

from pathlib import Path

from heshu.library.catalogue import Catalogue
from heshu.library.manifest import Manifest, read_manifest
from heshu.library.vectors import PER_CALL, Vectors, fill_server


def collection(manifest: Manifest) -> str:
    """Name the collection that holds a generation's vectors."""
    return f"heshu-{manifest.corpus[:16]}-{manifest.fingerprint[:8]}-{manifest.passages}"


def reach(server: str, manifest: Manifest) -> Vectors:
    """Open a generation's vectors on a server; raises `NoVectorServer` where it is away or does not hold them."""
    return Vectors.reach(server, collection(manifest), manifest.passages)


def publish(generation: Path, server: str) -> int:
    """Bring a generation's vectors from its folder to a server; give how many were brought, 0 where all are there.

    Whatever was broken off is gone on with.  Raises `NoVectorServer` where the server is away.
    """
    manifest = read_manifest(generation)
    ids = [key for key, _ in Catalogue(generation).passage_ids()]
    with Vectors.open(generation / "vectors") as folder:
        batches = (folder.rows(ids[start : start + PER_CALL]) for start in range(0, len(ids), PER_CALL))
        return fill_server(server, collection(manifest), len(ids), batches)
