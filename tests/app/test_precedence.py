"""An answer goes before a suggestion."""

from __future__ import annotations

import threading

from heshu.app.precedence import Precedence


def suggestion(first: Precedence, seconds: float) -> tuple[threading.Thread, list[bool]]:
    came: list[bool] = []

    def make() -> None:
        with first.suggesting(seconds) as time:
            came.append(time)

    thread = threading.Thread(target=make)
    thread.start()
    return thread, came


def test_a_suggestion_waits_for_the_answers() -> None:
    first = Precedence()
    with first.answering():
        with first.answering():
            thread, came = suggestion(first, 60)
        assert came == []
    thread.join()
    assert came == [True]


def test_between_two_suggestions_an_answer_is_made() -> None:
    first = Precedence()
    with first.suggesting(1):
        assert first.free(0)
        with first.answering():
            assert not first.free(0.01)
        assert first.free(0)


def test_a_suggestion_gives_way_where_answers_go_on() -> None:
    first = Precedence()
    with first.answering():
        thread, came = suggestion(first, 0.01)
        thread.join()
    assert came == [False]
    with first.suggesting(1) as time:
        assert time
        thread, came = suggestion(first, 0.01)
        thread.join()
    assert came == [False]
    with first.suggesting(1) as time:
        assert time
