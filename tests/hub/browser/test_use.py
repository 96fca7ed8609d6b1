"""What people do in a browser: without scripts, by the keyboard alone, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.hub.browser.pages import DESK, Pages, context


def test_a_citizen_asks_on_a_phone_without_scripts_and_goes_on_in_english(
    browser: Browser, pages: Pages
) -> None:
    opened = context(browser, pages, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/")
    page.get_by_label("질문").fill("광주 AI 예산 얼마야?")
    page.get_by_role("button", name="물어보기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("광주 AI 예산 얼마야?")
    expect(page.locator("#answer .headline")).to_contain_text("1,634억")
    expect(page.get_by_role("heading", name="근거")).to_be_visible()
    assert page.locator("#answer .sources li").count() >= 1
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.locator("#answer .headline")).to_contain_text("163.4 billion won")
    page.get_by_label("Question").fill("how old is someone born on 1990-05-01?")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#answer")).to_be_visible()
    opened.close()


def test_a_form_works_without_scripts(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/s/demo/bill")
    page.get_by_label("쓸 수 있는 돈").fill("3만원")
    page.get_by_label("함께 먹는 사람 수").fill("열")
    page.get_by_role("button", name="알아보기").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("사는 날")
    summary.get_by_role("link").first.click()
    assert page.url.endswith("#field-people")
    page.get_by_label("함께 먹는 사람 수").fill("2")
    page.get_by_label("사는 날").fill("2026-03-01")
    page.get_by_label("위도").fill("35.1")
    page.get_by_label("경도").fill("126.9")
    page.get_by_label("크게").check()
    page.get_by_role("button", name="알아보기").click()
    expect(page.locator("#answer .headline")).to_contain_text("60,000원")
    opened.close()


def test_a_refused_file_leaves_the_form_as_it_was(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/s/demo/read")
    page.get_by_label("붙여 넣은 글").fill("남은 글")
    empty = {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""}
    page.get_by_label("문서").set_input_files([empty])
    page.get_by_role("button", name="알아보기").click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("빈 파일은 받지 않습니다.")
    summary.get_by_role("link").click()
    assert page.url.endswith("#field-files")
    expect(page.get_by_label("붙여 넣은 글")).to_have_value("남은 글")
    opened.close()


def test_the_theme_is_switched_without_scripts(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, java_script_enabled=False, color_scheme="light")
    page = opened.new_page()
    page.goto("/services?lang=ko")
    page.get_by_role("button", name="어두운 화면으로").click()
    assert page.url.endswith("/services?lang=ko")
    expect(page.locator("body")).to_have_css("background-color", "rgb(19, 20, 22)")
    opened.close()


def test_the_keyboard_alone_reaches_an_answer_and_shows_where_it_is(
    browser: Browser, pages: Pages
) -> None:
    opened = context(browser, pages, viewport=DESK, locale="ko-KR")
    page = opened.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("본문으로 건너뛰기")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_id("ask")
    page.keyboard.type("광주 AI 예산 얼마야?")
    page.keyboard.press("Enter")
    expect(page.locator("#answer .headline")).to_contain_text("1,634억")
    opened.close()


@pytest.mark.parametrize("place", ["/", "/s/demo/bill", "/services"])
def test_tab_reaches_everything_in_order_and_each_stop_is_visible(
    browser: Browser, pages: Pages, place: str
) -> None:
    opened = context(browser, pages, viewport=DESK)
    page = opened.new_page()
    page.goto(place)
    reachable = page.locator(
        "a[href], button, input:not([type=hidden]):not([type=radio]), input[type=radio]:checked, "
        "select, textarea, summary, [tabindex='0']"
    ).count()
    for stop in range(reachable):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                const after = getComputedStyle(one, '::after');
                const ring = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
                return {tag: one.tagName, text: one.outerHTML.slice(0, 100),
                        ring: ring(style) || ring(after)};
            }"""
        )
        assert focus["tag"] != "BODY", f"stop {stop + 1} of {reachable} is nowhere"
        assert focus["ring"], focus["text"]
    opened.close()
