"""A question to a running `heshu serve`, instead of to the index: `heshu ask --server URL`."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from heshu.errors import UsageError
from heshu.patterns import regex
from heshu.records import Answer, Calculation, Citation, Status, Value, Verdict

SECONDS = 120
"""How long an answer is waited for."""
LONGEST = 50_000_000
"""Bytes of an answer that are read."""
_WRAPPED = regex(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``url`` is the page's address, with ``name:password@`` where one has to log in."""

    url: str

    def ask(self, question: str, history: Sequence[str] = (), reports: Sequence[str] = ()) -> Answer:
        """Ask it; ``reports`` are names, as `heshu ask --report` takes them.

        Raises `UsageError` where it cannot be reached, is no such server, or cannot do it as asked.
        """
        body = {"question": question, "history": list(history), "reports": list(reports)}
        given = self._post("/api/ask", json.dumps(body).encode())
        try:
            return _answer(given)
        except (KeyError, TypeError, ValueError) as error:
            raise self._strange() from error

    @property
    def _shown(self) -> str:
        """The address without the password."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    def _post(self, path: str, body: bytes) -> Any:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise UsageError(
                f"“{self.url}”不是网址，应像 http://127.0.0.1:7860",
                f"“{self.url}” is no address; it should be like http://127.0.0.1:7860",
            )
        try:
            request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
                self._shown.rstrip("/") + path, body, {"content-type": "application/json", **_login(urlsplit(self.url))}
            )
            with urllib.request.urlopen(request, timeout=SECONDS) as given:  # noqa: S310
                return json.loads(given.read(LONGEST))
        except urllib.error.HTTPError as error:
            with error:
                raise self._refused(error) from error
        except (OSError, ValueError) as error:
            if isinstance(error, ValueError):
                raise self._strange() from error
            raise UsageError(
                f"连不上“{self._shown}”（{error}）。请检查网址，以及那边是否已运行 heshu serve",
                f"Cannot reach “{self._shown}” ({error}). Check the address, and whether heshu serve runs there",
            ) from error

    def _refused(self, error: urllib.error.HTTPError) -> UsageError:
        try:
            said = json.loads(error.read(LONGEST))
            return UsageError(f"服务器答复：{said['message']}", f"The server says: {said['english']}")
        except (OSError, ValueError, KeyError, TypeError):
            return self._strange()

    def _strange(self) -> UsageError:
        return UsageError(
            f"“{self._shown}”的回答看不懂，那里运行的可能不是 heshu serve",
            f"What “{self._shown}” answers cannot be understood; it may be no heshu serve",
        )


def _login(url: SplitResult) -> dict[str, str]:
    """Write the header that logs in (RFC 7617); none where the address names nobody."""
    if not url.username:
        return {}
    named = f"{unquote(url.username)}:{unquote(url.password or '')}"
    return {"authorization": f"Basic {base64.b64encode(named.encode()).decode()}"}


def _answer(given: dict[str, Any]) -> Answer:
    """Read what `heshu.app.wire.answer` wrote."""
    return Answer(
        question=str(given["question"]),
        status=Status(given["status"]),
        text=str(given["text"]),
        values=tuple(Value(**value) for value in given["values"]),
        citations=tuple(map(_citation, given["citations"])),
        calculations=tuple(
            Calculation(**{**made, "verdict": Verdict(made["verdict"])}) for made in given["calculations"]
        ),
        seconds=float(given["seconds"]),
    )


def _citation(cited: dict[str, Any]) -> Citation:
    shown = _WRAPPED.sub("", cited["quote"])
    return Citation(**{**cited, "section": tuple(cited["section"]), "shown": shown, "report_id": ""})
