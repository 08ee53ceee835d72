"""Everyday words for what offices write otherwise, in questions for figures and in questions for words."""

from __future__ import annotations

import re

EVERYDAY: tuple[tuple[str, str], ...] = (
    ("非(财政拨款|税收|同级财政)收入", r"除\1收入以外的收入"),
    ("预算(?:一共|总共)?(?:调增|追加|增加|调整)了?(?=多少)", "调整后预算比年初预算多"),
    ("案子", "案件"),
    ("受理(?=了?[\u4e00-\u9fff]{2})", "收到"),
    ("收案(?!率)", "受理案件"),
    ("老师", "教师"),
    ("娃娃|小孩子?|孩子", "儿童"),
    ("老人家?(?!年)", "老年人"),
    ("医生|大夫", "医师"),
    ("病人", "患者"),
    ("员工|工作人员", "职工"),
    ("大学生|学生娃", "学生"),
    ("房子", "住房"),
    ("公车", "公务用车"),
    ("盖了?(?=多少|几|[\u4e00-\u9fff]{2})", "建设"),
    ("修了?(?=多少|几)", "新建"),
    ("搞了?(?=多少|几)", "开展"),
    ("抓了?(?=多少|几)", "查处"),
    ("参加|出席", "参与"),
    ("采用|录用|刊用", "采纳"),
    ("(?<![邀申聘])请来?了?(?=多少|几)", "邀请"),
    ("写了?(?=多少|几)", "起草"),
    ("审了?(?=多少|几)", "审核"),
    ("种了?(?=多少|几)", "种植"),
    ("办完|办好", "办结"),
)
"""Everyday words, and what offices write; tried where the words themselves found nothing."""


def in_office_words(text: str) -> str:
    """A question in the words of offices; the same where it has no everyday word."""
    for everyday, written in EVERYDAY:
        text = re.sub(everyday, written, text)
    return text
