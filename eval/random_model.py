"""A real server program with a small model of random weights: the whole way runs, and the answers are the plain ones.

    python -m eval.random_model

Makes a model of some 170,000 weights, serves it with ``transformers serve`` (which wants ``pip install accelerate``),
asks a few questions of the sample reports with and without it, and exits with 1 where an answer differs, takes longer
than the model is waited for, or where no text of the model came whole.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from heshu.asking.assistant import Assistant
from heshu.asking.model import SECONDS, Remote, address
from heshu.asking.writer import Writer
from heshu.library.build import build

REPORTS = Path(__file__).parents[1] / "tests" / "asking" / "reports"
QUESTIONS = (
    "澜湾区审计局2023年公用经费是多少",
    "审计局2023年项目支出占支出总额的百分之几",
    "哪个部门得分最低",
    "澜湾区审计局存在哪些问题",
    "审计局的大数据咋弄",
    "推荐一家餐馆",
)
STARTING = 120
"""Seconds within which the server has to be there."""
WORK = 10
"""Seconds beyond the model's that an answer may take on a busy machine."""


def make(folder: Path) -> None:
    """Write a Llama of one layer, with random weights (the same each time) and a tokenizer of the reports' own."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers  # noqa: PLC0415
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, set_seed  # noqa: PLC0415

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    marks = ["<unk>", "<s>", "</s>"]
    trainer = trainers.BpeTrainer(
        vocab_size=1000, special_tokens=marks, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator((path.read_text("utf-8") for path in sorted(REPORTS.iterdir())), trainer)
    wrapped = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer, unk_token=marks[0], bos_token=marks[1], eos_token=marks[2]
    )
    wrapped.chat_template = "{% for m in messages %}{{ m['role'] }}: {{ m['content'] }}\n{% endfor %}assistant: "
    wrapped.save_pretrained(folder)
    config = LlamaConfig(
        vocab_size=len(wrapped),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=1,
        num_attention_heads=4,
        max_position_embeddings=8192,
        bos_token_id=1,
        eos_token_id=2,
    )
    set_seed(8)
    LlamaForCausalLM(config).save_pretrained(folder)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a model on a free port; raises `TimeoutError` where the server does not come up."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("transformers")
    command: list[str | Path] = [program, "serve", folder, "--port", str(port), "--device", "cpu"]
    quiet, offline = subprocess.DEVNULL, os.environ | {"HF_HUB_OFFLINE": "1"}
    with subprocess.Popen(command, env=offline, stdout=quiet, stderr=quiet) as running:
        try:
            _await(f"http://127.0.0.1:{port}/health", running)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            running.terminate()


def _await(url: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTING
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.5)
    raise TimeoutError("transformers serve did not come up; is accelerate installed?")


def main() -> int:
    """Ask with and without the model and say what differs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        make(folder / "model")
        build([REPORTS], folder / "index")
        plain = Assistant.open(folder / "index")
        with served(folder / "model") as url:
            heard = Heard(Remote(replace(address(url, str(folder / "model")), rest=0)))
            helped = Assistant.open(folder / "index", writer=Writer(heard))
            wrong = _compare(plain, helped)
    print(f"{heard.texts} texts of the model came whole, none of them was said" if not wrong else f"{wrong} differ")
    return int(bool(wrong) or not heard.texts)


@dataclass(slots=True)
class Heard:
    """A model that counts the texts that came whole."""

    model: Remote
    texts: int = 0

    @property
    def place(self) -> str:
        """Host and port."""
        return self.model.place

    def write(self, orders: str, matter: str) -> str:
        """Write a text; raises `NoWords`."""
        text = self.model.write(orders, matter)
        self.texts += 1
        return text


def _compare(plain: Assistant, helped: Assistant) -> int:
    """Count the questions that are answered in another way, or too late."""
    wrong = 0
    for question in QUESTIONS:
        own, given = plain.ask(question), helped.ask(question)
        same = replace(own, seconds=0) == replace(given, seconds=0)
        wrong += not same or given.seconds > SECONDS + WORK
        print(f"{question}: {'the same' if same else 'DIFFERENT'}, {given.seconds:.1f} s", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
