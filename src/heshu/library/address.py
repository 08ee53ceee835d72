"""What works for an index on other machines: a Chroma server that keeps the vectors, a Ray cluster that reads files."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from heshu.errors import UsageError

ADDRESS = "HESHU_VECTORS"
"""The environment variable that names the server; the option --vectors sets it for a command."""
CLUSTER = "HESHU_RAY"
"""The environment variable that names the cluster; the option --ray sets it for a command."""


def address() -> str | None:
    """Give the server's address, if one is named; raises `UsageError` where it is no address."""
    said = os.environ.get(ADDRESS, "").strip()
    if not said:
        return None
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise UsageError(
            f"向量服务器的地址“{said}”不对，应像 http://主机:8000",
            f"“{said}” is no address of a Chroma server; it should be like http://HOST:8000",
        )
    return said.rstrip("/")


def cluster() -> str | None:
    """Give the cluster's address, as `ray.init` takes it, if one is named."""
    return os.environ.get(CLUSTER, "").strip() or None
