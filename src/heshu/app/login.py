"""The door of a page that several people use: nobody gets past it who has not logged in.

A browser logs in with a form and holds a token in a cookie that no script can read.  Another program sends a name and
a password with each request, as HTTP Basic or as a bearer token ``name:password``.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from heshu.app.bounded import Application, Bounded, Message, Receive, Scope, Send
from heshu.app.brake import Brake
from heshu.app.login_page import page
from heshu.app.sessions import WHOLE, Sessions
from heshu.app.users import Users
from heshu.app.wording import Language, preferred, say

COOKIE = "heshu-session"
USER = "heshu_user"
"""Where an ASGI scope has the name of who is logged in."""
LOGIN, LOGOUT = "/login", "/logout"
PROGRAMS = ("/api", "/v1", "/mcp")
FORM_LIMIT = 4_096
AT_ONCE, WAITING = 2, 16
"""How many passwords are checked at once (64 MiB each), and how many wait for that."""
REMEMBERED = 600.0
"""Seconds for which a program's right password is not checked again."""
Header = tuple[bytes, bytes]
_HTML: Header = (b"content-type", b"text/html; charset=utf-8")
_FRESH: Header = (b"cache-control", b"no-store")


@dataclass(frozen=True, slots=True)
class Denied:
    """Why somebody is not let in: an HTTP status, the key of the words, seconds to wait."""

    status: int
    key: str
    wait: int = 0

    def words(self, language: Language) -> str:
        """Say it."""
        return say(language, self.key, minutes=-(-self.wait // 60))


class Login:
    """An ASGI application before another: lets through who is logged in, and names the user in the scope."""

    def __init__(self, inner: Application, users: Users, brake: Brake | None = None) -> None:
        self._inner, self._users = inner, users
        self._sessions, self._brake = Sessions(users), brake or Brake()
        self._form = Bounded(self._submitted, FORM_LIMIT)
        self._checking, self._queued = asyncio.Semaphore(AT_ONCE), 0
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI 3.0 asks."""
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
        elif scope["path"] in (LOGIN, LOGOUT):
            await self._at_door(scope, receive, send)
        else:
            user = await self._user(scope)
            if isinstance(user, str):
                await self._inner({**scope, USER: user}, receive, _unstored(send))
            else:
                await _keep_out(scope, send, user)

    # ------------------------------------------------------------ the form

    async def _at_door(self, scope: Scope, receive: Receive, send: Send) -> None:
        language, method = _language(scope), scope["method"]
        if method == "POST" and _header(scope, b"sec-fetch-site") in ("cross-site", "same-site"):
            await _answer(send, 403, b"403")
        elif method == "POST" and scope["path"] == LOGIN:
            await self._form(scope, receive, send)
        elif method == "POST":
            self._sessions.end(_token(scope))
            await _go(send, LOGIN, _cookie(scope, "", 0))
        elif scope["path"] == LOGIN and self._sessions.user(_token(scope)):
            await _go(send, "/")
        elif scope["path"] == LOGIN:
            await _answer(send, 200, page(language), _HTML)
        else:
            await _go(send, "/")

    async def _submitted(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = (await receive()).get("body", b"").decode("utf-8", "replace")
        sent = parse_qs(body, keep_blank_values=True, errors="replace")
        name, password = (sent.get(key, [""])[0] for key in ("name", "password"))
        stamp = await self._check(name.strip(), password, _address(scope))
        if isinstance(stamp, Denied):
            language = _language(scope)
            form = page(language, stamp.words(language), name.strip())
            await _answer(send, stamp.status, form, _HTML, *_retry(stamp))
            return
        self._sessions.end(_token(scope))
        token = self._sessions.begin(name.strip(), stamp)
        await _go(send, "/", _cookie(scope, token, int(WHOLE)))

    async def _check(self, name: str, password: str, address: str) -> str | Denied:
        """Give the stamp of a user whose password is right."""
        if self._queued >= WAITING:
            return Denied(429, "login_busy", 1)
        if wait := self._brake.wait(name, address):
            return Denied(429, "login_braked", wait)
        self._queued += 1
        try:
            async with self._checking:
                stamp = await asyncio.to_thread(self._users.check, name, password)
        finally:
            self._queued -= 1
        if stamp is None:
            return Denied(401, "login_wrong")
        self._brake.passed(name, address)
        return stamp

    # ------------------------------------------------------------ every other request

    async def _user(self, scope: Scope) -> str | Denied:
        if user := self._sessions.user(_token(scope)):
            return user
        if not _for_programs(scope):
            return Denied(401, "not_logged_in")
        name, _, password = _sent(_header(scope, b"authorization")).partition(":")
        if not name:
            return Denied(401, "not_logged_in")
        return await self._program(name, password, _address(scope))

    async def _program(self, name: str, password: str, address: str) -> str | Denied:
        """Check what a program sent; what was right a short while ago is not hashed again."""
        key = hmac.new(self._secret, f"{name}:{password}".encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
        stamp, until = self._known.get(key, ("", 0.0))
        if time.monotonic() < until and stamp == self._users.stamp(name):
            return name
        found = await self._check(name, password, address)
        if isinstance(found, Denied):
            return found
        self._known[key] = (found, time.monotonic() + REMEMBERED)
        while len(self._known) > WAITING * AT_ONCE:
            self._known.popitem(last=False)
        return name


def _for_programs(scope: Scope) -> bool:
    return any(scope["path"] == root or scope["path"].startswith(f"{root}/") for root in PROGRAMS)


def _sent(authorization: str) -> str:
    """Read ``name:password`` from an Authorization header (RFC 7617, RFC 6750); empty where there is none."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip().encode("latin-1").decode("utf-8", "replace")
    try:
        return base64.b64decode(value, validate=True).decode() if scheme.lower() == "basic" else ""
    except ValueError:
        return ""


def _header(scope: Scope, wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), "")


def _token(scope: Scope) -> str:
    try:
        held = SimpleCookie(_header(scope, b"cookie")).get(COOKIE)
    except CookieError:
        return ""
    return held.value if held else ""


def _cookie(scope: Scope, token: str, seconds: int) -> Header:
    secure = "; Secure" if scope.get("scheme") == "https" else ""
    return b"set-cookie", f"{COOKIE}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}".encode()


def _language(scope: Scope) -> Language:
    return preferred(_header(scope, b"accept-language"))


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])


