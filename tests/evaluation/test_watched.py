import sys

from eval.bench.watched import watched


def test_a_process_that_says_much_is_heard_to_its_end() -> None:
    done = watched([sys.executable, "-c", "print('核' * 300_000)"], limit=60)
    assert (done.status, len(done.output)) == (0, 300_001)
    assert done.seconds > 0


def test_a_process_that_takes_too_long_is_ended() -> None:
    done = watched([sys.executable, "-c", "import time; print('begun', flush=True); time.sleep(600)"], limit=3)
    assert done.status != 0
    assert done.output.startswith("begun")
