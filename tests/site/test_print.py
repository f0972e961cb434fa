"""Paper: sizes that fit the text."""

import pytest
from playwright.sync_api import BrowserContext

from .built import Site

SIZES = "elements => elements.map(element => parseFloat(getComputedStyle(element).fontSize))"


@pytest.mark.parametrize("path", ["concepts/llm/", "topics/language-models/", "related/language-models/", "print/"])
def test_on_paper_no_list_is_set_larger_than_the_text(root_site: Site, context: BrowserContext, path: str) -> None:
    page = context.new_page()
    page.goto(root_site.url + path)
    page.emulate_media(media="print")
    text = page.locator("article").evaluate("article => parseFloat(getComputedStyle(article).fontSize)")
    lists = page.locator("article li").evaluate_all(SIZES)
    assert lists
    assert max(lists) <= text
    # Still large enough to read: 9 points.
    assert min(lists) >= 12
