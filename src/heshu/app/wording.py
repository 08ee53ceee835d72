"""Every word of the chat page, in Chinese and in English, and the choice between the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from heshu.app.phrases import ALL
from heshu.patterns import regex

Language = Literal["zh", "en"]

CHINESE: Mapping[str, str] = {
    "title": "核数",
    "tagline": "部门整体支出绩效自评报告问答",
    "model": "答案由语言模型（{place}）润色：问题和引用的原文会发到那里，每个数仍由核数核对。",
    "views": "页面",
    "chat": "问答",
    "audit": "报告体检",
    "compare": "指标对比",
    "skip": "跳到提问框",
    "anew": "新对话",
    "shelf": "报告",
    "close": "关闭",
    "filter": "按部门或年份筛选",
    "all": "全选",
    "none": "全不选",
    "chosen": "已选 {chosen} / {total} 份",
    "year": "{year} 年",
    "no_year": "年份未写明",
    "passages": "{count} 段",
    "warnings": "读取时的提示（{count}）",
    "unread": "没读成的文件（{count}）",
    "no_reports": "还没有报告",
    "no_reports_help": "到“文件”页把报告拖进来；或放进 corpus/ 文件夹，运行 heshu index，然后刷新本页。",
    "conversation": "对话",
    "welcome": "问报告里的数",
    "welcome_help": "回答只引用报告原文。点答案里的编号看出处；能重算的数都重算过。",
    "examples": "可以这样问",
    "question": "提问",
    "placeholder": "例如：预算执行率是多少？",
    "send": "发送",
    "keys": "Enter 发送，Shift + Enter 换行",
    "asked": "问：",
    "pending": "正在查报告…",
    "cite": "查看出处 {marker}",
    "sources": "出处",
    "more_sources": "另外 {count} 处出处",
    "seconds": "用时 {seconds} 秒",
    "refused": "没有答案",
    "clarify": "需要确认",
    "failed": "没有完成",
    "calculations": "核算",
    "consistent": "一致",
    "inconsistent": "不一致",
    "computed": "计算",
    "note": "说明",
    "stated": "所述为 {stated}",
    "audit_pending": "正在核对…",
    "audit_choice": "看哪一份",
    "audit_all": "所选的 {count} 份报告",
    "audit_option": "{who}（{wrong} 处不一致）",
    "audit_tally": "核对了 {count} 处：{wrong} 处不一致，{notes} 处提示，{right} 处相符",
    "audit_right": "没有发现算错的数，核对了 {count} 处",
    "audit_none": "所选的报告里没有可以互相推算的数，没有核对。",
    "audit_without": "没有可以互相推算的数：{reports}",
    "audit_about": "报告里能互相推算的数都重算一遍；报告没给出依据的不判断。",
    "audit_wrong": "不一致",
    "audit_notes": "提示",
    "audit_holds": "相符（{count} 处）",
    "audit_more": "另有 {count} 处未列出。请在上面选一份报告，逐份查看。",
    "audit_stated": "报告写的",
    "audit_expected": "应为",
    "audit_elsewhere": "另一处写的",
    "audit_formula": "算式",
    "audit_failed": "出错了，没有核对成。请刷新本页再试；如果还是不行，请把编号 {reference} 告诉管理员。",
    "evidence": "出处",
    "source": "出处",
    "evidence_help": "点编号或出处，这里打开它所在的一节，引用的原文会标出来。",
    "page": "第 {page} 页",
    "recognised": "由扫描件识别，把握 {percent}%，数字请与原件核对",
    "open_original": "打开原文件",
    "page_picture": "{source} 第 {page} 页，引文加框",
    "elided": "…… 这一节还有 {count} 段未显示",
    "gone": "这份报告已不在当前索引里，下面只有回答时引用的原文。",
    "citation_lost": "这条出处属于已经清空的对话。请重新提问。",
    "too_long": "问题太长：最多 {limit} 个字，现在有 {length} 个。请缩短后再问。",
    "no_choice": "左边一份报告也没有选。请至少选一份再问。",
    "stale": "所选的报告已不在索引里：索引更新过。请刷新本页，重新选择后再问。",
    "lost": "没有等到回答。请确认核数还在运行，然后再发送一次；仍不行就刷新本页。",
    "unexpected": (
        "出错了，这个问题没有答成。请再试一次；如果还是不行，请把编号 {reference} 告诉管理员，日志里有详细记录。"
    ),
}

ENGLISH: Mapping[str, str] = {
    "title": "Heshu 核数",
    "tagline": "Answers from departments' performance self-evaluation reports",
    "model": "A language model at {place} phrases the answers: questions and quotes go there; every number is checked.",
    "views": "Pages",
    "chat": "Chat",
    "audit": "Audit",
    "compare": "Compare",
    "skip": "Skip to the question box",
    "anew": "New chat",
    "shelf": "Reports",
    "close": "Close",
    "filter": "Filter by department or year",
    "all": "All",
    "none": "None",
    "chosen": "{chosen} of {total} chosen",
    "year": "{year}",
    "no_year": "Year not stated",
    "passages": "{count} passages",
    "warnings": "Notes from reading ({count})",
    "unread": "Files not read ({count})",
    "no_reports": "No reports yet",
    "no_reports_help": (
        "Drop reports into the page “Files”; or put them into the corpus/ folder, run heshu index and reload this page."
    ),
    "conversation": "Conversation",
    "welcome": "Ask about the figures in the reports",
    "welcome_help": (
        "Answers quote the reports only. Open a number to see its source; whatever can be recomputed has been."
    ),
    "examples": "You can ask",
    "question": "Question",
    "placeholder": "For example: 预算执行率是多少？",
    "send": "Send",
    "keys": "Enter sends, Shift + Enter starts a new line",
    "asked": "You asked: ",
    "pending": "Looking through the reports…",
    "cite": "Show source {marker}",
    "sources": "Sources",
    "more_sources": "{count} more sources",
    "seconds": "{seconds} s",
    "refused": "No answer",
    "clarify": "Please clarify",
    "failed": "Not completed",
    "calculations": "Checks",
    "consistent": "Consistent",
    "inconsistent": "Inconsistent",
    "computed": "Computed",
    "note": "Note",
    "stated": "stated as {stated}",
    "audit_pending": "Checking…",
    "audit_choice": "Which report",
    "audit_all": "Chosen reports: {count}",
    "audit_option": "{who} (inconsistent: {wrong})",
    "audit_tally": "Checked: {count}. Inconsistent: {wrong}; worth a look: {notes}; consistent: {right}",
    "audit_right": "No wrong figure was found. Checked: {count}",
    "audit_none": "The chosen reports hold no figures that follow from one another; nothing was checked.",
    "audit_without": "No figures that follow from one another: {reports}",
    "audit_about": (
        "Every figure that follows from others of its report is recomputed; what the report gives no basis for is not "
        "judged."
    ),
    "audit_wrong": "Inconsistent",
    "audit_notes": "Worth a look",
    "audit_holds": "Consistent ({count})",
    "audit_more": "{count} more are not listed. Choose one report above to see them.",
    "audit_stated": "Report says",
    "audit_expected": "Should be",
    "audit_elsewhere": "Elsewhere",
    "audit_formula": "Formula",
    "audit_failed": (
        "Something went wrong and nothing was checked. Please reload this page; if it persists, give the administrator "
        "the reference {reference}."
    ),
    "evidence": "Source",
    "source": "Source",
    "evidence_help": "Open a number or a source to see the section it comes from, with the quote marked.",
    "page": "page {page}",
    "recognised": "recognised in a scan, {percent}% sure; compare the figures with the paper",
    "open_original": "Open the file",
    "page_picture": "{source}, page {page}, the quote boxed",
    "elided": "… {count} more passages of this section are not shown",
    "gone": "This report is no longer in the index; below is only the quote that the answer used.",
    "citation_lost": "This source belongs to a conversation that was cleared. Please ask again.",
    "too_long": "The question is too long: at most {limit} characters, this has {length}. Please shorten it.",
    "no_choice": "No report is chosen at the left. Please choose at least one.",
    "stale": "The chosen reports are no longer in the index: it was updated. Please reload this page and choose again.",
    "lost": "No answer came. Please check that Heshu is still running and send again; if that fails, reload the page.",
    "unexpected": (
        "Something went wrong and the question was not answered. Please try again; if it persists, give the "
        "administrator the reference {reference}: the log has the details."
    ),
}

RULES: Mapping[str, tuple[str, str]] = {
    "share": ("占比", "Share"),
    "sum": ("合计", "Total"),
    "execution-rate": ("执行率", "Execution rate"),
    "completion-rate": ("完成率", "Completion rate"),
    "growth": ("增减", "Change"),
    "difference": ("差额", "Difference"),
    "score": ("得分", "Score"),
    "deduction": ("扣分", "Deduction"),
    "repeated": ("前后数", "Stated twice"),
    "carry-over": ("结转结余", "Carry-over"),
    "table-row": ("表格行", "Table row"),
    "table-column": ("表格列", "Table column"),
}
"""What an identity is about."""

_WEIGHT = regex(r"q=([01])(?:\.([0-9]{0,3}))?")

WORDS: Mapping[Language, Mapping[str, str]] = {
    "zh": {**CHINESE, **{key: chinese for key, (chinese, _) in ALL.items()}},
    "en": {**ENGLISH, **{key: english for key, (_, english) in ALL.items()}},
}


def say(language: Language, key: str, **values: object) -> str:
    """Return the words for ``key``, with ``values`` put in; plain text, not HTML."""
    return WORDS[language][key].format(**values)


def rule(language: Language, name: str) -> str:
    """Return the words for an identity's rule; the name itself for a rule without words."""
    chinese, other = RULES.get(name, (name, name))
    return other if language == "en" else chinese


def preferred(accept_language: str | None) -> Language:
    """Choose the page's language from an ``Accept-Language`` header: Chinese unless English is asked for first.

    Source of the header's form: RFC 9110, 12.5.4.
    """
    ranked = sorted((_weighed(part) for part in (accept_language or "").split(",")), reverse=True, key=lambda r: r[0])
    for weight, tag in ranked:
        if weight > 0 and tag in ("zh", "en"):
            return "en" if tag == "en" else "zh"
    return "zh"


def _weighed(part: str) -> tuple[int, str]:
    """Split ``en-GB;q=0.8`` into its weight in thousandths and its primary tag."""
    tag, _, weight = part.partition(";")
    written = _WEIGHT.fullmatch(weight.strip())
    thousandths = int(written[1] + (written[2] or "").ljust(3, "0")) if written else 1000
    return thousandths, tag.strip().lower().partition("-")[0]
