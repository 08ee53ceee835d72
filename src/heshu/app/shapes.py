"""The shapes of what the JSON API takes and gives, for its documentation and its checks; `wire` makes the records."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from heshu.app.calls import HISTORY_LIMIT, HITS_LIMIT, NAMES_LIMIT, QUESTION_LIMIT

Words = Annotated[str, Field(min_length=1, max_length=QUESTION_LIMIT)]
Names = Annotated[list[Annotated[str, Field(min_length=1, max_length=500)]], Field(max_length=NAMES_LIMIT)]
Outcome = Literal["consistent", "inconsistent", "computed", "note"]


class Given(BaseModel):
    """What a request gives; a key that nobody knows is refused, because it was meant to change something."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Question(Given):
    """A question, the earlier ones of its conversation, and the reports to ask (none named: all of them)."""

    question: Words
    history: Annotated[list[Annotated[str, Field(max_length=QUESTION_LIMIT)]], Field(max_length=HISTORY_LIMIT)] = []
    reports: Names = []


class Search(Given):
    """Words to search passages by."""

    query: Words
    top: Annotated[int, Field(ge=1, le=HITS_LIMIT)] = 10
    reports: Names = []


class Expression(Given):
    """An expression as people write it (``6081.69 ÷ 6108.89``) or a program in FinQA's notation."""

    expression: Words


class Problem(BaseModel):
    """What is wrong and what to do about it, in Chinese and in English."""

    message: str
    english: str


class Value(BaseModel):
    """A headline value: a plain decimal string and its unit."""

    number: str
    unit: str


class Citation(BaseModel):
    """A quote with its place; ``quote`` is the report's own text between ``start`` and ``end``."""

    marker: int
    source: str
    title: str
    department: str
    year: int | None
    section: list[str]
    page: int | None
    quote: str
    start: int
    end: int
    confidence: int | None = None


class Calculation(BaseModel):
    """A computation and what came of it."""

    program: str
    expression: str
    result: str
    unit: str
    stated: str | None
    verdict: Outcome


class Answer(BaseModel):
    """An answer; ``text`` has the markers ``[n]`` of its citations."""

    question: str
    status: Literal["answered", "refused", "clarify"]
    text: str
    values: list[Value]
    citations: list[Citation]
    calculations: list[Calculation]
    seconds: float


class Hit(BaseModel):
    """A passage and how well it fits, in [0, 1]."""

    source: str
    passage: str
    score: float
    section: list[str]
    page: int | None
    start: int
    end: int


class Hits(BaseModel):
    """Passages, the best first."""

    question: str
    hits: list[Hit]


class Figure(BaseModel):
    """A figure of a report; ``value`` is a plain decimal string."""

    source: str
    department: str
    year: int | None
    label: str
    period: str
    qualifier: str
    value: str
    unit: str
    kind: str
    page: int | None
    text: str
    start: int
    end: int


class Figures(BaseModel):
    """Figures from ``offset`` on, of ``total``."""

    total: int
    offset: int
    figures: list[Figure]


class Result(BaseModel):
    """An exact result; ``text`` is the number with its unit, ``yes`` or ``no`` for a comparison."""

    expression: str
    result: str
    unit: str
    text: str


class Operand(BaseModel):
    """A figure that a finding was computed from."""

    label: str
    value: str
    unit: str
    source: str
    quote: str


class Finding(BaseModel):
    """One identity of a report, recomputed."""

    source: str
    title: str
    department: str
    year: int | None
    section: list[str]
    page: int | None
    rule: str
    quote: str
    stated: str
    expected: str
    unit: str
    program: str
    operands: list[Operand]
    verdict: Outcome
    message: str


class Counts(BaseModel):
    """Findings by verdict."""

    inconsistent: int
    note: int
    consistent: int


class Audit(BaseModel):
    """Findings from ``offset`` on, of ``total``; ``counts`` are of all that was checked."""

    reports: int
    counts: Counts
    total: int
    offset: int
    findings: list[Finding]


class Card(BaseModel):
    """A report of the index."""

    source: str
    title: str
    department: str
    year: int | None
    characters: int
    pages: int
    sections: int
    passages: int
    figures: int
    warnings: list[str]


class Unread(BaseModel):
    """A file that was not read, and why."""

    source: str
    reason: str


class Reports(BaseModel):
    """What the index holds."""

    generation: str
    reports: list[Card]
    unread: list[Unread]
