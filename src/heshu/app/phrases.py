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

ALL: Mapping[str, tuple[str, str]] = {**CORPUS}
