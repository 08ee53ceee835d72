"""The JSON API under requests that schemathesis makes of its own description: no error of the program, no surprise."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    unsupported_method,
]


PATHS = ("/ask", "/search", "/figures", "/calc", "/audit", "/reports")
BARE = frozenset({"/reports"})
"""Addresses of whose requests nothing can be wrong."""


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, GenerationMode.POSITIVE) for path in PATHS),
        *((path, GenerationMode.NEGATIVE) for path in PATHS if path not in BARE),
    ],
)
def test_every_request_is_answered_as_described(doors: str, path: str, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_url(f"{doors}/api/openapi.json")
    (operation,) = described[path].values()

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    def asked(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    asked()
