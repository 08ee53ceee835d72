"""What asks for what is still to come, and for what of it.

A report tells what was done; what it means to do stands under headings of its own, and in a sentence or two about the
year after.  Each of these patterns opens one of those places to a question, and they differ in how sure they are: what
is only intended is never told as done, and what was done is not looked for among plans.
"""

from __future__ import annotations

from heshu.patterns import regex

_INTENDS = "打算|准备|计划|拟"
_LATER = "下一步|今后|以后"
_HOW = "怎么|如何|怎样"

INTENT_ASKED = regex(
    rf"{_INTENDS}|{_LATER}|将|措施|改进|整改|明年|下年|目标|争取|力争|预计|要|想|建议|提出|规定|[不低高少多大小]于|以[上下内]|超过|次年|扣减|压减"
)
"""Any word that may ask for what is going to be done, or for a rule: a figure of the plans may answer."""
AHEAD = regex(
    rf"(?:{_INTENDS}|想|将|要)[^,，?？]{{0,10}}(?:{_HOW}|咋|什么|哪些|啥)"
    rf"|(?:{_HOW}|咋)(?:去|来)?(?:管|抓|推|做|改|提高|加强|安排|保证|确保|避免|控制|防|补|压|办)"
    r"|(?:有|提出?)(?:什么|哪些|啥)(?:样的)?(?:打算|安排|计划|措施|办法|举措|目标)"
)
"""What may ask for a plan: only what a report tells in its plans, or of that very year, answers."""
INTENDED = regex(
    rf"{_LATER}|往后|接下来|(?:{_INTENDS}|将)(?:要)?(?:{_HOW}|采取|做)"
    rf"|(?:{_INTENDS})(?:要)?(?![^,，]{{0,6}}(?:几|多少))[\u4e00-\u9fff]{{1,4}}?(?:什么|哪些|啥)"
    r"|(?:采取|提出|有)了?(?:什么|哪些|何种)(?:改进|具体|相应的?)?(?:措施|办法|对策|举措)"
)
"""What asks what is going to be done, which a section of its own tells."""
DONE_ABOUT_IT = regex(
    rf"(?:报告|部门|单位|他们|又|那|后面|{_LATER}|接下来)*(?:{_INTENDS}|将|要|想|说|提|会)*(?:{_HOW}|咋)(?:去|来)?"
    r"(?:补|改|办|整改|解决|应对|弥补|处理|做)"
)
"""What is going to be done about what was asked the reason of right before."""
MEANT = regex(
    rf"(?:力争|争取|{_INTENDS}|预计|想要?|将要?|希望|目标(?:是|定)?|要)(?:把|将|使|再|能|在)*"
    r"(?=[^,，?？]*(?:多少|几|什么|啥|哪|何时|怎么|如何))"
)
"""What asks for what is meant to come, and not for what was."""
NEXT_YEAR = regex(r"明年|来年|次年|下一年度?|下年度")
"""The year after the report's own, which has no report yet."""
