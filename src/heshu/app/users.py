"""Who may open the page: a file of names and hashed passwords, and the one door to argon2.

A line is ``name:hash``; the hash is Argon2id with the library's parameters, RFC 9106's second choice (64 MiB, three
passes), written with them and a salt of its own.  The file is read again whenever it changes, so a password that is
changed or a name that is taken out ends the sessions that began with it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from heshu.app.private import write_private
from heshu.errors import UsageError

SHORTEST, LONGEST = 8, 200
"""Characters of a password; the least that NIST SP 800-63B asks for, and what is hashed at most."""
NAME_LIMIT = 40
_HASHER = PasswordHasher()
_HEAD = "# 核数的用户，一行一个 name:hash；用 heshu user 增改。 Users of Heshu; change them with `heshu user`.\n"


class Users:
    """The users of a file, as it is now.  Methods may be called from several threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._seen: tuple[int, int, int] | None = None
        self._hashes: Mapping[str, str] = {}
        self._refresh()

    def stamp(self, name: str) -> str | None:
        """Give what changes when a user's password does; none where there is no such user."""
        self._refresh()
        return self._hashes.get(name)

    def check(self, name: str, password: str) -> str | None:
        """Give a user's stamp where the password is right, which takes a tenth of a second whether or not it is."""
        stamp = self.stamp(name)
        right = matches(stamp or _nobody(), password)
        return stamp if right else None

    def _refresh(self) -> None:
        """Read the file again where it has changed; one that cannot be read now admits nobody."""
        with self._lock:
            try:
                state = self._path.stat()
                seen = (state.st_mtime_ns, state.st_size, state.st_ino)
                if seen != self._seen:
                    self._hashes, self._seen = read(self._path), seen
            except (OSError, UsageError):
                if self._seen is None:
                    raise
                self._hashes = {}


def open_users(path: Path) -> Users:
    """Open a file of users; raises `UsageError` where it is missing, cannot be read or names nobody."""
    try:
        if read(path):
            return Users(path)
    except OSError as error:
        raise UsageError(
            f"读不了“{path}”（{error.strerror}）。请用 heshu user {path} 用户名 建一个",
            f"Cannot read “{path}” ({error.strerror}). Make one with: heshu user {path} NAME",
        ) from error
    raise UsageError(
        f"“{path}”里没有用户。请用 heshu user {path} 用户名 添加",
        f"“{path}” names no user. Add one with: heshu user {path} NAME",
    )


def read(path: Path) -> dict[str, str]:
    """Read a file of users as name -> hash; raises `UsageError` for a line that is none, and what reading raises."""
    found: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, hashed = line.strip().partition(":")
        if not name or not hashed.startswith("$argon2id$"):
            raise UsageError(
                f"“{path}”第 {number} 行不是“用户名:密码散列”。请用 heshu user 增改，不要手写密码",
                f"Line {number} of “{path}” is no name:hash. Change it with heshu user; write no passwords by hand",
            )
        found[name] = hashed
    return found


def set_password(path: Path, name: str, password: str) -> None:
    """Give a user a password, in a file that is made where there is none.

    Raises `UsageError` for a name or a password that will not do, or a file that cannot be written.
    """
    if not 0 < len(name) <= NAME_LIMIT or name != name.strip() or name[0] == "#" or not _speakable(name):
        raise UsageError(
            f"用户名要 1 到 {NAME_LIMIT} 个字，不含冒号和空格",
            f"A name has 1 to {NAME_LIMIT} characters and neither a colon nor a space",
        )
    if not SHORTEST <= len(password) <= LONGEST or password.lower() == name.lower():
        raise UsageError(
            f"密码要 {SHORTEST} 到 {LONGEST} 个字符，且不能与用户名相同",
            f"A password has {SHORTEST} to {LONGEST} characters, and is not the name",
        )
    users = read(path) if path.exists() else {}
    _write(path, {**users, name: _HASHER.hash(password)})


def _speakable(name: str) -> bool:
    return name.isprintable() and not any(character in name for character in ": \t")


def remove(path: Path, name: str) -> None:
    """Take a user out; raises `UsageError` where there is none of that name."""
    users = read(path) if path.exists() else {}
    if name not in users:
        raise UsageError(f"“{path}”里没有用户“{name}”", f"“{path}” has no user “{name}”")
    _write(path, {other: hashed for other, hashed in users.items() if other != name})


def _write(path: Path, users: Mapping[str, str]) -> None:
    text = _HEAD + "".join(f"{name}:{hashed}\n" for name, hashed in sorted(users.items()))
    try:
        write_private(path, text)
    except OSError as error:
        raise UsageError(f"写不了“{path}”：{error.strerror}", f"Cannot write “{path}”: {error.strerror}") from error


def matches(hashed: str, password: str) -> bool:
    """Say whether a password is the one of a hash."""
    try:
        return len(password) <= LONGEST and _HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(1)
def _nobody() -> str:
    """Give a hash for names that do not exist, so that their answer takes as long."""
    return _HASHER.hash(os.urandom(16).hex())
