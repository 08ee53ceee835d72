"""Words by which a web site's own blocks and lines are told from the report that it publishes."""

from __future__ import annotations

import re

from heshu.patterns import regex

# Words in the class or id of what stands beside an article.
BESIDE = regex(
    r"(?:^|[-_ ])(?:nav\w*|menu\w*|side\w*|aside|foot\w*|bread\w*|crumbs?|share\w*|relat\w*|recommend\w*|hot\w*|rank\w*"
    r"|copyright|banner|search\w*|toolbar|tools|pag(?:er|ination)|qrcode|ewm|links?|views|hits?|counter|clicks?|metas?"
    r"|xgxx|xgyd|xglj|tuijian|comments?)(?:$|[-_ ])",
    re.I,
)
# How the blocks and lines that belong to the site, not to the report, begin.
SITE_BLOCK = regex(
    r"(?:相关(?:链接|阅读|文章|新闻|信息|推荐|文件|稿件|文档)|推荐阅读|热门|热点(?:新闻|推荐)|点击排行|阅读排行|最新(?:信息|文章|发布)|友情链接"
    r"|您(?:当前|现在)?(?:所在|的)位置|当前位置|您现在的位置|(?:信息)?索\s*引\s*号|信息名称|网站统计|访问统计)"
)
COUNTER = regex(r"(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|人数)?\s*[：:]?\s*[\d,]*\s*(?:人?次)?")
COUNTER_BESIDE = regex(r"发布|来源|时间|日期|字体|字号")
SITE_LINE = regex(
    r"[\[【（(]?(?:扫一扫|分享到|字体|字号|打印|关闭)|上一[篇条]|下一[篇条]|版权所有|.{0,40}(?:ICP备|公网安备|网站标识码)|©"
    r"|您是第\s*[\d,]+\s*位|共\s*\d+\s*条\s*\d+\s*/\s*\d+\s*页"
    r"|(?:(?:信息|文章|稿件)?来源|责任编辑|作者|编辑|审核|初审|复审|终审)\s*[：:].{0,20}$"
    r"|(?:(?:发布|发文|更新|成文)(?:日期|时间)|日期|时间)\s*[：:]\s*20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+[\d:]+)?$"
)
BARE_COUNT = regex(r"[\d,]+\s*(?:人?次)?")
LONGEST_SITE_LINE = 100
# How a part of a report begins, where it stands in a block of its own.
PART_OF_REPORT = regex(
    r"[一二三四五六七八九十]{1,3}\s*、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]+部分|附\s*[件表]|附录"
)


class SiteLines:
    """Tells the site's lines from the report's, in their order: a count may stand in the line below its name."""

    def __init__(self) -> None:
        self._counting = False

    def holds(self, line: str) -> bool:
        """Say whether a line is the site's: a counter of views, buttons, a way to other pages."""
        if not line:
            return False
        counting, self._counting = self._counting, False
        if len(line) > LONGEST_SITE_LINE or "。" in line:
            return False
        counter = COUNTER.fullmatch(line)
        self._counting = bool(counter) and not re.search(r"\d", line)
        beside = COUNTER.search(line) and COUNTER_BESIDE.search(line)
        return bool(counter or beside or SITE_LINE.match(line) or (counting and BARE_COUNT.fullmatch(line)))
