"""What a glossary looks like in a handbook, and with a colour of its own."""

import re
from collections.abc import Iterator
from pathlib import Path

import material
import pytest
from playwright.sync_api import Page, expect

from ..glossaries import relation, write
from ..processes import mkdocs
from .accessibility import COLOURS, assert_accessible
from .built import ROOT, Site, served

STYLES = ROOT / "scripts/glossary/theme/assets/stylesheets"
PALETTES = """\
  palette:
    - media: "(prefers-color-scheme: light)"
      primary: light blue
      toggle: {icon: material/weather-sunny, name: To the dark}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: teal
      toggle: {icon: material/weather-night, name: To the light}
"""
# A page with colours in all places: in the words of the bar, links, buttons, text in the second row.
PAGE = "concepts/llm/"

# The contrast of two colours by WCAG 2.2, whatever notation they have.
CONTRAST = """
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })
  const luminance = colour => {
    canvas.fillStyle = colour
    canvas.fillRect(0, 0, 1, 1)
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const probe = document.body.appendChild(document.createElement("i"))
  const contrast = (one, other) => {
    const [dark, light] = [one, other].map(name => {
      probe.style.color = name.startsWith("--") ? `var(${name})` : name
      return luminance(getComputedStyle(probe).color)
    }).sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
"""
WORDS = [
    *(
        (words, ground)
        for words in ("--ink", "--soft", "--green", "--green-strong")
        for ground in ("--paper", "--sheet")
    ),
    ("#fff", "--band"),
    ("--paper", "--green"),
    ("--brand-sheet", "--brand"),
]
EVERY_COLOUR = [
    f"#{red}{green}{blue}" for red in "05af" for green in "05af" for blue in "05af"
]  # 64 of the cube, its corners among them.


def project(folder: Path, settings: str) -> Site:
    write(
        folder / "docs",
        {
            "llm": {"title": "Large language model", "abbr": "LLM", "related": [relation("token")]},
            "token": None,
        },
    )
    (folder / "docs/guide").mkdir()
    (folder / "docs/index.md").write_text("# Our handbook\n\nAn LLM.\n")
    (folder / "docs/guide/expenses.md").write_text("# Travel expenses\n\nKeep the ticket.\n")
    (folder / "docs/logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (folder / "mkdocs.yml").write_text(
        f"site_name: Our handbook\nsite_url: http://look.localhost/\n{settings}"
        "markdown_extensions: [attr_list, md_in_html]\nnot_in_nav: '*'\n"
        "nav: [Home: index.md, A–Z: concepts/index.md]\n"
    )
    run = mkdocs(folder, "build")
    assert run.returncode == 0, run.stderr
    return Site(folder / "site", "http://look.localhost/")


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = (
        f"theme:\n  name: material\n  font: false\n  logo: logo.svg\n{PALETTES}plugins: [search, glossary]\n"
    )
    with served(project(tmp_path_factory.mktemp("look"), settings).folder, "/", policy="") as address:
        yield address


@pytest.fixture(scope="module")
def coloured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = (
        'theme: {name: material, font: false}\nextra: {colour: "#0057b8"}\n'
        "plugins: [{glossary: {whole_site: true}}]\n"
    )
    with served(project(tmp_path_factory.mktemp("coloured"), settings).folder, "/") as address:
        yield address


def style(page: Page, selector: str, name: str) -> str:
    found: str = page.locator(selector).first.evaluate("(shown, name) => getComputedStyle(shown)[name]", name)
    return found


def hue(page: Page, selector: str, name: str) -> float:
    """The hue in OKLCH of a colour of an element, in degrees."""
    found: float = page.locator(selector).first.evaluate(
        """(shown, name) => {
          const probe = document.createElement("i")
          probe.style.color = `oklch(from ${getComputedStyle(shown)[name]} l c h)`
          document.body.append(probe)
          return Number(getComputedStyle(probe).color.split(" ")[2].replace(")", ""))
        }""",
        name,
    )
    return found


def test_a_page_in_a_handbook_has_the_typeface_the_bar_and_the_palette_of_the_others(
    handbook: str, page: Page
) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{handbook}guide/expenses/")
        theirs = [
            style(page, "body", "fontFamily"),
            style(page, "body", "backgroundColor"),
            round(hue(page, ".md-header", "backgroundColor") / 5),
        ]
        page.goto(handbook + PAGE)
        assert theirs == [
            style(page, ".text", "fontFamily"),
            style(page, "body", "backgroundColor"),
            round(hue(page, ".header", "backgroundColor") / 5),
        ]
        assert abs(hue(page, ".text a", "color") - hue(page, ".header", "backgroundColor")) < 10
        assert page.locator(".logo img").get_attribute("src") == "../../logo.svg"
        expect(page.locator(".logo")).to_have_text("Our handbook")


