"""Paper: what an edition to print holds, and sizes that fit the text."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from ..processes import mkdocs
from ..test_print_edition import assert_all_lead_to, assert_links_lead_within, edition, shape
from .built import EPOCH, Site

# An edition whose texts have all that texts can have.
EDITION = "print/foundations/index"

SIZES = "elements => elements.map(element => parseFloat(getComputedStyle(element).fontSize))"

# Whether what lies behind the summary of each <details> is on the page.
SHOWN = """elements => elements.map(details => {
  const inside = document.createRange()
  inside.selectNode(details.lastChild)
  return details.querySelector("ul")?.checkVisibility() ?? inside.getBoundingClientRect().height > 0
})"""


@pytest.mark.parametrize(
    "path", ["concepts/llm/", "topics/language-models/", "related/language-models/", "print/"]
)
def test_on_paper_no_list_is_set_larger_than_the_text(site: Site, page: Page, path: str) -> None:
    page.goto(site.url + path)
    page.emulate_media(media="print")
    text = page.locator("article").evaluate("article => parseFloat(getComputedStyle(article).fontSize)")
    lists = page.locator("article li").evaluate_all(SIZES)
    assert lists
    assert max(lists) <= text
    # Still large enough to read: 9 points.
    assert min(lists) >= 12


@pytest.mark.parametrize("path", ["concepts/llm/"])
def test_on_paper_stands_what_is_folded_on_a_screen(site: Site, page: Page, path: str) -> None:
    page.goto(site.url + path)
    folded = page.locator("article :is(.entry__names details, .folded)")
    assert set(folded.evaluate_all(SHOWN)) == {False}
    page.emulate_media(media="print")
    assert set(folded.evaluate_all(SHOWN)) == {True}
    # There is nothing left to open.
    assert not page.locator(".folded summary").first.is_visible()


# Another plugin takes part, so MkDocs renders the Markdown of the editions; of all but one it gets none.
HOOK = f"""
def on_page_read_source(page, config):
    return None if page.file.src_uri == "{EDITION.removesuffix("/index")}.md" else "# Elsewhere"
"""


def test_an_edition_has_the_shape_of_its_markdown(site: Site, sample_project: Path, tmp_path: Path) -> None:
    (tmp_path / "hook.py").write_text(HOOK)
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {sample_project}/mkdocs.yml\ndocs_dir: {sample_project}/docs\nwatch: []\nhooks: "
        f"[hook.py]\n"
        f"theme: {{custom_dir: {sample_project}/overrides}}\n"
    )
    run = mkdocs(tmp_path, "build", SOURCE_DATE_EPOCH=EPOCH)
    assert run.returncode == 0, run.stderr
    ours, theirs = edition(site.folder, f"{EDITION}.html"), edition(tmp_path / "site", f"{EDITION}.html")
    for part in ("h4", "table", "pre", "ol", "ul", "math", "figure > svg", ".cite"):
        assert ours.select(part), part
    assert shape(ours) == shape(theirs)
    assert_links_lead_within(ours)


def test_the_whole_edition_holds_every_concept_and_leads_within_itself(site: Site) -> None:
    whole = site.pages["print/"].find(".//article")
    concepts = whole.find_class("print-concept")
    assert len(concepts) == len(site.slugs)
    addresses = [link.get("href", "") for link in whole.iter("a")]
    assert_all_lead_to(addresses, whole.xpath(".//@id"))
    assert addresses.count(f"#{concepts[0].get('id')}") > 1
