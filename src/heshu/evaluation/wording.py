"""The words of a result, in Chinese and in English."""

from __future__ import annotations

from heshu.evaluation.metrics import Share
from heshu.evaluation.outcomes import Ending

ENDINGS: dict[str, tuple[str, str]] = {
    Ending.RIGHT.value: ("答对", "right"),
    Ending.WRONG.value: ("答错", "wrong"),
    Ending.REFUSED.value: ("拒答", "refused"),
    Ending.ASKED_BACK.value: ("反问", "asked back"),
    Ending.SHORT.value: ("不全", "incomplete"),
    Ending.CRASHED.value: ("出错", "crashed"),
}
"""How a case ended: all but the first are failures (a refusal or a question back that was due is right)."""


def percent(share: Share | float | None) -> str:
    """Write a share as a percentage; a dash where there is nothing to divide by."""
    value = share.value if isinstance(share, Share) else share
    return "–" if value is None else f"{value:.1%}"
