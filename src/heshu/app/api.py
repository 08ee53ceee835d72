"""The JSON API of ``heshu serve``, below ``/api``; ``/api/openapi.json`` describes it.

Errors are ``{"message", "english"}``: what is wrong and what to do.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from heshu.app import calls, shapes
from heshu.errors import HeshuError, IndexError_, Overloaded, Overtime
from heshu.records import Verdict

if TYPE_CHECKING:
    from heshu.app.calls import Asked

PROBLEMS: Mapping[int | str, dict[str, Any]] = {
    status: {"model": shapes.Problem, "description": description}
    for status, description in (
        (400, "It cannot be done as asked"),
        (
            401,
            "Where people log in: no right name and password, as HTTP Basic or bearer token name:password",
        ),
        (413, "The request is too long"),
        (422, "The request is not of the documented form"),
        (429, "Where people log in: too many wrong passwords, or too many at once; Retry-After says how long to wait"),
        (500, "An error in the program, logged under the reference that the message gives"),
        (503, "The index cannot be read, or too much is asked at once"),
        (504, "The question took too long and was given up"),
    )
}

STATUSES: Sequence[tuple[type[HeshuError], int]] = ((IndexError_, 503), (Overloaded, 503), (Overtime, 504))
"""What is not the fault of who asks; all other errors are 400."""

Report = Annotated[
    list[Annotated[str, Query(min_length=1, max_length=500)]],
    Query(max_length=calls.NAMES_LIMIT, description="A report's file name, department or a part of one; repeatable"),
]
Offset = Annotated[int, Query(ge=0, le=100_000_000)]
Limit = Annotated[int, Query(ge=1, le=calls.ROWS_LIMIT)]
Label = Annotated[str, Query(max_length=calls.QUESTION_LIMIT, description="Figures whose label holds these words")]
Wanted = Annotated[
    list[Literal["inconsistent", "note", "consistent"]],
    Query(max_length=3, description="Which findings to list; the inconsistent ones and the notes by default"),
]
_LOG = logging.getLogger(__name__)


def application(assistant: Asked) -> FastAPI:
    """Return the API over an assistant, to be mounted; it has no pages of its own."""
    api = FastAPI(
        title="Heshu 核数",
        version="1",
        description="Cited, recomputed answers from departments' performance self-evaluation reports.",
        docs_url=None,
        redoc_url=None,
        responses=dict(PROBLEMS),
    )
    _routes(api, assistant)
    api.add_exception_handler(RequestValidationError, _malformed)
    api.add_exception_handler(HTTPException, _refused)
    api.add_exception_handler(HeshuError, _in_words)
    api.add_exception_handler(Exception, _unforeseen)
    return api


def _routes(api: FastAPI, assistant: Asked) -> None:
    """Add the routes; they are plain functions, which FastAPI runs in threads."""

    @api.post("/ask", response_model=shapes.Answer, response_model_exclude_unset=True, summary="Ask a question")
    def ask(asked: shapes.Question) -> dict[str, Any]:
        return calls.ask(assistant, asked.question, asked.history, asked.reports)

    @api.post("/search", response_model=shapes.Hits, summary="Find passages")
    def search(asked: shapes.Search) -> dict[str, Any]:
        return calls.search(assistant, asked.query, asked.top, asked.reports)

    @api.get("/figures", response_model=shapes.Figures, summary="List figures")
    def figures(
        report: Report = [],  # noqa: B006
        label: Label = "",
        offset: Offset = 0,
        limit: Limit = calls.ROWS_LIMIT,
    ) -> dict[str, Any]:
        return calls.figures(assistant, report, label, offset, limit)

    @api.post("/calc", response_model=shapes.Result, summary="Calculate exactly")
    def calc(asked: shapes.Expression) -> dict[str, Any]:
        return calls.calc(asked.expression)

    @api.get("/audit", response_model=shapes.Audit, summary="Recompute what reports state")
    def audit(
        report: Report = [],  # noqa: B006
        verdict: Wanted = ["inconsistent", "note"],  # noqa: B006
        offset: Offset = 0,
        limit: Limit = calls.ROWS_LIMIT,
    ) -> dict[str, Any]:
        return calls.audit(assistant, report, map(Verdict, verdict), offset, limit)

    @api.get("/reports", response_model=shapes.Reports, summary="What the index holds")
    def reports() -> dict[str, Any]:
        return calls.reports(assistant)


def problem(status: int, message: str, english: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """Say what is wrong."""
    return JSONResponse({"message": message, "english": english}, status, headers)


async def _malformed(_: Request, error: Exception) -> JSONResponse:
    return problem(422, *misfit(error))


def misfit(error: Exception) -> tuple[str, str]:
    """Say in Chinese and English where a request does not fit; what it held is not repeated."""
    first = error.errors()[0] if isinstance(error, RequestValidationError) else {"loc": (), "msg": ""}
    place = ".".join(str(part) for part in first["loc"][1:] if isinstance(part, int) or part.isidentifier())[:100]
    where = place or "请求"
    return f"“{where}”不合要求（{first['msg']}），格式见 /api/openapi.json", f"{place or 'request'}: {first['msg']}"


async def _refused(_: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 400
    chinese = {404: "没有这个地址，见 /api/openapi.json", 405: "这个地址不接受这种请求方法"}
    english = {404: "There is no such address; see /api/openapi.json", 405: "This address takes another method"}
    headers = error.headers if isinstance(error, HTTPException) else None
    fallback = "请求读不懂", "The request cannot be read"
    return problem(status, chinese.get(status, fallback[0]), english.get(status, fallback[1]), headers)


async def _in_words(_: Request, error: Exception) -> JSONResponse:
    status, message, english = told(error)
    return problem(status, message, english)


async def _unforeseen(_: Request, error: Exception) -> JSONResponse:
    status, message, english = told(error)
    return problem(status, message, english)


def told(error: Exception) -> tuple[int, str, str]:
    """Give the status and the words for an error; what nobody foresaw is logged under a reference."""
    if isinstance(error, HeshuError):
        status = next((status for kind, status in STATUSES if isinstance(error, kind)), 400)
        return status, error.message, error.english
    reference = secrets.token_hex(4)
    _LOG.error("reference %s: a request failed", reference, exc_info=error)
    return 500, f"程序出错了（编号 {reference}）", f"An error in the program (reference {reference})"
