"""Reading files on the machines of a Ray cluster, as many at a time as they have cores, and given back in order.

Ray carries the tasks, and does them again elsewhere where a machine goes; how a file is read and what it may take is
as on one machine (`readers`).  Every machine needs the same Heshu, and sees the files under the same paths.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from heshu.errors import IndexError_, UsageError
from heshu.library.readers import Outcome, Worker
from heshu.library.resume import readers_hash

if TYPE_CHECKING:
    from heshu.library.worker import Task

AHEAD = 8
"""Files a core that are handed out before their turn, and so lie in Ray's memory."""
AGAIN = 2
"""Times that a file is read again whose machine went away."""


def outcomes(tasks: Sequence[Task], cluster: str) -> Generator[Outcome, None, None]:
    """Read files on a cluster and give what came of each, in the order of ``tasks``; close the iterator to stop.

    Raises `UsageError` where Ray is not installed, the cluster cannot be reached or runs another Heshu, and
    `IndexError_` where it goes away meanwhile.
    """
    if not tasks:
        return
    with _joined(cluster) as ray:
        read = ray.remote(num_cpus=1, max_retries=AGAIN)(_read)
        ahead = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield from _in_order(ray, (read.remote(one, readers_hash()) for one in tasks), ahead)


def _in_order(ray: Any, handed_out: Iterator[Any], ahead: int) -> Iterator[Outcome]:
    waiting = deque(islice(handed_out, ahead))
    while waiting:
        outcome: Outcome | None = ray.get(waiting.popleft())
        waiting.extend(islice(handed_out, 1))
        if outcome is None:
            raise UsageError(
                "Ray 集群里有机器装的核数版本与这里不同。请在每台机器上装同一版本后再试",
                "A machine of the Ray cluster has another version of Heshu than this one. Install the same on all",
            )
        yield outcome


def _read(task: Task, readers: bytes) -> Outcome | None:
    """Read a file on a machine of the cluster; ``None`` where its readers are not those asked for."""
    return _worker().read(task) if readers_hash() == readers else None


@cache
def _worker() -> Worker:
    return Worker()


@contextmanager
def _joined(cluster: str) -> Iterator[Any]:
    """Join a cluster, and leave it again."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # else a head that is started here calls home
    try:
        import ray  # noqa: PLC0415 - seconds, and mostly not installed
        from ray.exceptions import RayError  # noqa: PLC0415
    except ImportError as error:
        raise UsageError(
            "没有安装 Ray。请运行 pip install 'heshu[ray]'，或去掉 --ray",
            "Ray is not installed. Run pip install 'heshu[ray]', or leave --ray out",
        ) from error
    try:
        ray.init(address=cluster, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(
            f"连不上 Ray 集群 {cluster}（{error}）。请检查地址和集群是否在运行，或去掉 --ray",
            f"The Ray cluster {cluster} cannot be reached ({error}). See whether it runs, or leave --ray out",
        ) from error
    try:
        yield ray
    except RayError as error:
        raise IndexError_(
            f"Ray 集群 {cluster} 中途出错（{error}）。已读的文件有保留，请再运行一次；现有的索引没有受影响",
            f"The Ray cluster {cluster} failed ({error}). What was read is kept: run it again. The index is untouched",
        ) from error
    finally:
        ray.shutdown()
