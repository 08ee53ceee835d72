"""Which language model a served page uses: the command line names it, or an administrator, and the index keeps it."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heshu.app.models import writer_of
from heshu.app.private import write_private
from heshu.errors import UsageError

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant

KEPT = "model.json"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Named:
    """An address and the model's name there; both empty for none.  The key is never kept: it is in the environment."""

    url: str = ""
    name: str = ""


class Models:
    """The language model of an assistant that is served.  Methods may be called from several threads.

    Where nobody has to log in, only this machine reaches the page, and whoever sits there may change the model; where
    people log in, the ``administrators`` may.  One that the command line named stays.
    """

    def __init__(self, assistant: Assistant, index: Path, administrators: Collection[str] = ()) -> None:
        self._assistant, self._place = assistant, index / KEPT
        self._administrators = frozenset(administrators)
        self.fixed = assistant.writer is not None
        self.named = Named()
        if not self.fixed:
            with suppress(UsageError):
                self._use(_read(self._place))

    @property
    def place(self) -> str:
        """Where questions and quotes go; empty where they go nowhere."""
        writer = self._assistant.writer
        return writer.place if writer else ""

    def may_change(self, user: str | None) -> bool:
        """Say whether a user may; ``None`` is who did not have to log in."""
        return user is None or user in self._administrators

    def change(self, named: Named, user: str | None) -> None:
        """Use another model from now on, or none; raises `UsageError` for what is no address or cannot be kept."""
        if self.fixed:
            raise UsageError(
                "语言模型由启动命令（--llm）指定，不能在这里改",
                "The command line names the language model (--llm); it cannot be changed here",
            )
        before = self.named
        self._use(named)
        try:
            _write(self._place, named)
        except OSError as error:
            self._use(before)
            raise UsageError(f"没有存下（{error.strerror}）", f"Not kept ({error.strerror})") from error
        _LOG.warning("%s set the language model: %s", user or "this machine", self.place or "none")

    def trouble(self) -> str:
        """Try the model; say why it gives no words, empty where it gives some or there is none."""
        writer = self._assistant.writer
        return writer.trouble() if writer else ""

    def _use(self, named: Named) -> None:
        self._assistant.writer = writer_of(named.url, named.name)
        self.named = named if named.url else Named()


def _read(place: Path) -> Named:
    """Read what was kept; what cannot be read is none."""
    try:
        given = json.loads(place.read_text("utf-8"))
        return Named(str(given["url"]), str(given["name"]))
    except FileNotFoundError:
        return Named()
    except (OSError, ValueError, KeyError, TypeError):
        _LOG.warning("%s is not what was kept there; no language model is used", place)
        return Named()


def _write(place: Path, named: Named) -> None:
    """Keep it, for the owner's eyes alone: an address may hold a password."""
    if named.url:
        write_private(place, json.dumps(asdict(named), ensure_ascii=False))
    else:
        place.unlink(missing_ok=True)
