"""The stage of a budget that a label names, and what is left of the label."""

from __future__ import annotations

import pytest

from heshu.asking.wording.stages import Stage, stage_of, subject_of

LABELS: tuple[tuple[str, Stage, str], ...] = (
    ("年初预算数", Stage.INITIAL, ""),
    ("年初部门预算安排", Stage.INITIAL, ""),
    ("项目支出年初预算", Stage.INITIAL, "项目支出"),
    ("预算安排数", Stage.INITIAL, ""),
    ("调整后预算数", Stage.ADJUSTED, ""),
    ("人员及公用经费预算调整金额", Stage.ADJUSTED, "人员及公用经费"),
    ("调整后的全年预算数", Stage.ADJUSTED, ""),
    ("全年预算数", Stage.YEAR, ""),
    ("智慧政务平台预算数", Stage.BUDGET, "智慧政务平台"),
    ("项目预算", Stage.BUDGET, "项目"),
    ("智慧政务平台执行数", Stage.SPENT, "智慧政务平台"),
    ("支出决算数", Stage.SPENT, ""),
    ("实际支出", Stage.SPENT, ""),
    ("支出总额", Stage.SPENT, ""),
    ("总支出", Stage.SPENT, ""),
    ("公用经费", Stage.NONE, "公用经费"),
    ("预算执行率", Stage.NONE, "预算执行率"),
    ("收入总额", Stage.NONE, "收入总额"),
    ("会议支出总额占比", Stage.NONE, "会议支出总额占比"),
    ("", Stage.NONE, ""),
)


@pytest.mark.parametrize(("label", "stage", "subject"), LABELS)
def test_stage_and_subject(label: str, stage: Stage, subject: str) -> None:
    assert (stage_of(label), subject_of(label)) == (stage, subject)
