"""Departments by what everybody calls them: 文联, 县医院."""

from __future__ import annotations

import pytest

from heshu.asking.planning.departments import short_forms


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("蓝桥市文学艺术界联合会", ("蓝桥市文联", "市文联", "蓝桥文联")),
        ("蓝桥县工商业联合会", ("蓝桥县工商联", "县工商联")),
        ("蓝桥市归国华侨联合会", ("市侨联", "蓝桥侨联")),
        ("蓝桥市科学技术协会", ("市科协", "蓝桥市科协")),
        ("蓝桥市科学技术局", ("市科技局", "蓝桥科技局")),
        ("东湖省蓝桥县人民医院", ("蓝桥县医院", "县医院", "县人民医院")),
        ("蓝桥市第二人民医院", ("市二医院", "市第二人民医院")),
    ],
)
def test_a_department_is_called_by_its_short_names(name: str, called: tuple[str, ...]) -> None:
    assert set(called) <= short_forms(name)


def test_one_hospital_is_not_called_as_another() -> None:
    assert "县医院" not in short_forms("蓝桥县中医医院")
    assert "市医院" not in short_forms("蓝桥市第二人民医院")
