"""The file of users: hashed, whole, read again when it changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from heshu.app.cli import cli
from heshu.app.server import admitted
from heshu.app.users import Users, matches, open_users, read, remove, set_password
from heshu.errors import UsageError

SECRET = "正确的马电池钉"  # eight characters and no fewer


def test_a_password_is_written_as_a_hash_for_the_owners_eyes(tmp_path: Path) -> None:
    file = tmp_path / "users.txt"
    set_password(file, "王会计", SECRET + "书")
    assert SECRET not in file.read_text("utf-8")
    assert matches(read(file)["王会计"], SECRET + "书")
    assert "$argon2id$" in file.read_text("utf-8")
    assert os.name == "nt" or file.stat().st_mode & 0o077 == 0


def test_changes_are_seen_at_once(tmp_path: Path) -> None:
    file = tmp_path / "users.txt"
    set_password(file, "甲", "第一个密码很长的")
    users = Users(file)
    first = users.check("甲", "第一个密码很长的")
    assert first
    assert first == users.stamp("甲")
    assert users.check("甲", "第一个密码很长") is None
    assert users.check("乙", "第一个密码很长的") is None
    set_password(file, "甲", "第二个密码很长的")
    assert users.stamp("甲") not in (None, first)
    assert users.check("甲", "第一个密码很长的") is None
    set_password(file, "乙", "乙自己的密码啊啊")
    remove(file, "甲")
    assert users.stamp("甲") is None
    assert users.check("乙", "乙自己的密码啊啊")
    file.unlink()
    assert users.stamp("乙") is None


@pytest.mark.parametrize(
    ("name", "password"),
    [
        *((name, "12345678") for name in ("", "a b", "a:b", "a\n", "#a", "a" * 41)),
        *(("abcdefgh", password) for password in ("1234567", "1" * 201, "ABCDEFGH")),
    ],
)
def test_what_will_not_do_is_refused_and_writes_nothing(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(UsageError):
        set_password(tmp_path / "users.txt", name, password)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", [None, "", "# 空的\n", "甲:明文密码\n", ":$argon2id$x\n"])
def test_a_file_that_admits_nobody_or_anybody_is_refused(tmp_path: Path, text: str | None) -> None:
    file = tmp_path / "users.txt"
    if text is not None:
        file.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="heshu user"):
        open_users(file)


def test_an_address_that_others_reach_wants_users(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--auth"):
        admitted("0.0.0.0", None)
    assert admitted("127.0.0.1", None) is None
    set_password(tmp_path / "users.txt", "甲", "第一个密码很长的")
    assert admitted("0.0.0.0", tmp_path / "users.txt") is not None


def test_the_command_writes_and_takes_out(tmp_path: Path) -> None:
    file = str(tmp_path / "users.txt")
    done = CliRunner().invoke(cli, ["user", file, "王会计"], input="一二三四五六七八\n", prog_name="heshu")
    assert done.exit_code == 0
    assert matches(read(Path(file))["王会计"], "一二三四五六七八")
    done = CliRunner().invoke(cli, ["user", file, "王会计"], input="短\n", prog_name="heshu")
    assert done.exit_code == 2
    assert "密码要" in done.stderr
    assert CliRunner().invoke(cli, ["user", file, "王会计", "--remove"], prog_name="heshu").exit_code == 0
    assert read(Path(file)) == {}
    assert CliRunner().invoke(cli, ["serve", "--host", "0.0.0.0"], prog_name="heshu").exit_code == 2
