"""The Chinese manual pages of the command line; the English ones are the commands' docstrings."""

from __future__ import annotations

from collections.abc import Mapping

#: Command -> (one line for the list of commands, the page).
PAGES: Mapping[str, tuple[str, str]] = {
    "heshu": (
        "",
        """\
核数：查部门整体支出绩效自评报告，每个数都有出处，能重算的都重算。
不联网，报告不出本机。

先建索引，再提问：
  heshu index 报告文件夹
  heshu ask "南沙区委办2023年公用支出是多少"
  heshu serve""",
    ),
    "index": (
        "读报告，建索引",
        """\
读文件夹里的报告（.docx .pdf .html .xlsx .md .txt .zip），建立或更新索引。
只读新的和改过的文件；没读成的列在表里，并说明原因。

例：
  heshu index                    读 corpus/，索引放在 index/
  heshu index 2022年 2023年       读两个文件夹
  heshu index --prune            文件已删的报告，从索引里去掉

有报告可查时退出码为 0，一份也没有时为 1。""",
    ),
    "ask": (
        "提问，答案带出处",
        """\
问一个问题。答案逐句注明出处；报告没写的不答。

例：
  heshu ask "南沙区委办2023年公用支出是多少"
  heshu ask "存在哪些问题" --report 南沙
  heshu ask --json "哪个部门得分最低"
  heshu ask --batch 问题.jsonl > 答案.jsonl
  heshu ask --server http://10.0.0.8:7860 "存在哪些问题"

批量时一行一个 {"id", "question", "history"}，一行一个答案，顺序不变；
看不懂的行答 "refused" 并说明原因。FILE 写 - 表示标准输入。""",
    ),
    "search": (
        "查段落，按相关程度排列",
        """\
查出与一句话最相关的段落，最相关的在前。

例：
  heshu search "预算执行率偏低的原因"
  heshu search "存在的问题" --top 5 --report 花都
  heshu search --batch 问题.jsonl > 段落.jsonl

批量时一行一个 {"id", "question"}，
一行一个 {"id", "hits": [{"source", "passage", "score"}]}。""",
    ),
    "status": ("看索引里有哪些报告", "看索引的版本、向量模型、收了哪些报告、哪些文件没读成。"),
    "serve": (
        "打开问答网页",
        """\
启动问答网页，按 Ctrl+C 停止。默认只有本机能打开。

例：
  heshu serve
  heshu serve --port 8000 --no-open
  heshu serve --host 0.0.0.0 --auth 用户.txt     同一网络上的人登录后能用，用户见 heshu user
  heshu serve --llm http://localhost:11434/v1 --llm-model qwen3

别的程序：/api 是 JSON 接口，/v1 供聊天前端，/mcp 供智能体，见 docs/api.md。""",
    ),
    "user": (
        "增改网页的用户和密码",
        """\
往 heshu serve --auth 用的文件里添加用户，或给已有的用户换密码。

例：
  heshu user 用户.txt 王会计
  heshu user 用户.txt 王会计 --remove

密码要输两遍；没有键盘时从标准输入读一行。
文件里只有密码的散列（Argon2id），没有密码。正在运行的网页马上生效。""",
    ),
    "audit": (
        "体检：报告自己的数对不对得上",
        """\
核对报告里能互相推算的数：占比、执行率、合计、增减、得分、表格的行列、前后两处是否一致。
先列不一致的，再列值得留意的，每条都有算式和原文；报告没给出依据的数不判断。

例：
  heshu audit                     体检索引里的全部报告
  heshu audit 南沙                只看一份：文件名、部门或其中几个字
  heshu audit 报告文件夹          直接读文件夹或文件，不进索引
  heshu audit --json > 体检.json  一条核对一项，包括相符的

查出不一致时退出码也是 0，请看输出；一份报告也没读成时为 1。
--json 时，没读成的文件写到标准错误。""",
    ),
    "calc": (
        "精确计算",
        """\
算一个算式，或 FinQA 写法的程序。不用浮点数，除不尽的保留 20 位。

例：
  heshu calc "6081.69 ÷ 6108.89"
  heshu calc "divide(6081.69万元, 6108.89万元)"
  heshu calc --batch 算式.jsonl > 结果.jsonl

批量时一行一个 {"id", "program" 或 "expr", "table"}，
一行一个 {"id", "result"} 或 {"id", "error"}。""",
    ),
    "figures": (
        "列出报告里的数",
        """\
列出从报告里取出的每一个数：指标、年度、数值、单位、出处。

例：
  heshu figures --report 南沙
  heshu figures --csv -o 数据.csv    用 Excel 打开
  heshu figures --json > 数据.json""",
    ),
    "mcp": (
        "给智能体（AI agent）当工具",
        """\
用 MCP 协议在标准输入输出上提供四个工具：ask 提问、search 查段落、calculate 计算、audit 体检。

由智能体（Claude Desktop、Cursor、Cherry Studio 等）启动，在它的设置里填：
  heshu mcp --index 索引文件夹的完整路径

heshu serve 也在网址的 /mcp 上提供同样的工具。""",
    ),
    "eval": (
        "评测：答对多少、答错多少",
        """\
问一批知道答案的题，数出答对、答错、拒答、反问各多少，分类列出，附 95% 区间。
答错专指给了错的数；每道没答对的题都说明毛病在哪。

例：
  heshu eval 题目.jsonl
  heshu eval 题目.jsonl --json 结果.json --html 结果.html
  heshu eval --import 我们的题.xlsx --cases 我们的题.jsonl
  heshu eval --diff 改前.json 改后.json

题目一行一个 {"id", "category", "question", "history", "expect"}；
表格要有“问题”“答案”两列，可有“报告”“单位”“类别”。不写题目文件时用 questions.jsonl。

全部答对时退出码为 0，否则为 1。""",
    ),
    "doctor": (
        "检查：程序和索引是否正常、有没有联网",
        """\
断开网络，把读报告、建索引、提问、检索、体检、计算、网页都走一遍，再逐行检查索引。
列出谁试图联网（应当没有）、各部件的版本、索引哪里不对、该怎么办。
只看得到 Python 程序的举动，看不到机器码部件的。

例：
  heshu doctor
  heshu doctor --index 索引 --json

一切正常时退出码为 0，有事要办时为 1。""",
    ),
    "backup": (
        "把索引备份成一个文件",
        """\
把已发布的索引写成一个 .zip 文件，期间照常可以提问。

例：
  heshu backup 索引备份.zip

里面没有报告的原文件，但有报告的全文，请像保管报告一样保管它。""",
    ),
    "restore": (
        "用备份恢复索引",
        """\
用 heshu backup 写的文件恢复索引。每个字节都核对过才会启用。

例：
  heshu restore 索引备份.zip
  heshu restore 索引备份.zip --replace    替换已有的索引""",
    ),
}
