"""The words of the page's other views, in Chinese and in English side by side; `wording.say` finds them by key."""

from __future__ import annotations

from collections.abc import Mapping

CORPUS: Mapping[str, tuple[str, str]] = {
    "corpus": ("文件", "Files"),
    "corpus_about": (
        "读进来的文件和读的时候发现的问题。没读成的写明原因和办法。",
        "The files that were read and what was found while reading; for those not read, why and what to do.",
    ),
    "drop": ("把文件拖到这里，或", "Drop files here, or"),
    "choose": ("选择文件", "choose files"),
    "drop_kinds": (
        "每个不超过 {limit} MB：Word、PDF（含扫描件）、图片、网页、Excel、文本、zip",
        "Up to {limit} MB each: Word, PDF (scans too), pictures, web pages, Excel, text, zip",
    ),
    "reindex": ("重新读取", "Read again"),
    "reindex_about": ("重读改动过的和上次没读成的文件", "Reads what has changed and what could not be read"),
    "file": ("文件", "File"),
    "department": ("部门", "Department"),
    "year_head": ("年度", "Year"),
    "kind": ("类型", "Kind"),
    "pages_head": ("页", "Pages"),
    "figures_head": ("数", "Figures"),
    "outcome": ("读取情况", "Reading"),
    "uploaded": ("上传", "Uploaded"),
    "actions": ("操作", "Actions"),
    "any_department": ("全部部门", "All departments"),
    "any_year": ("全部年度", "All years"),
    "any_kind": ("全部类型", "All kinds"),
    "any_outcome": ("全部情况", "All"),
    "with_warnings": ("有提示的", "With notes"),
    "not_read": ("没读成的", "Not read"),
    "corpus_filter": ("筛选文件", "Filter the files"),
    "corpus_count": ("{shown} / {total} 个文件", "{shown} of {total} files"),
    "read_well": ("已读", "Read"),
    "to_be_read": ("已收到，等待读取", "Received, to be read"),
    "original_short": ("原文件", "Original"),
    "remove": ("移除", "Remove"),
    "remove_sure": (
        "移除“{file}”？它会从索引中去掉，上传的文件也会删除。",
        "Remove “{file}”? The upload is deleted too.",
    ),
    "no_department": ("部门未写明", "Department not stated"),
    "here": ("本机", "this computer"),
    "in_folder": ("服务器文件夹", "server's folder"),
    "nothing_fits": ("没有符合条件的文件。请放宽筛选。", "No file fits. Widen the filter."),
    "corpus_empty": (
        "还没有文件。把报告拖到上面的框里，读完就可以提问。",
        "No files yet. Drop reports into the box above; you can ask as soon as they are read.",
    ),
    "sending": ("正在上传 {percent}%", "Uploading {percent}%"),
    "waiting": ("等待读取…", "Waiting to be read…"),
    "reading": ("正在读取（{done} / {total}）{name}", "Reading ({done} of {total}) {name}"),
    "finished": ("读取完毕", "Finished reading"),
    "not_sent": ("没有传成：连不上核数。请确认核数还在运行，再传一次", "Not sent: Heshu cannot be reached. Try again"),
    "too_big": ("超过 {limit} MB，没有上传。请拆成几个文件", "Over {limit} MB, not uploaded. Split the file"),
    "wrong_kind": (
        "不收这种文件。请另存为 Word、PDF 或 Excel 再传",
        "This kind is not taken. Save it as Word, PDF or Excel",
    ),
    "taken_well": ("已读：{department}，{year}，{figures} 个数", "Read: {department}, {year}, {figures} figures"),
}

TALKS: Mapping[str, tuple[str, str]] = {
    "talks": ("对话", "Conversations"),
    "talks_seek": ("在对话里找", "Search the conversations"),
    "talks_none": ("问过的对话留在这个浏览器里，只有您看得到。", "Conversations stay in this browser, for you alone."),
    "talks_unfound": ("没有找到。换个词再试。", "None found. Try another word."),
    "talk_menu": ("“{title}”的操作", "What to do with “{title}”"),
    "rename": ("改名", "Rename"),
    "delete": ("删除", "Delete"),
    "delete_sure": ("删除对话“{title}”？删除后不能恢复。", "Delete the conversation “{title}”? This cannot be undone."),
    "export_word": ("导出 Word", "Export Word"),
    "export_markdown": ("导出 Markdown", "Export Markdown"),
    "export_excel": ("导出 Excel", "Export Excel"),
    "export_failed": (
        "没有导出成。请确认核数还在运行，再试一次。",
        "Not exported. Check that Heshu is running; try again.",
    ),
    "stop": ("停止", "Stop"),
    "retry": ("重试", "Retry"),
    "edit": ("修改问题", "Edit"),
    "editing": ("正在修改上一个问题，发送后替换原来的回答", "Editing the last question; its answer will be replaced"),
    "cancel": ("取消", "Cancel"),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "good_answer": ("答得好", "Good answer"),
    "bad_answer": ("答得不对", "Bad answer"),
    "feedback_word": ("说一句为什么（可不填）", "Say why (optional)"),
    "feedback_send": ("提交", "Send"),
    "feedback_thanks": ("已记下，谢谢", "Noted, thank you"),
    "feedback_failed": ("没有记下。请再试一次", "Not noted. Please try again"),
    "next": ("接着问", "Ask next"),
    "exported_from": ("由核数导出，{time}", "Exported from Heshu, {time}"),
    "exported_note": (
        "引文逐字取自所列报告；标“计算”的数由核数按所列算式算出。",
        "Quotes are word for word from the reports named; numbers under “Computed” follow the formulas given.",
    ),
    "question_short": ("问", "Question"),
}

