"""Name a quantity by the words around it and by what the sentence has said: one rule for each way of naming.

The rules stand in `RULES`; the first that answers wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from heshu.figures import vocabulary
from heshu.figures.labels import indicator_of, joined, length_of, noun_after, subject_of, trim
from heshu.figures.numbers import Quantity, without_sign
from heshu.figures.units import OF_PEOPLE
from heshu.patterns import regex
from heshu.records import FigureKind

LIST_SIGN = regex(r"[、和与]|以及|及(?!时)")
SIGNS_AFTER = regex(r"^(?:[（(]?不?含[）)]?|及?以上|以下|之间|\s)+")
LEANING = (FigureKind.RATE, FigureKind.SCORE)
MEASURED = (FigureKind.RATE, FigureKind.AMOUNT, FigureKind.COUNT)


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence has said so far.

    ``subject`` is what dependent words lean on, ``last`` the last label in full, ``total`` what 其中 breaks down,
    ``topic`` what stood before the last colon, ``parts`` how many bare parts were named in a row, ``year`` the period
    named, ``waiting`` the names of a list that still wait for their numbers (A、B分别为), ``listed`` the whole of the
    last such list, ``end`` where the words of the last number end, ``former`` the last label of the sentence before,
    ``measured`` the last label of an amount or a count.
    """

    subject: str = ""
    last: str = ""
    total: str = ""
    topic: str = ""
    parts: int = 0
    year: str = ""
    waiting: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    end: int = 0
    former: str = ""
    item: str = ""
    measured: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words around one quantity.

    ``raw`` is its own clause before it as written and ``own`` the same trimmed, ``between`` the trimmed clauses since
    the number before, ``after`` the text behind it, ``opened`` whether 其中 stands before it, ``names`` the
    department's, ``topic`` what stands before the last colon, ``crossed`` whether
    its clause is the one before a colon or bracket.
    """

    raw: str
    own: str
    between: tuple[str, ...]
    after: str
    opened: bool
    names: tuple[str, ...]
    topic: str = ""
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """What a quantity is called.

    ``subject`` and ``last`` are what later words lean on from here, ``None`` to leave it as it was; ``waiting`` are
    the other names of its list, ``taken`` the characters behind it that belong to its label, ``dependent`` says that
    it leaned itself.
    """

    label: str
    kind: FigureKind
    whole: str = ""
    period: str = ""
    subject: str | None = None
    last: str | None = None
    waiting: tuple[str, ...] = ()
    listed: tuple[str, ...] | None = None
    taken: int = 0
    dependent: bool = False
    qualifier: str = ""


Rule = Callable[[Words, Quantity, Said], Named | None]


def name(words: Words, quantity: Quantity, said: Said) -> Named:
    """Return the name of a quantity that is no date; its label is empty where no words name it."""
    for rule in RULES:
        if named := rule(words, quantity, said):
            return named
    return Named("", quantity.unit.kind)


def date_name(text: str, words: Words, quantity: Quantity) -> Named:
    """Return the name of a date: a line of its own is the date of signing, else what happened then."""
    year = int(quantity.numbers[0].value) // 10000
    return Named(_date_label(text, words, quantity), FigureKind.DATE, period=f"{year}年" if year else "")


def _date_label(text: str, words: Words, quantity: Quantity) -> str:
    if not words.after.strip() and not text[: quantity.start].rpartition("\n")[2].strip():
        return "落款日期" if len(quantity.numbers) == 1 else "起止日期"
    if re.search(r"截[至止]到?$", words.raw):
        return "截止日期"
    own = re.sub(r"(?:从|自|于|在|至|到)$", "", words.own)
    if own:
        return own[-24:]
    clauses = re.split(r"[，。；：、（）,;:]", re.sub(r"^(?:起|止|前|后|以来|[，,])+", "", words.after))
    behind = re.split(r"\d", trim(clauses[0].removeprefix("由"), words.names))[0][:20]
    return behind + ("时间" if len(quantity.numbers) == 2 else "日期")


# ---------------------------------------------------------------- rules


def _grade(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name a threshold of a grade: 得分≥85分为优秀, 80（含）-90分为良, 优秀（90分以上）."""
    if quantity.unit.kind is not FigureKind.SCORE or not any(number.qualifier for number in quantity.numbers):
        return None
    match = vocabulary.GRADE.match(SIGNS_AFTER.sub("", words.after)) or vocabulary.GRADE_BEFORE.search(words.raw)
    below = "<" if words.after.startswith("以下") else ""
    return Named(f"{match['grade']}等级得分", FigureKind.SCORE, qualifier=below) if match else None


