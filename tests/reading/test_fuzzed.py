"""Spoilt files give figures or an error in words.  `python -m eval.bench.read_fuzz` goes on for longer."""

from __future__ import annotations

import importlib
import random
from itertools import islice
from pathlib import Path

import pytest

with pytest.MonkeyPatch.context() as patched:
    patched.syspath_prepend(str(Path(__file__).parents[2]))  # whichever way pytest is started
    read_fuzz, spoiling = (importlib.import_module(f"eval.bench.{name}") for name in ("read_fuzz", "spoiling"))

SOUND = spoiling.sound_files()


@pytest.mark.parametrize("suffix", SOUND)
def test_a_sound_file_is_read(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"报告{suffix}"
    path.write_bytes(SOUND[suffix][0])
    assert read_fuzz.outcome(path) == "read"


@pytest.mark.parametrize("suffix", SOUND)
def test_a_spoilt_file_is_read_or_refused_in_words(suffix: str, tmp_path: Path) -> None:
    files = spoiling.spoilt_files(random.Random(5), {suffix: SOUND[suffix]})
    for number, (_, data) in enumerate(islice(files, 8)):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(data)
        read_fuzz.outcome(path)
