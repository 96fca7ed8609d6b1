"""Reviewing a document in a browser, with the keyboard alone and without scripts."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.hub.browser.pages import DESK, Pages, context


def test_enter_after_enter_goes_through_a_document_and_back(browser: Browser, pages: Pages) -> None:
    opened = context(browser, pages, True, viewport=DESK, java_script_enabled=False, locale="ko-KR")
    page = opened.new_page()
    page.goto("/s/programme/statements?state=extracted")
    page.get_by_role("link", name="다솜시, 2031년 온실 사업에 80억원").click()
    left = page.locator(".page-head .lead")
    expect(left).to_contain_text("남았습니다")
    before = left.inner_text()
    first = page.locator("details.review-card[open]").get_attribute("id")
    expect(page.get_by_role("button", name="모두 맞음")).to_be_focused()
    page.keyboard.press("Enter")
    expect(left).not_to_have_text(before)
    expect(page.locator("details.review-card[open]")).not_to_have_id(str(first))
    page.locator(f"#{first} summary").click()
    page.locator(f"#{first}").get_by_role("button", name="되돌리기").or_(
        page.locator(f"#{first}").get_by_role("button", name="다시 검토")
    ).first.click()
    expect(page.locator(".page-head .lead")).to_have_text(before)
    opened.close()
