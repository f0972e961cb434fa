"""The articles of an edition to print, from the HTML of the concept pages.

Python-Markdown escapes the signs `<`, `>` and `"` wherever they are not its own: the first in texts,
all three in attributes. A concept page holds no raw HTML but formulas, pictures and citations, in which
they are escaped too, so patterns over tags find exactly the tags.
"""

import re
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from mkdocs.utils import get_relative_url

_MARK = "<!-- own text -->"
# Where the definition stands on the page of a concept.
ENTRY = "<!-- entry -->"
ARTICLE = re.compile(r"<!-- article: ([a-z0-9-]+) -->")
_GENERATED = re.compile(r'<h2 [^>]*class="section-|<p class="(?:covers|misnomers|more-terms)">')
_CITED = re.compile(
    r'<h2 [^>]*class="section-sources"(?:(?!<h2 ).)*?<section role="doc-bibliography".*?</section>', re.S
)
# An edition does without the classes by which the page of a concept knows its sections.
_HEADING = re.compile(r'<(/?)h([2-6])(?: class="(?:part|section)-[a-z-]+")?(?=[ >])')
# Nor does anything in it lead to the place where a page explains a term.
_TERM = re.compile(r'<span id="[^"]*">([^<]*)</span>')
_TAG = re.compile(r'<[a-z][^>]* (?:id|href|src)="[^>]*>')
_ATTRIBUTE = re.compile(r' (id|href|src)="([^"]*)"')


def marked(content: str) -> str:
    """A concept page that MkDocs has rendered, with a mark before and behind what the author wrote.

    That is all but the heading and what is generated below; sources that the text cites belong to it.
    """
    heading, end, rest = content.partition("</h1>")
    generated = _GENERATED.search(rest)
    place = generated.start() if generated else len(rest)
    cited = _CITED.sub(lambda found: _MARK + found[0] + _MARK, rest[place:], count=1)
    # What the theme puts there says what the edition says above the text.
    own = rest[:place].replace(ENTRY, _MARK + ENTRY + _MARK)
    return f"{heading}{end}{_MARK}{own}{_MARK}{cited}"


def taken(page: str) -> tuple[str, str]:
    """A finished page without its marks, and what stood between them: the theme may have changed it."""
    parts = page.split(_MARK)
    return "".join(parts), "".join(parts[1::2])


def printed(text: str, slug: str, page: str, edition: str, slugs: Mapping[str, str]) -> str:
    """The text of a concept as it stands in an edition to print.

    Headings are two levels lower, ids begin with the slug, and links to concepts lead within the edition.
    `page` and `edition` are the addresses of the concept's page and of the edition, `slugs` are the
    concepts of the edition by their addresses.
    """

    def attribute(found: re.Match[str]) -> str:
        name, value = found.groups()
        if name == "id":
            return f' id="{slug}--{value}"'
        return f' {name}="{_address(value, slug, page, edition, slugs)}"'

    text = _TERM.sub(r"\1", text)
    text = _HEADING.sub(lambda found: f"<{found[1]}h{min(6, int(found[2]) + 2)}", text)
    return _TAG.sub(lambda found: _ATTRIBUTE.sub(attribute, found[0]), text)


def _address(value: str, slug: str, page: str, edition: str, slugs: Mapping[str, str]) -> str:
    # Most are places within the page, and to take an address apart takes long.
    if value.startswith("#"):
        return f"#{slug}--{value[1:]}"
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or not parts.path or value.startswith("/"):
        return value
    target = urljoin(page, parts.path)
    return (
        f"#{slugs[target]}"
        if target in slugs
        else parts._replace(path=get_relative_url(target, edition)).geturl()
    )