def _listed(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Return the names and numbers of a list in the same order: 基本支出、项目支出分别为60万元、40万元."""
    kind = quantity.unit.kind
    if said.waiting and not words.own and not words.between:
        first, *rest = said.waiting
        return Named(first, _kind_of(first, kind), subject=subject_of(first), last=first, waiting=tuple(rest))
    match = vocabulary.DISTRIBUTED.match(words.raw)
    items = _items(trim(match["items"], words.names), said) if match else ()
    if match is None or len(items) < 2:
        return None
    if (change := match["change"]) and change[-1] not in "到至":
        items = tuple(joined(item, change.removesuffix("了")) for item in items)
    first, *rest = items
    return Named(first, _kind_of(first, kind), subject=subject_of(first), last=first, waiting=tuple(rest), listed=items)


def _items(written: str, said: Said) -> tuple[str, ...]:
    """Return the labels of a list; a measure that only its last name carries belongs to all (A、B预算数)."""
    items = [item for item in LIST_SIGN.split(written) if item]
    if len(items) == 1 and said.listed and (vocabulary.DEPENDENT.fullmatch(items[0]) or _changed(items[0])):
        return tuple(joined(subject_of(one) or one, items[0]) for one in said.listed)
    if len(items) < 2 or len(written) > 60:
        return ()
    stem = vocabulary.SUFFIX.sub("", items[-1])
    measure = items[-1][len(stem) :] if stem else ""
    return tuple(item if vocabulary.SUFFIX.search(item) else item + measure for item in items)


def _kind_of(label: str, kind: FigureKind) -> FigureKind:
    if kind is FigureKind.RATE and vocabulary.SHARE_NOUN.match(label):
        return FigureKind.SHARE
    return FigureKind.CHANGE if kind in MEASURED and vocabulary.CHANGED.match(label) else kind


def _share(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name a percentage of something: 占收入总额的, 占比, 完成预算数的."""
    if quantity.unit.kind is not FigureKind.RATE:
        return None
    written = _unsigned(words.raw)
    short = vocabulary.COPULA.sub("", written)
    if match := vocabulary.SHARE_NOUN.match(short):
        part = trim(match["part"], words.names) or said.subject or said.last
        return _share_of(part, "" if said.total == part else said.total)
    if (match := vocabulary.OF_TARGET.match(written)) and not _shares(match, said):
        subject = trim(match["part"], words.names) or said.subject or (said.last if "收入" in said.last else "")
        return Named(joined(subject, match["what"] + "完成率"), FigureKind.RATE, match["whole"], dependent=True)
    match = vocabulary.SHARE.match(short)
    if match is None:
        return None
    part = trim(match["part"], words.names) or said.subject or said.last
    whole = trim(match["whole"].removesuffix("的"), words.names) or (said.total if said.total != part else "")
    return _share_of(part, whole or (said.last if words.opened else ""))


def _share_of(part: str, whole: str) -> Named | None:
    label = part if whole else part + "占比"
    return Named(label, FigureKind.SHARE, whole, subject=part, dependent=True)


def _shares(match: re.Match[str], said: Said) -> bool:
    """占…预算的 is a share where a budget is divided, and a rate where spending is held against it."""
    divided = "预算" in said.last or match["what"] != "预算" or bool(vocabulary.NOT_SPENT.search(match["part"]))
    return match["verb"] == "占" and divided


def _unsigned(raw: str) -> str:
    """Return the words without the qualifier that ends them, with the 的 that does."""
    words = raw.translate(vocabulary.QUOTES)
    bare = without_sign(words)
    return words if bare == words else vocabulary.COPULA.sub("", bare)


def _reached(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Return the level that something reached (提高到92%), or the one it came from (由85%)."""
    written = words.raw.translate(vocabulary.QUOTES)
    if match := vocabulary.ORIGIN.search(written):
        origin = trim(written[: match.start()], words.names) or said.last
        period = "".join(vocabulary.STAGE.findall(match.group()) or vocabulary.YEARS.findall(match.group())) or "此前"
        return Named(origin, quantity.unit.kind, period=period, subject=subject_of(origin), last=origin)
    match = vocabulary.REACHED.match(_unsigned(written) if _unsigned(written) != written else written)
    if match is None:
        return None
    label = re.sub("^(?:年[中末]|(?:年度|预算)?执行中)$", "", trim(match["head"], words.names)) or said.last
    period = "调整后" if match["verb"] == "调整" else ""
    if period and "预算" in label:
        label = vocabulary.SUFFIX.sub("", label) + "调整后预算"
    return Named(label, quantity.unit.kind, period=period, subject=subject_of(label), last=label) if label else None


def _gone_to(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name a part of what was left by what became of it: 结余12万元中，10万元结转下年使用，2万元由财政收回."""
    bare = words.raw.translate(vocabulary.QUOTES).strip(" ，,的")
    match = vocabulary.GONE_TO.match(words.after) if quantity.unit.kind is FigureKind.AMOUNT else None
    if match is None or bare not in ("", "中", "其中", "其余", "另有", "剩余"):
        return None
    return Named(match["what"], FigureKind.AMOUNT, taken=match.end(), dependent=True)


def _adjusted(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name what a budget came to, which its clause says by 调整后 alone: 年初预算80万元，追加20万元，调整后100万元."""
    bare = words.raw.translate(vocabulary.QUOTES).strip()
    if quantity.unit.kind is not FigureKind.AMOUNT or bare not in ("调整后", "调整后为") or not said.last:
        return None
    subject = "" if re.search("追加|调[增减]|追减|核[增减]", said.subject) else subject_of(said.subject)
    label = joined(subject, "调整后预算")
    return Named(label, FigureKind.AMOUNT, period="调整后", subject=subject, last=label, dependent=True)


def _changed(words: str) -> re.Match[str] | None:
    return vocabulary.CHANGED.match(words)


def _change(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name a growth or a decline, leaning on the last label where it says nothing else: 较上年增加, 同比下降."""
    kind = quantity.unit.kind
    if kind is FigureKind.POINTS and said.last and vocabulary.HELD_AGAINST.match(words.own):
        return Named(joined(said.last, words.own), kind, dependent=True)
    match = _changed(words.own)
    raised = kind is FigureKind.AMOUNT and words.own.endswith(("提升", "提高"))
    if match is None or raised or kind is FigureKind.SCORE:
        return None
    stem = trim(match["stem"], words.names)
    base = stem or said.last or (words.between[-1] if words.between else "")
    changed = FigureKind.CHANGE if kind in MEASURED else kind
    taken = noun_after(words.after) if kind is FigureKind.COUNT and not base else ""
    return Named(
        joined(base, match["change"] + taken),
        changed,
        subject=subject_of(base) if stem else None,
        last=base if stem else None,
        dependent=not stem,
    )


def _held(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name the figure that something is held against: 比2022年的24.9万元减少, 较年初预算40万元节约."""
    written = words.raw.translate(vocabulary.QUOTES)
    if (budget := vocabulary.HELD_BUDGET.match(written)) and quantity.unit.kind is FigureKind.AMOUNT:
        subject = vocabulary.SPENT_ON.sub("", subject_of(trim(budget["head"], words.names) or said.last))
        label = joined(subject, budget["stage"])
        return Named(label, FigureKind.AMOUNT, subject=subject, last=said.last or label, dependent=True)
    if (other := vocabulary.HELD_WITH.match(written)) and vocabulary.COMPARED.match(words.after):
        label = trim(other["what"], words.names) or trim(other["head"], words.names) or said.last
        return Named(label, quantity.unit.kind, period=other["period"], subject=subject_of(label), last=label)
    if (of := vocabulary.PER_CENT_OF.match(written)) and vocabulary.PER_CENT.match(words.after):
        return _per_cent_of(of, words, quantity, said)
    match = vocabulary.HELD.match(written)
    if match is None or not (match["of"] or vocabulary.CHANGES.match(words.after)):
        return None
    moved = vocabulary.MOVED.match(words.after)
    last = said.last
    if said.measured and vocabulary.OF_RATE.search(last) and quantity.unit.kind not in LEANING:
        last = joined(subject_of(said.measured) or said.subject, match["stage"] or "")
    label = trim(match["head"], words.names) or last or (vocabulary.MONEY_MOVED[moved[1]] if moved else "上年数")
    return Named(label, quantity.unit.kind, period=match["period"], subject=subject_of(label), last=label)


def _per_cent_of(of: re.Match[str], words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name a budget or plan, and after it the rate that something is of it: 为计划40万亩的92.5%."""
    subject = vocabulary.SPENT_ON.sub("", subject_of(trim(of["head"], words.names) or said.last)) or said.subject
    if not subject and "收入" in said.last:
        subject = "收入"
    label = joined(subject, of["stage"])
    rate = joined(subject, of["what"] + "完成率")
    kind = quantity.unit.kind
    return Named(label, kind, subject=subject, last=said.last or label, waiting=(rate,), dependent=True)


def _weight(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name the points of the indicator that the sentence before was about: 按20分权重计算."""
    indicator = indicator_of(said.last or said.former)
    behind = vocabulary.WEIGHED.match(words.after)
    if quantity.unit.kind is not FigureKind.SCORE or words.own not in ("", "按", "按照") or not behind or not indicator:
        return None
    label = joined(indicator, "权重")
    return Named(label, FigureKind.SCORE, subject=indicator, last=label, taken=behind.end(), dependent=True)


def _self_scored(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name the points that a report gives itself: 满分100分，自评96.5分; behind a part's full marks they are its."""
    full = vocabulary.FULL_MARKS.fullmatch(said.last)
    if not _are_points(quantity) or not vocabulary.SELF_SCORED.fullmatch(words.raw):
        return None
    if full is None and (said.last or said.former or words.topic):
        return None
    return _independent(joined(full["of"].removesuffix("自评") if full else "", "自评得分"), quantity)


def _got_of_full(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name the points behind the full marks of the whole: 自评满分100分，得分93.5分."""
    full = vocabulary.FULL_MARKS.fullmatch(said.last)
    if full is None or not _are_points(quantity) or words.between or not vocabulary.GOT.fullmatch(words.own):
        return None
    return _independent(full["of"] + "得分", quantity) if vocabulary.OF_ALL_MARKS.fullmatch(full["of"]) else None


def _are_points(quantity: Quantity) -> bool:
    return quantity.unit.kind is FigureKind.SCORE and not any(number.qualifier for number in quantity.numbers)


def _below(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name the number of units that a list names: 下属县水利站、县水保站等2个事业单位."""
    match = vocabulary.BELOW.match(words.own) if quantity.unit.kind is FigureKind.COUNT else None
    noun, taken = _noun(words, quantity)
    if match is None or not noun or not (match["list"] or noun.startswith("内设")):
        return None
    head = "" if match["head"].startswith("设") and noun.startswith("内设") else match["head"]
    return _independent(head + noun.removeprefix(head), quantity, taken)


def _target(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name what was planned of something just counted: 只完成12座，计划14座."""
    if not said.subject or words.between or not vocabulary.TARGET.fullmatch(words.own) or _noun(words, quantity)[0]:
        return None
    label = joined(said.subject, words.own)
    return Named(label, quantity.unit.kind, subject=said.subject, last=label, dependent=True)


def _own(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Return the words of its own clause, completed by the subject, by the noun behind it or by the clause before."""
    own = "" if vocabulary.PREPOSITION.match(words.own) else vocabulary.CONSISTS.sub("", words.own)
    own = vocabulary.TIMES.sub("", own) if quantity.unit.kind is FigureKind.MULTIPLE else own
    own = vocabulary.PASSED.sub("", own) if said.last else own
    added = vocabulary.BECAUSE.sub(r"\g<when>", own)
    if vocabulary.ADDED.fullmatch(added):
        own = added
        lean = subject_of(said.total) if said.parts > 1 else said.subject
        label = joined(lean, own)
        return Named(label, quantity.unit.kind, subject=lean, last=label, dependent=bool(lean) or said.parts > 1)
    if vocabulary.STAGE.fullmatch(own):
        last = vocabulary.PART_OF_YEAR.sub(own, said.last) if vocabulary.PART_OF_YEAR.fullmatch(own) else said.last
        return _again(last, quantity, words)
    if vocabulary.WHOLE_SCORE.fullmatch(own) or (own == "满意度" and quantity.unit.kind is FigureKind.SCORE):
        return _independent(own, quantity)  # of first-level indicators 满意度 is one: 效益18分、满意度9分
    if vocabulary.DEPENDENT.fullmatch(own):
        return _dependent(own, words, quantity, said)
    if own and vocabulary.VERB.fullmatch(own):
        return _done(own, words, quantity, said)
    noun, taken = _noun(words, quantity)
    if noun and words.crossed and not noun.startswith(vocabulary.PREDICATE):
        return _independent(noun, quantity, taken)
    if own and not noun and said.subject and vocabulary.STATE.fullmatch(own):
        return Named(joined(said.subject, own), quantity.unit.kind, last=own, dependent=True)
    points = quantity.unit.kind is FigureKind.SCORE and not vocabulary.SUFFIX.search(own)
    if own and points and vocabulary.GETS.match(words.after):
        return Named(own + "分值", quantity.unit.kind, subject=own, last=own)
    if own:
        return _independent(own + noun, quantity, taken)
    if noun.startswith(vocabulary.PREDICATE):
        return Named(joined(said.subject, noun), quantity.unit.kind, taken=taken, dependent=True)
    if noun:
        return _independent(noun, quantity, taken)
    named = vocabulary.EXTREME.match(words.between[-1]) if words.between else None
    if named and quantity.unit.kind in LEANING:
        return _again(named["of"] + named["measure"], quantity, words)
    return _again(_clause_before(words) or said.last or said.subject, quantity, words)


def _noun(words: Words, quantity: Quantity) -> tuple[str, int]:
    """Return the noun behind a count and how many characters it takes."""
    counted = quantity.unit.kind is FigureKind.COUNT
    if counted and vocabulary.FOR.search(words.raw) and (those := vocabulary.FOR_WHOM.match(words.after)):
        return those["whom"], 0  # the words behind tell of the number behind them
    noun = noun_after(words.after) if counted else ""
    return noun, length_of(noun, words.after)


def _independent(label: str, quantity: Quantity, taken: int = 0) -> Named:
    return Named(label, quantity.unit.kind, subject=subject_of(label), last=label, taken=taken)


def _again(label: str, quantity: Quantity, words: Words) -> Named | None:
    """Name a further number for a label already given, or for the noun behind a percentage (95%以上的受访者)."""
    behind = noun_after(words.after) if quantity.unit.kind is FigureKind.RATE and not words.raw.strip() else ""
    label = behind or label
    return Named(label, quantity.unit.kind, subject=subject_of(label), last=label) if label else None


def _clause_before(words: Words) -> str:
    named = _nouns(words, 2)
    if named and (spoken := vocabulary.EXPENSE_FIRST.match(named[-1])):
        return spoken.group()
    return named[-1] if named and len(named[-1]) <= 12 else ""


def _nouns(words: Words, shortest: int) -> list[str]:
    fitting = (clause for clause in words.between if shortest <= len(clause) <= 20)
    return [clause for clause in fitting if not vocabulary.NO_NOUN.match(clause)]


def _dependent(own: str, words: Words, quantity: Quantity, said: Said) -> Named:
    """Name a measure with the subject it belongs to: the clause since the last number, else what was last named."""
    last = said.last or (said.former if vocabulary.OF_THIS.match(own) else "")
    lean = (vocabulary.OF_INDICATOR.fullmatch(own) and indicator_of(last)) or said.subject
    if quantity.unit.kind in LEANING:
        named = _nouns(words, 4)
        lean = named[0] if named else subject_of(said.total) if "平均" in own else lean
        if not named and said.parts > 1:
            lean = subject_of(said.total)
    elif said.parts > 1:
        lean = subject_of(said.total)
    if quantity.unit.kind is FigureKind.AMOUNT and (topic := _expense_spoken(words)):
        lean = topic
    if not lean and quantity.unit.kind is FigureKind.AMOUNT and words.between:
        spoken = vocabulary.EXPENSE_FIRST.match(words.between[-1])
        lean = spoken.group() if spoken else lean
    if quantity.unit.kind is FigureKind.SCORE and vocabulary.INDICATORS_SET.fullmatch(lean):
        lean = ""
    own = vocabulary.OF_THIS.sub("", own) if lean else own
    if quantity.unit.kind is FigureKind.RATE and len(own) > 1 and own in lean:
        lean = lean[: lean.index(own)]  # 群众满意度调查发放问卷600份……满意度92.3%
    own = OWN.get(own, own)
    if topic := words.topic or said.topic:
        lean = topic.removesuffix(own) if topic.endswith(own) else lean
        lean = lean or (topic if vocabulary.SPENT.search(topic) else "")
    label = joined(lean, own)
    subject = lean if lean or said.parts > 1 else None
    return Named(label, quantity.unit.kind, subject=subject, last=label, dependent=bool(lean) or said.parts > 1)


OWN = {**dict.fromkeys(("扣", "失", "丢", "失分", "丢分"), "扣分"), "得": "得分", "加": "加分", "计": "得分"}
"""Measures of scores in one character or in other words, as labels have them."""


def _expense_spoken(words: Words) -> str:
    """Return the expense that the clause right before says the sentence goes on to speak of; empty where none does."""
    match = vocabulary.EXPENSE_SPOKEN.fullmatch(words.between[-1]) if words.between else None
    return subject_of(match["of"]) if match else ""


def _in_post(words: Words, quantity: Quantity, said: Said) -> Named | None:
    """Name people that a sentence only says are there, by the posts that it named before: 核定编制30名，实有28人."""
    people = quantity.unit.kind is FigureKind.COUNT and quantity.unit.name in OF_PEOPLE
    bare = vocabulary.IN_POST.search(words.raw) and words.own.endswith(("实", "现"))
    if not people or not bare or _noun(words, quantity)[0]:
        return None
    posts = vocabulary.POSTS.search(said.last)
    of = posts["of"] if posts and posts["of"] and len(words.own) == 1 else ""
    label = f"{of}{words.own}有人员"
    return Named(label, quantity.unit.kind, subject=subject_of(label), last=label)


def _done(own: str, words: Words, quantity: Quantity, said: Said) -> Named:
    """Return what was done: with its noun it stands alone (开展4次培训), else with its subject (实际举办, 投入资金)."""
    kind = quantity.unit.kind
    noun, taken = _noun(words, quantity)
    if kind is FigureKind.AMOUNT and not said.subject and (funds := vocabulary.FUNDS.match(words.after)):
        noun = funds["noun"]
    if noun and not noun.startswith(vocabulary.PREDICATE):
        return _independent(own + noun, quantity, taken)
    if plan := vocabulary.PLANNED.match(said.subject):
        rest = said.subject[plan.end() :]
        rest = vocabulary.PLANNED_VERB.sub("", rest) if not own.endswith("实际") else rest
        label = plan["head"] + own + rest
        return Named(label, kind, subject=said.subject, last=label, dependent=True)
    lean = subject_of(said.total) if said.parts > 1 else said.subject or _clause_before(words)
    lean = (kind is FigureKind.AMOUNT and _expense_spoken(words)) or lean
    lean = vocabulary.AIMED.sub("", lean) if own == "实际" else lean
    label = joined(lean, own + noun)
    subject = lean if lean or said.parts > 1 else None
    return Named(label, kind, subject=subject, last=label, taken=taken, dependent=bool(lean) or said.parts > 1)


RULES: tuple[Rule, ...] = (
    _grade, _weight, _self_scored, _got_of_full, _listed, _held, _share, _gone_to, _adjusted, _reached, _change,
    _below, _target, _in_post, _own,
)  # fmt: skip
