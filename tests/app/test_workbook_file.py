"""No cell of a workbook is ever a formula."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from heshu.app.workbook_file import Sheet, workbook


@given(st.sampled_from(["=", "+", "-", "@", "\t=", " =", "＝", ""]), st.text(max_size=30))
def test_text_stays_text(begin: str, rest: str) -> None:
    data = workbook([Sheet("=名/称", ("=头",), ((begin + rest,), (Decimal("1234.50"),)))])
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert page["A1"].data_type == page["A2"].data_type == "s" or page["A2"].value is None
    assert page["A1"].quotePrefix
    assert page["A2"].quotePrefix or not (begin and begin.strip())
    assert page["A3"].value == Decimal("1234.5")
    assert page["A3"].number_format == "#,##0.00"