def _retry(denied: Denied) -> Iterable[Header]:
    return [(b"retry-after", str(denied.wait).encode())] if denied.wait else []


def _unstored(send: Send) -> Send:
    """Say that what is shown to a user is not to be kept, where the answer itself says nothing of it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and not any(
            name.lower() == b"cache-control" for name, _ in message.get("headers", ())
        ):
            message = {**message, "headers": [*message.get("headers", ()), _FRESH]}
        await send(message)

    return sending


async def _keep_out(scope: Scope, send: Send, why: Denied) -> None:
    """Send a person to the form, and tell a program or a script of the page what is wrong."""
    if scope["path"] == "/":
        await _go(send, LOGIN)
        return
    said = {"message": why.words("zh"), "english": why.words("en")}
    if not _for_programs(scope) and _language(scope) == "en":
        said["message"] = said["english"]
    asked = [(b"www-authenticate", b'Basic realm="Heshu", charset="UTF-8"')] if _for_programs(scope) else []
    body = json.dumps(said, ensure_ascii=False).encode()
    await _answer(send, why.status, body, (b"content-type", b"application/json"), *asked, *_retry(why))


async def _go(send: Send, place: str, *headers: Header) -> None:
    await _answer(send, 303, b"", (b"location", place.encode()), *headers)


async def _answer(send: Send, status: int, body: bytes, *headers: Header) -> None:
    await send({"type": "http.response.start", "status": status, "headers": [_FRESH, *headers]})
    await send({"type": "http.response.body", "body": body})
