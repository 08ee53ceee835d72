"""Whether a figure that was spoken of is right, in words that do not name it."""

from __future__ import annotations

import re

from heshu.asking.conversation.corrected import (
    CHANGE_OF_IT,
    QUOTIENT_OF_IT,
    SHARE_ASKED,
    SHARE_OF_IT,
    doubts,
    rechecks,
)
from heshu.asking.conversation.topics import names_a_term, subject
from heshu.asking.conversation.turn import Turn
from heshu.asking.planning.operations import is_check
from heshu.asking.planning.scope import Gazetteer
from heshu.asking.wording.question import wanted
from heshu.asking.wording.stages import expense_of
from heshu.patterns import regex
from heshu.records import FigureKind

CHECKS = regex(
    r"怎么来的|计算过程|算式|计算公式|如何(?:算|计算)|对吗|对不对|对么|算得?对|没错|核一?下|核对|咋算|怎么算|算的不一样"
)


def put_right(turn: Turn, gazetteer: Gazetteer) -> str:
    """实际应该是多少: the last figure, checked."""
    if not PUT_RIGHT.fullmatch(turn.text) or not turn.last.phrase or turn.here.named:
        return ""
    return turn.last.text if CHECKS.search(turn.last.text) else f"{turn.lead}{turn.last.phrase}对吗"


PUT_RIGHT = regex(
    r"(?:那么?|这个?|那个?)?(?:数|它)?(?:实际|正确|准确|真实|真正)?(?:上|的)?(?:数|比例|结果|值)?(?:应该|应当|该|本来)+(?:是|为)?(?:多少|几|什么)[?？]?|"
    r"(?:那么?)?(?:正确|准确|真实)的?(?:数|比例|结果|值|数字)?(?:应该|应当|该)?(?:是|为)(?:多少|几|什么)[?？]?"
)
COMES_TO_IT = regex(
    r"[^,，]*?(?:等|这|那)?[几各两三四五六七八九十](?:大|小)?(?:类|项|种|样|个|块|家|部分)[^,，]{0,4}?(?:加起来|加在?一[起块]|合计|合起来|相加|一共|加总)(?:的话|以?后)?"
    r"[,，]?(?:是不是|是否|能不能|正好|刚好|就|也|都|真的?|等于|等不等于|是|对得上|凑得?成|有)*(?:这个|那个|上面那?个?|前面那?个?)(?:数字?|总数|数量|数目)?(?:吗|么|吧|呢)?[?？]?"
    r"|[^,，]*?(?:等|这|那)?[几各两三四五六七八九十](?:大|小)?(?:类|项|种|样|个|块|家|部分)[^,，]{0,4}?(?:加起来|合计|合起来|相加|一共|加总)[也都就]?[,，]+对吗[?？]?"
)
"""轮椅、助听器这几类加起来，是这个数吗: whether the parts come to what was counted last."""


def comes_to_it(turn: Turn, gazetteer: Gazetteer) -> str:
    """轮椅、助听器这几类加起来，是这个数吗: the whole that was counted, checked by its parts."""
    asked = COMES_TO_IT.fullmatch(turn.text) and not turn.here.named and turn.last.phrase
    scored = wanted(turn.last.text).kinds == frozenset({FigureKind.SCORE}) and "分" not in turn.last.phrase
    return f"{turn.lead}{turn.last.phrase}{'得分' if scored else ''}对吗" if asked else ""


RATIO_SPOKEN = regex(r"率|进度|占|比[例重]")
"""What was spoken of is a rate or a share."""


def held_again(turn: Turn, gazetteer: Gazetteer) -> str:
    """报告说它占基本支出的9.82%，没算错吧; 跟年初比的降幅算对了没有; 拿它的预算数和执行数除一下，对得上吗."""
    last = turn.last
    if turn.here.named or not last.phrase:
        return ""
    asked = SHARE_ASKED.fullmatch(last.text) if "占" in last.phrase else None
    if asked and doubts(turn.text):
        return f"{asked['share']}的百分之几,算对了吗"
    if not is_check(turn.text):
        return ""
    share = SHARE_OF_IT.fullmatch(turn.text)
    if share and "占" not in last.phrase:
        return f"{turn.lead}{subject(last)}{share['share']}"
    if changed := CHANGE_OF_IT.fullmatch(turn.text):
        return f"{turn.lead}{last.phrase}{changed['base'] or changed['since'] or ''}的{changed['noun']}算对了吗"
    if QUOTIENT_OF_IT.fullmatch(turn.text) and (RATIO_SPOKEN.search(last.phrase) or expense_of(last.phrase)):
        rate = last.phrase if RATIO_SPOKEN.search(last.phrase) else f"{subject(last)}执行率"
        return f"{turn.lead}{rate}算对了吗"
    return ""


OTHER_FIGURE = regex(
    r"率|占|比[例重]|分数?|[增降涨跌减]幅|增速|增长|下降|增加|减少|[增降涨跌减多少](?:了|的|出)|百分[数比]|和|跟|与"
)
"""Words that may doubt another figure than the one spoken of: a rate of it, its share, how much it changed."""


def checked(turn: Turn, gazetteer: Gazetteer) -> str:
    """这个数对吗, 按金额复算一遍，这个比例站得住吗."""
    plainly = doubts(turn.text) or (rechecks(turn.text) and not OTHER_FIGURE.search(turn.text))
    if not turn.here.named and turn.last.phrase and plainly:
        return f"{turn.lead}{turn.last.phrase}对吗"
    if CHECKS.search(turn.text) and not re.search(r"\d", turn.text) and not names_a_term(turn.words):
        return f"{turn.lead}{turn.last.phrase}{turn.text}"
    return ""