MARKS: Mapping[str, tuple[str, str]] = {
    "mark_stated": ("原文", "stated"),
    "mark_stated_about": ("与引用的原文逐字相同", "Word for word in the quoted source"),
    "mark_computed": ("计算", "computed"),
    "mark_computed_about": ("由核数算出", "Computed by Heshu"),
    "mark_wrong": ("不一致", "inconsistent"),
    "mark_wrong_about": ("报告写的与重算的不一致", "The report's figure differs from the recomputed one"),
    "mark_open": ("看算式", "Show the calculation"),
    "copy_citation": ("复制引文", "Copy as a citation"),
}

COMPARE: Mapping[str, tuple[str, str]] = {
    "compare_about": (
        "每格都是报告写明的数，或由其中的数算出（标“计算”）；点编号看原文。左边选部门和年度。",
        "Each cell is what a report states, or computed from that; open a number for its source.",
    ),
    "compare_figures": ("选指标（最多 {most} 个）", "Choose figures (up to {most})"),
    "compare_other": ("其他指标，例如：项目支出占总支出的比例", "Another figure, for example 项目支出占总支出的比例"),
    "compare_add": ("加上", "Add"),
    "compare_empty": ("选一个或几个指标，这里列出各份报告写明的数。", "Choose figures to see what each report states."),
    "compare_count": ("{reports} 份报告，{silent} 格未披露", "Reports: {reports}; not disclosed: {silent}"),
    "compare_more_bars": ("画出前 {shown} 个，共 {total} 个", "The first {shown} of {total}"),
    "compare_failed": ("没有取到数。请确认核数还在运行，再试一次。", "Nothing came. Check that Heshu is running."),
    "undisclosed": ("未披露", "not disclosed"),
    "unit_head": ("单位", "Unit"),
    "figure_head": ("指标", "Figure"),
    "value_head": ("数值", "Value"),
    "quote_head": ("原文", "Quote"),
    "place_head": ("出处", "Place"),
    "verdict_head": ("结论", "Verdict"),
    "rule_head": ("核对项", "Check"),
    "finding_head": ("说明", "Finding"),
}

LOGIN: Mapping[str, tuple[str, str]] = {
    "login": ("登录", "Log in"),
    "login_help": ("请输入管理员给您的用户名和密码。", "Enter the name and password that your administrator gave you."),
    "user_name": ("用户名", "Name"),
    "password": ("密码", "Password"),
    "login_wrong": ("用户名或密码不对。请再试一次。", "The name or the password is wrong. Please try again."),
    "login_braked": ("试错太多次，请 {minutes} 分钟后再试。", "Too many tries. Please wait {minutes} minutes."),
    "login_busy": ("登录的人太多，请稍后再试。", "Too many people log in at once. Please try again in a moment."),
    "logout": ("退出", "Log out"),
    "not_logged_in": ("登录已过期。请刷新页面，重新登录。", "You are not logged in any more. Reload the page."),
}

MODEL: Mapping[str, tuple[str, str]] = {
    "model_head": ("语言模型", "Language model"),
    "model_settings": ("语言模型设置", "Language model settings"),
    "model_none": (
        "没有使用语言模型：问题和报告不会发给别的程序。",
        "No language model is used: questions and reports are sent to no other program.",
    ),
    "model_about": (
        "填 OpenAI 接口的地址（Ollama、vLLM、llama.cpp、DeepSeek、通义千问都行）。模型只润色答案、猜看不懂的问题；"
        "留空则不用。密钥放在环境变量 HESHU_LLM_KEY。",
        "An OpenAI-compatible address (Ollama, vLLM, llama.cpp, DeepSeek, Qwen). The model phrases answers and guesses "
        "at odd questions; leave it empty for none. A key goes into the environment variable HESHU_LLM_KEY.",
    ),
    "model_url_label": ("地址", "Address"),
    "model_name_label": ("模型名称", "The model's name there"),
    "model_save": ("保存并试一试", "Save and try"),
    "model_answers": ("已保存。模型有应答（{seconds} 秒）。", "Saved. The model answers ({seconds} s)."),
    "model_silent": (
        "已保存，但模型没有应答：{why}。提问不受影响，照常由核数回答。",
        "Saved, but the model gives no words: {why}. Questions are answered all the same.",
    ),
    "model_fixed": (
        "由启动命令（--llm）指定，不能在这里改。",
        "The command line names it (--llm); it cannot be changed here.",
    ),
    "model_others": ("只有管理员能改。", "Only an administrator can change it."),
    "model_back": ("返回提问", "Back to the questions"),
}

ALL: Mapping[str, tuple[str, str]] = {**CORPUS, **TALKS, **MARKS, **COMPARE, **LOGIN, **MODEL}
