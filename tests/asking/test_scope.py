"""Which departments and years a question names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.asking.planning.departments import short_forms
from heshu.asking.planning.scope import MARK, Gazetteer, Scope, scope
from heshu.asking.wording.question import understand
from heshu.asking.wording.spelling import respell, written_alike
from heshu.records import Card


def wrong(*row: object, reason: str) -> object:
    """A row that does not hold yet."""
    return pytest.param(*row, marks=pytest.mark.xfail(strict=True, reason=reason))


def card(department: str, year: int | None = 2023, aliases: tuple[str, ...] = ()) -> Card:
    return Card(f"{department}{year or ''}", f"{department}.txt", "", department, aliases, year, 100, 1, 1, 1, 1)


def asked(text: str, *cards: Card, mentioned: frozenset[str] = frozenset()) -> Scope:
    question = understand(text)
    return scope(question.text, Gazetteer(cards, mentioned.__contains__), english=question.english)


# ---------------------------------------------------------------- short forms

CALLED = (
    ("云昌市审计局", ("云昌市审计局", "云昌审计局", "审计局")),
    ("桐林县人民医院", ("桐林县人民医院", "桐林人民医院", "人民医院")),
    ("云昌市澜湾区石桥街道办事处", ("石桥街道办事处", "澜湾区石桥街道办事处")),
    ("云昌市澜湾区人民政府石桥街道办事处", ("石桥街道", "石桥街道办", "石桥街道办事处", "澜湾区石桥街道")),
    ("云昌市人民政府澜湾街道办事处", ("云昌市人民政府澜湾街道办事处", "澜湾街道")),
    wrong("云昌市澜湾区石桥街道办事处", ("石桥街道", "石桥街道办", "石桥街办"), reason="街道 is cut off as a region"),
    ("云昌大学", ("云昌大学",)),
    ("桐林职业技术学院", ("桐林职业技术学院",)),
    ("云昌市澜湾区人民法院", ("澜湾区人民法院", "澜湾区法院", "澜湾法院", "云昌市澜湾区法院")),
    wrong("云昌市澜湾区人民法院", ("区法院", "法院"), reason="a court has no short form by its level"),
    ("云昌市澜湾区人民检察院", ("澜湾区检察院", "澜湾检察院")),
    ("云昌市发展和改革委员会", ("云昌市发改委", "云昌发改委", "发改委", "云昌市发展改革委")),
    ("云昌市发展和改革委员会", ("市发改委",)),
    ("云昌市审计局", ("市审计局",)),
    ("云昌市澜湾区人力资源和社会保障局", ("澜湾区人社局", "澜湾人社局", "人社局")),
    ("云昌市住房和城乡建设局", ("云昌市住建局", "住建局")),
    ("云昌高新技术产业开发区党工委管委会办公室", ("云昌高新技术产业开发区党工委管委会办",)),
    wrong(
        "云昌高新技术产业开发区党工委管委会办公室",
        ("高新区管委会办公室", "云昌高新区党工委管委会办公室"),
        reason="a development zone is no region",
    ),
    ("中国共产党云昌市委员会办公厅", ("云昌市委办公厅", "市委办公厅", "市委办", "云昌市委办")),
    ("中共云昌市澜湾区委组织部", ("澜湾区委组织部", "区委组织部")),
    (
        "云昌市澜湾区人民政府办公室",
        ("澜湾区政府办公室", "澜湾区政府办", "澜湾府办", "区府办", "区政府办", "澜湾政府办"),
    ),
    ("石桥镇人民政府", ("石桥镇政府", "镇政府", "石桥镇人民政府")),
    ("云昌市人民代表大会常务委员会", ("云昌市人大", "市人大", "市人大常委会")),
    ("云昌市妇女联合会", ("云昌市妇联", "云昌妇联")),
    ("赵县财政局", ("赵县财政局",)),
    ("党政办公室", ("党政办公室", "党政办")),
)


@pytest.mark.parametrize(("department", "names"), CALLED)
def test_a_department_is_called_by_its_short_forms(department: str, names: tuple[str, ...]) -> None:
    assert set(names) <= short_forms(department)


NOT_CALLED = (
    ("云昌市审计局", ("局", "云昌", "云昌市", "审计")),
    ("云昌市澜湾区人民政府办公室", ("办公室", "政府办公室", "政府办", "府办", "澜湾区", "人民政府")),
    ("中国共产党云昌市委员会办公厅", ("办公厅", "委员会", "委办", "云昌市")),
    ("云昌大学", ("大学", "云昌")),
    ("赵县财政局", ("赵财政局",)),
    ("云昌市澜湾区人民政府办公室", ("云昌市政府办公室", "云昌市府办", "云昌府办", "云昌区府办")),
    ("云昌市澜湾区人民法院", ("云昌市法院", "云昌法院", "云昌市人民法院")),
    ("中共云昌市澜湾区委组织部", ("云昌市委组织部",)),
    ("云昌市澜湾区石桥街道办事处", ("办事处", "澜湾区办事处")),
)  # fmt: skip


@pytest.mark.parametrize(("department", "names"), NOT_CALLED)
def test_what_is_no_name_of_it(department: str, names: tuple[str, ...]) -> None:
    assert not set(names) & short_forms(department)


REGIONS = st.lists(st.sampled_from(["云昌市", "澜湾区", "桐林县", "石桥镇", "江宁省"]), max_size=3, unique=True)
ORGANS = st.sampled_from(
    ["审计局", "人民政府办公室", "人民法院", "委员会办公厅", "发展和改革委员会", "第一中学", "人民医院"]
)


@given(REGIONS, ORGANS)
def test_a_name_is_among_its_own_forms_and_none_is_a_letter(regions: list[str], organ: str) -> None:
    name = "".join(regions) + organ
    forms = short_forms(name)
    assert name in forms or not regions
    assert all(len(form) >= 2 for form in forms)


# ---------------------------------------------------------------- departments of a question

LANWAN, SONGLING = card("云昌市澜湾区人民政府办公室"), card("云昌市松岭区人民政府办公室")
AUDIT22, AUDIT23 = card("云昌市澜湾区审计局", 2022), card("云昌市澜湾区审计局", 2023)
ALL = (LANWAN, SONGLING, AUDIT22, AUDIT23)
DISTRICTS, AUDITS = {LANWAN.id, SONGLING.id}, {AUDIT22.id, AUDIT23.id}

NAMES: tuple[object, ...] = (
    ("澜湾区政府办公室公用经费", {LANWAN.id}),
    ("澜湾政府办的公用经费", {LANWAN.id}),
    ("松岭府办得了几分", {SONGLING.id}),
    ("松岭呢", {SONGLING.id}),
    ("松岭区的三公经费", {SONGLING.id}),
    ("澜湾区的三公经费", {LANWAN.id, *AUDITS}),
    ("澜湾区审计局的得分", AUDITS),
    ("审计局的得分", AUDITS),
    ("澜湾区审计局和松岭区政府办", {*AUDITS, SONGLING.id}),
    ("区政府办公室公用经费", DISTRICTS),
    ("区府办公用经费", DISTRICTS),
    wrong("政府办公室公用经费", DISTRICTS, reason="read as a word"),
    wrong("政府办得了多少分", DISTRICTS, reason="read as a word"),
    wrong("市审计局得了多少分", set(), reason="the city's audit bureau is taken for the district's"),
    wrong("云昌市审计局得了多少分", set(), reason="the city's audit bureau is taken for the district's"),
    ("云昌市政府办公室公用经费", set()),
    ("番禺区政府办公室公用经费", set()),
    ("番禺政府办公用经费", set()),
    ("松岭区审计局公用经费", set()),
    ("澜湾区财政局公用经费", set()),
    ("云昌市财政局公用经费", set()),
    ("临川大学公用经费", set()),
    ("石桥街道办事处公用经费", set()),
    ("澜湾区人民医院公用经费", set()),
    ("澜湾区法院公用经费", set()),
    # typos of the same sound
    ("澜弯区政府办公用经费", {LANWAN.id}),
    ("兰湾区政府办公室公用经费", {LANWAN.id}),
    ("松领府办得了几分", {SONGLING.id}),
    ("松领区政府办得了几分", {SONGLING.id}),
    ("澜湾区申计局得分", AUDITS),
    ("岚湾审计局得分", AUDITS),
    # a region with the kind of its organ
    ("澜湾办公室公用经费", {LANWAN.id}),
    ("松岭办公室得了几分", {SONGLING.id}),
    ("澜湾局得分", AUDITS),
    # full width and traditional forms
    ("瀾灣區審計局的得分", AUDITS),
    ("澜湾zf办公用经费", {LANWAN.id}),
)  # fmt: skip


@pytest.mark.parametrize(("question", "reports"), NAMES)
def test_the_departments_that_a_question_names(question: str, reports: set[str]) -> None:
    found = asked(question, *ALL)
    assert {report for mention in found.mentions for report in mention.reports} == reports
    assert bool(found.unknown) is not bool(reports)


UNKNOWN = (
    ("番禺区政府办公室公用经费多少", "番禺区政府办公室"),
    ("云昌市财政局得分", "云昌市财政局"),
    ("临川大学在职人员多少", "临川大学"),
    ("松岭区审计局的得分是多少", "松岭区审计局"),
    ("澜湾区政府办和番禺区政府办谁高", "番禺区政府办"),
)


@pytest.mark.parametrize(("question", "name"), UNKNOWN)
def test_a_department_that_is_not_held_is_told(question: str, name: str) -> None:
    assert asked(question, *ALL).unknown == (name,)


@pytest.mark.parametrize(
    "question",
    [
        "公用经费多少",
        "哪个部门得分最高",
        "各部门的执行率",
        "本局的职责",
        "有哪些问题",
        "",
        "？？",
    ],
)
def test_no_department_is_named(question: str) -> None:
    found = asked(question, *ALL, mentioned=frozenset({"财政局"}))
    assert (found.named, found.unknown) == (False, ())
    assert set(found.reports) == {one.id for one in ALL}


def test_an_organ_behind_a_verb_is_no_missing_department() -> None:
    assert asked("哪些单位提到财政局", *ALL, mentioned=frozenset({"财政局"})).unknown == ()


def test_an_organ_named_in_full_is_whose_report_is_asked_for() -> None:
    spoken_of = frozenset({"云昌市财政局"})
    assert asked("云昌市财政局的预算执行率是多少", *ALL, mentioned=spoken_of).unknown == ("云昌市财政局",)
    assert asked("云昌市财政局通报的执行率是多少", *ALL, mentioned=spoken_of).unknown == ()
    assert asked("哪些单位提到云昌市财政局", *ALL, mentioned=spoken_of).unknown == ()


def test_an_organ_that_a_report_speaks_of_is_no_missing_department() -> None:
    question = "澜湾区政府办与机关事务管理局共建了几处停车场"
    assert asked(question, *ALL).unknown
    assert not asked(question, *ALL, mentioned=frozenset({"机关事务管理局"})).unknown


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("柳潭市档案馆2023年在职人数是多少", "柳潭市档案馆"),
        ("2023年柳潭市妇幼保健所的总支出是多少", "柳潭市妇幼保健所"),
        ("柳潭县职业中学公用经费多少", "柳潭县职业中学"),
    ],
)
def test_an_institution_of_a_place_that_no_report_speaks_of_is_unknown(question: str, name: str) -> None:
    assert asked(question, *ALL).unknown == (name,)
    assert asked(question, *ALL, mentioned=frozenset({name[:3]})).unknown == ()


@pytest.mark.parametrize(
    "question",
    [
        "各市档案馆在职人数合计",
        "全市博物馆接待了多少人",
        "老城区管理站有几个",
        "小区服务中心建了多少个",
        "档案馆有多少人",
    ],
)
def test_institutions_of_no_place_by_name_are_not(question: str) -> None:
    assert asked(question, *ALL).unknown == ()


@pytest.mark.parametrize("short", ["政府办公室", "政府办", "府办"])
def test_a_short_form_behind_another_region_is_never_resolved(short: str) -> None:
    found = asked(f"番禺区{short}公用经费多少", LANWAN)
    assert not found.named
    assert found.unknown


@given(
    st.sampled_from(["番禺区", "天河区", "赤水市", "长乐县", "海珠区", "鼎新镇"]),
    st.sampled_from(["政府办公室", "人民政府办公室", "审计局", "府办公室"]),
)
def test_another_region_names_none_of_ours(region: str, organ: str) -> None:
    assert not asked(f"{region}{organ}公用经费多少", *ALL).named


def test_an_alias_is_a_name() -> None:
    assert asked("湾办公用经费", card("云昌市澜湾区人民政府办公室", aliases=("湾办",))).named


def test_chosen_reports_limit_the_corpus() -> None:
    found = scope("公用经费多少", Gazetteer(ALL), {SONGLING.id})
    assert found.reports == (SONGLING.id,)


# ---------------------------------------------------------------- years

YEARS = (
    ("澜湾区审计局2022年得分", (2022,), {AUDIT22.id}),
    ("澜湾区审计局22年得分", (2022,), {AUDIT22.id}),
    ("澜湾区审计局２０２３年得分", (2023,), {AUDIT23.id}),
    ("澜湾区审计局2023年度得分", (2023,), {AUDIT23.id}),
    ("2022澜湾区审计局得分", (2022,), {AUDIT22.id}),
    ("澜湾区审计局2022年和2023年得分", (2022, 2023), AUDITS),
    ("澜湾区审计局得分", (), AUDITS),
    ("澜湾区审计局支出2023万元对吗", (), AUDITS),
    ("澜湾区审计局支出2023.5万元对吗", (), AUDITS),
    ("澜湾区审计局20年来的变化", (), AUDITS),
    ("澜湾区审计局15年以上工龄的人", (), AUDITS),
    wrong("澜湾区审计局二〇二二年得分", (2022,), {AUDIT22.id}, reason="years in Chinese digits are not heard"),
    wrong("澜湾区审计局去年得分", (2022,), {AUDIT22.id}, reason="去年 is not heard"),
)


@pytest.mark.parametrize(("question", "years", "reports"), YEARS)
def test_the_years_that_a_question_names(question: str, years: tuple[int, ...], reports: set[str]) -> None:
    found = asked(question, *ALL)
    assert (found.years, set(found.reports), found.missing) == (years, reports, ())


def test_a_year_that_is_not_held_is_missing() -> None:
    found = asked("澜湾区审计局2021年得分", *ALL)
    assert (found.missing, found.reports) == ((2021,), ())


def test_a_year_of_another_department_is_missing() -> None:
    assert asked("松岭区政府办2022年得分", *ALL).missing == (2022,)


# ---------------------------------------------------------------- what is left, and English


def test_what_is_left_of_the_question_holds_no_name_and_no_year() -> None:
    found = asked("2023年澜湾区政府办和松岭区政府办的公用经费分别多少", *ALL)
    assert "澜湾" not in found.rest
    assert "2023" not in found.rest
    assert "公用经费" in found.rest
    assert found.marked == f"{chr(MARK)}和{chr(MARK + 1)}公用经费分别多少"


ENGLISH = (
    ("What score did the Lanwan government office get?", {LANWAN.id}),
    ("budget execution rate of the songling government office", {SONGLING.id}),
    ("How many audits did the Lanwan audit bureau finish?", AUDITS),
    ("What is the score of the Lanwan audit bureau in 2022?", {AUDIT22.id}),
)


@pytest.mark.parametrize(("question", "reports"), ENGLISH)
def test_departments_by_their_english_names(question: str, reports: set[str]) -> None:
    found = asked(question, *ALL)
    assert found.named
    assert set(found.reports) == reports


UNKNOWN_ENGLISH = (
    wrong("What score did the Panyu government office get?", reason="a department unknown in English is not noticed"),
    wrong("What score did the Lanwan finance bureau get?", reason="the region alone decides in English"),
)


@pytest.mark.parametrize("question", UNKNOWN_ENGLISH)
def test_a_department_unknown_in_english_is_none_of_ours(question: str) -> None:
    found = asked(question, *ALL)
    assert not found.named
    assert found.unknown


# ---------------------------------------------------------------- sounds


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("澜", "兰", True),
        ("审计", "申计", True),
        ("行", "航", True),
        ("澜", "湾", False),
        ("收入", "收人", True),
        ("年未", "年末", True),
        ("兰湾", "兰", False),
        ("", "", True),
    ],
)
def test_written_alike(one: str, other: str, alike: bool) -> None:
    assert written_alike(one, other) is alike


def test_respelling_puts_right_what_sounds_like_one_known_pair() -> None:
    known = ["结转", "转结", "结余"]
    assert respell("结转节余多少", known) == "结转结余多少"
    assert respell("绿化面积", known) == "绿化面积"
    assert respell("专项资金", ["专项", "项事", "资金"]) == "专项资金"
    assert respell("其他收人", ["其他", "他收", "收入"]) == "其他收入"
    assert respell("查一下节转结余", ["查台", "结转", "转结", "结余"]) == "查一下结转结余"


TEXTS = st.text("澜湾松岭区政府办审计局公用经费2023年和番禺 多少？a", max_size=80)


@given(TEXTS)
def test_any_words_give_a_scope_whose_parts_fit(text: str) -> None:
    found = asked(text, *ALL)
    folded = understand(text).text
    assert set(found.reports) <= {one.id for one in ALL}
    assert all(folded[m.start : m.end] == m.words for m in found.mentions)
    assert all(one.end <= after.start for one, after in pairwise(found.mentions))
    assert all(m.reports for m in found.mentions)


@pytest.mark.parametrize(
    ("department", "forms"),
    [
        ("河源县中等职业技术学校", {"河源县职校", "河源职校"}),
        ("河源市住房公积金管理中心", {"河源市公积金中心", "市公积金中心"}),
        ("河源县职业教育中心", {"河源县职教中心"}),
    ],
)
def test_what_everybody_calls_a_school_or_a_centre(department: str, forms: set[str]) -> None:
    assert forms <= short_forms(department)
