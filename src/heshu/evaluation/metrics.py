"""What many outcomes come to: shares with their intervals, precision and recall, ranks, latency."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from heshu.evaluation.cases import Expect
from heshu.evaluation.given import Given, Quoted
from heshu.evaluation.numbers import holds, numbers, squeeze
from heshu.evaluation.outcomes import Ending, Outcome
from heshu.evaluation.rules import Texts

Z95 = 1.959963984540054
"""The 97.5% quantile of the normal distribution."""
DEPTHS = (1, 3, 5, 10)


def wilson(right: int, count: int, z: float = Z95) -> tuple[float, float]:
    """Give Wilson's score interval of a share (E. B. Wilson, 1927), 95% as it comes; of nothing it is [0, 1].

    >>> wilson(8, 10)  # doctest: +ELLIPSIS
    (0.490..., 0.943...)
    """
    if not count:
        return 0.0, 1.0
    share, spread = right / count, z * z / count
    middle = share + spread / 2
    reach = z * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    # at none and at all the bound is exact, which binary fractions miss by the last bit
    low = 0.0 if right == 0 else (middle - reach) / (1 + spread)
    high = 1.0 if right == count else (middle + reach) / (1 + spread)
    return low, high


@dataclass(frozen=True, slots=True)
class Share:
    """``hits`` of ``count``."""

    hits: int
    count: int

    @property
    def value(self) -> float | None:
        """The share, ``None`` of nothing."""
        return self.hits / self.count if self.count else None

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.count + other.count)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a group of outcomes comes to.

    ``endings`` counts each `Ending`; ``citations`` is the share of the citations given that are honest and hold
    something of the answer, ``recall`` the share of the wanted ones given; ``figures`` is the share of the headline
    values given that were asked for.  ``found`` is, for each of `DEPTHS`, the share of the wanted citations among
    the first passages; ``reciprocal`` the mean of 1/place of the first passage that holds one (MRR).  ``median`` and
    ``slow`` (the 95th percentile) are seconds.
    """

    count: int
    endings: Mapping[str, int]
    accuracy: float
    interval: tuple[float, float]
    citations: Share
    recall: Share
    figures: Share
    found: Mapping[int, Share]
    reciprocal: float | None
    median: float
    slow: float


def summary(outcomes: Sequence[Outcome], texts: Texts) -> Summary:
    """Sum up outcomes, of which there is at least one."""
    endings = Counter(one.ending.value for one in outcomes)
    right, count = endings[Ending.RIGHT.value], len(outcomes)
    seconds = sorted(one.seconds for one in outcomes)
    places = [one.ranks for one in outcomes if one.ranks]
    flat = [place for ranks in places for place in ranks]
    return Summary(
        count=count,
        endings={one.value: endings[one.value] for one in Ending},
        accuracy=right / count,
        interval=wilson(right, count),
        citations=_sum(citation_precision(one.given, texts) for one in outcomes),
        recall=_sum(citation_recall(one.case.expect, one.given) for one in outcomes),
        figures=_sum(figure_precision(one.case.expect, one.given) for one in outcomes),
        found={depth: Share(sum(0 < place <= depth for place in flat), len(flat)) for depth in DEPTHS},
        reciprocal=statistics.fmean(map(reciprocal, places)) if places else None,
        median=statistics.median(seconds),
        slow=seconds[min(len(seconds) * 95 // 100, len(seconds) - 1)],
    )


def by_category(outcomes: Sequence[Outcome], texts: Texts) -> dict[str, Summary]:
    """Sum up each category, by name, and all of them under ``all``."""
    names = sorted({one.case.category for one in outcomes})
    groups = {name: [one for one in outcomes if one.case.category == name] for name in names}
    return {name: summary(group, texts) for name, group in {**groups, "all": list(outcomes)}.items() if group}


def _sum(shares: Iterable[Share]) -> Share:
    return sum(shares, Share(0, 0))


def citation_precision(given: Given, texts: Texts) -> Share:
    """Count the citations that stand in their source and hold a number of the answer, if it has any."""
    spoken = {one.value for value in (given.text, *given.values) for one in numbers(value)}
    return Share(sum(_backs(cited, spoken, texts) for cited in given.citations), len(given.citations))


def _backs(cited: Quoted, spoken: set[Decimal], texts: Texts) -> bool:
    quote = squeeze(cited.quote)
    held = numbers(cited.quote)
    return bool(quote) and quote in texts.get(cited.stem, "") and (not held or any(n.value in spoken for n in held))


def citation_recall(expect: Expect, given: Given) -> Share:
    """Count the wanted citations that are given."""
    quotes = [(cited.stem, squeeze(cited.quote)) for cited in given.citations]
    wanted = [(cited.source, squeeze(cited.contains)) for cited in expect.citations]
    return Share(sum(any(s == stem and part in quote for stem, quote in quotes) for s, part in wanted), len(wanted))


def figure_precision(expect: Expect, given: Given) -> Share:
    """Count the headline values that were asked for, where numbers or a refusal were."""
    if not expect.numbers and "answered" in expect.statuses:
        return Share(0, 0)
    return Share(sum(any(holds(v, n) for n in expect.numbers) for v in given.values), len(given.values))


def reciprocal(ranks: Sequence[int]) -> float:
    """Give 1/place of the first passage that holds a wanted citation, 0 where none does."""
    found = [place for place in ranks if place]
    return 1 / min(found) if found else 0.0


def latencies(outcomes: Iterable[Outcome], bounds: Sequence[float]) -> Iterator[int]:
    """Count the outcomes up to each bound (seconds) and above the last one."""
    seconds = [one.seconds for one in outcomes]
    below = 0.0
    for bound in (*bounds, math.inf):
        yield sum(below < one <= bound for one in seconds)
        below = bound