def test_the_palette_that_a_reader_chose_in_the_handbook_holds_in_the_glossary_and_back(
    handbook: str, page: Page
) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{handbook}guide/expenses/")
    page.get_by_title("To the dark").click()
    page.goto(handbook + PAGE)
    assert style(page, "body", "colorScheme") == "dark"
    page.get_by_role("button", name="To the light").click()
    expect(page.get_by_role("button", name="To the dark")).to_be_focused()
    assert style(page, "body", "colorScheme") == "light"
    page.goto(f"{handbook}guide/expenses/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.evaluate("localStorage.clear()")


def test_a_page_in_a_handbook_is_accessible_in_every_palette_of_material(handbook: str, page: Page) -> None:
    names = re.findall(r'color-primary="([\w-]+)"\]', (STYLES / "handbook.css").read_text("utf-8"))
    assert len(names) == 20
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(handbook + PAGE)
        assert_accessible(page)
        for name in names:
            page.evaluate("name => document.documentElement.dataset.mdColorPrimary = name", name)
            assert_accessible(page, rules=COLOURS)


def test_the_colours_by_name_are_those_of_material() -> None:
    (theirs,) = Path(material.__file__).parent.glob("templates/assets/stylesheets/palette.*.css")
    colour = r"\[data-md-color-primary=\"?([\w-]+)\"?\] ?\{ ?--md-primary-fg-color: ?(#\w+);"
    ours = dict(re.findall(colour, (STYLES / "handbook.css").read_text("utf-8")))
    known = dict(re.findall(colour, theirs.read_text("utf-8")))
    # Indigo is what a page has without a word, and black and white are computed there.
    assert known.pop("indigo") in (STYLES / "handbook.css").read_text("utf-8")
    assert {name: ours[name] for name in ours.keys() - {"black", "white"}} == known


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_whatever_the_colour(coloured: str, scheme: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(coloured + PAGE)
    page.wait_for_load_state("load")
    least = page.evaluate(
        f"""([colours, words]) => {{
          {CONTRAST}
          return colours.flatMap(colour => {{
            document.body.style.setProperty("--colour", colour)
            const found = words.map(([one, other]) => [contrast(one, other), 4.5, colour, one, other])
            return [...found, [contrast("--edge", "--paper"), 3, colour, "--edge", "--paper"]]
          }}).filter(([found, least]) => found < least)
        }}""",
        [EVERY_COLOUR, WORDS],
    )
    assert least == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_the_bar_can_be_read_whatever_its_colour(handbook: str, scheme: str, page: Page) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(handbook + PAGE)
    least = page.evaluate(
        f"""([colours, words]) => {{
          {CONTRAST}
          return colours.flatMap(colour => {{
            document.body.style.setProperty("--md-primary-fg-color", colour)
            return words.map(([one, other]) => [contrast(one, other), colour, one, other])
          }}).filter(([found]) => found < 4.5)
        }}""",
        [EVERY_COLOUR, [*WORDS, ("--on-bar", "--bar")]],
    )
    assert least == []


def test_one_setting_gives_the_glossary_its_colour_without_breaking_the_policy(
    coloured: str, page: Page
) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    page.goto(coloured + PAGE)
    assert 245 < hue(page, ".text a", "color") < 265
    assert 245 < hue(page, ".footer", "backgroundColor") < 275
    assert refused == []
    page.emulate_media(media="print")
    assert style(page, ".text a", "color") == "rgb(0, 0, 0)"


def test_the_search_shows_pages_of_the_handbook_last_and_asks_for_them_only_then(
    handbook: str, page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "pages.json" in request.url else None)
    page.goto(handbook + PAGE)
    page.locator("[data-search-open]").first.click()
    field = page.locator("dialog .search__query")
    last = page.locator("dialog .search__results a").last
    expect(last).to_be_visible()
    assert asked == []
    field.fill("travel expens")
    others = page.get_by_role("list", name="Other pages of this site").get_by_role("link")
    expect(others).to_have_text("Travel expenses")
    expect(page.locator("dialog .search__status")).to_have_text("Nothing found in the glossary.")
    field.fill("large language model")
    expect(others).to_have_count(0)
    expect(page.locator("dialog .search__list a").first).to_have_text("Large language model")
    assert len(asked) == 1
    field.fill("travel expenses")
    expect(others).to_have_text("Travel expenses")
    field.press("Enter")
    page.wait_for_url("**/guide/expenses/")
