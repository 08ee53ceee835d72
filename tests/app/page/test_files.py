"""The view of the files: what was read, what was not and why; files that come in and go."""

from __future__ import annotations

import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

NEW = (
    "# 河口镇水文站2022年度部门整体支出绩效自评报告\n\n## 一、支出情况\n\n"
    "2022年，水文站年初预算30.00万元，全年支出27.00万元，预算执行率为90.00%。\n"
)
Serve = Callable[..., str]
Visit = Callable[..., AbstractContextManager[Page]]


def files(page: Page) -> Locator:
    """Open the view and return it once the table is there."""
    page.get_by_role("link", name="文件", exact=True).click()
    expect(page.locator(".corpus")).to_be_visible()
    return page.locator(".corpus")


def row(view: Locator, source: str) -> Locator:
    return view.locator(f'tbody tr[data-source="{source}"]')


def put(view: Locator, *documents: tuple[str, str]) -> None:
    chosen = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in documents]
    view.locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type]


def test_the_table_names_what_was_read_and_filters_it(page: Page) -> None:
    view = files(page)
    expect(row(view, "a.md")).to_contain_text("河口镇渔政站")
    expect(row(view, "a.md")).to_contain_text("2023")
    expect(row(view, "a.md")).to_contain_text("已读")
    view.get_by_label("部门").select_option("河口镇路灯所")
    expect(row(view, "a.md")).to_be_hidden()
    expect(row(view, "b.md")).to_be_visible()
    expect(view.locator("output")).to_have_text("1 / 2 个文件")
    view.get_by_label("筛选文件").fill("没有这样的")
    expect(view.get_by_text("请放宽筛选")).to_be_visible()


def test_a_file_that_comes_in_can_be_asked_and_goes_again(serve: Serve, visit: Visit) -> None:
    with visit(serve()) as page:
        view = files(page)
        put(view, ("水文站2022.md", NEW), ("坏的.pdf", "这不是 PDF"), ("空.txt", ""), ("程序.exe", "x"))
        incoming = view.locator(".incoming li")
        expect(incoming.filter(has_text="水文站2022.md")).to_contain_text("已读 · 河口镇水文站 · 2022")
        expect(incoming.filter(has_text="坏的.pdf")).to_have_class("bad")
        expect(incoming.filter(has_text="空.txt")).to_contain_text("文件是空的")
        expect(incoming.filter(has_text="程序.exe")).to_contain_text("不收这种文件")
        expect(row(view, "水文站2022.md")).to_contain_text("本机")
        expect(row(view, "坏的.pdf").locator("p")).not_to_be_empty()
        page.get_by_role("link", name="问答").click()
        expect(page.locator("#heshu-shelf")).to_contain_text("河口镇水文站")
        page.locator("#heshu-question").fill("水文站预算执行率是多少")
        page.locator("#heshu-question").press("Enter")
        expect(page.locator(".turn .reply.answered")).to_contain_text("90.00%")
        view = files(page)
        page.on("dialog", lambda dialog: dialog.accept())
        view.get_by_role("button", name="移除 水文站2022.md").click()
        expect(row(view, "水文站2022.md")).to_have_count(0)
        expect(row(view, "a.md")).to_be_visible()
        page.get_by_role("link", name="问答").click()
        expect(page.locator("#heshu-shelf")).not_to_contain_text("河口镇水文站")


def test_a_file_is_taken_by_drag(serve: Serve, visit: Visit) -> None:
    with visit(f"{serve()}#corpus") as page:
        expect(page.locator(".drop")).to_be_visible()
        data = page.evaluate_handle(
            "text => { const to = new DataTransfer(); to.items.add(new File([text], '拖来的.md')); return to; }",
            NEW,
        )
        page.locator(".drop").dispatch_event("dragover", {"dataTransfer": data})
        expect(page.locator(".drop")).to_have_class("drop over")
        page.locator(".drop").dispatch_event("drop", {"dataTransfer": data})
        expect(page.locator(".incoming li")).to_contain_text("已读")
        expect(page.locator(".drop")).to_have_class("drop")


def test_a_changed_file_is_read_again(serve: Serve, visit: Visit, tmp_path: Path) -> None:
    with visit(f"{serve()}#corpus") as page:
        view = page.locator(".corpus")
        expect(row(view, "a.md")).to_contain_text("2023")
        file = tmp_path / "corpus" / "a.md"
        file.write_text(file.read_text("utf-8").replace("2023", "2021"), "utf-8")
        view.get_by_role("button", name="重新读取").click()
        expect(row(view, "a.md")).to_contain_text("2021")
        expect(view.locator(".progress")).to_have_text("读取完毕")


def send(address: str, path: str, method: str, **headers: str) -> int:
    request = urllib.request.Request(address + path, data=b"x", method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code


def test_another_page_can_change_nothing_and_no_upload_is_read_by_its_path(serve: Serve, tmp_path: Path) -> None:
    address = serve()
    for path, method in (
        ("/page/files?name=a.md", "PUT"),
        ("/page/index", "POST"),
        ("/page/files?name=a.md", "DELETE"),
    ):
        assert send(address, path, method) == 403
    own = {"x-heshu": "page"}
    escape = urllib.parse.quote("../../ 逃.md")
    assert send(address, f"/page/files?name={escape}", "PUT", **own) == 200
    assert [path.name for path in (tmp_path / "index" / "uploads").iterdir()] == ["逃.md"]
    assert send(address, f"/page/files?name={urllib.parse.quote('../../corpus/a.md')}", "DELETE", **own) == 400
    assert (tmp_path / "corpus" / "a.md").exists()
    for path in ("/page/files/逃.md", "/uploads/逃.md", "/original/逃.md", "/gradio_api/file=index/uploads/逃.md"):
        assert send(address, urllib.parse.quote(path), "GET") in (404, 405)
