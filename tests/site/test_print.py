"""Paper: sizes that fit the text."""

import pytest
from playwright.sync_api import BrowserContext

from .built import Site

SIZES = "elements => elements.map(element => parseFloat(getComputedStyle(element).fontSize))"

# Whether what lies behind the summary of each <details> is on the page.
SHOWN = """elements => elements.map(details => {
  const inside = document.createRange()
  inside.selectNode(details.lastChild)
  return details.querySelector("ul")?.checkVisibility() ?? inside.getBoundingClientRect().height > 0
})"""


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


@pytest.mark.parametrize("path", ["concepts/llm/", "compare/"])
def test_on_paper_stands_what_is_folded_on_a_screen(root_site: Site, context: BrowserContext, path: str) -> None:
    page = context.new_page()
    page.goto(root_site.url + path)
    folded = page.locator("article :is(.entry__names details, .folded)")
    assert set(folded.evaluate_all(SHOWN)) == {False}
    page.emulate_media(media="print")
    assert set(folded.evaluate_all(SHOWN)) == {True}
    # There is nothing left to open.
    assert not page.locator(".folded summary").first.is_visible()
