"""The articles of an edition to print, from the HTML of the concept pages.

Python-Markdown escapes the signs `<`, `>` and `"` wherever they are not its own: the first in texts,
all three in attributes. A concept page holds no raw HTML but formulas, pictures and citations, in which
they are escaped too, so patterns over tags find exactly the tags.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from mkdocs.utils import get_relative_url

ARTICLE = re.compile(r"<!-- article: ([a-z0-9-]+) -->")
_GENERATED = re.compile(r'<h2 id="(?:often-confused-with|related-articles|mentioned-in|sources)"|<p class="misnomers">')
_CITED = re.compile(r'<h2 id="sources"(?:(?!<h2 ).)*?<section role="doc-bibliography".*?</section>', re.S)
_HEADING = re.compile(r"<(/?)h([2-6])(?=[ >])")
_TAG = re.compile(r'<[a-z][^>]* (?:id|href|src)="[^>]*>')
_ATTRIBUTE = re.compile(r' (id|href|src)="([^"]*)"')


def own_text(content: str) -> str:
    """What the author wrote, of a concept page that MkDocs has rendered: without the heading and what is generated below it.

    Sources that the text cites stay.
    """
    text = content.partition("</h1>")[2]
    end = _GENERATED.search(text)
    cited = _CITED.search(text)
    return (text[: end.start()] if end else text) + (cited[0] if cited else "")


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

    text = _HEADING.sub(lambda found: f"<{found[1]}h{min(6, int(found[2]) + 2)}", text)
    return _TAG.sub(lambda found: _ATTRIBUTE.sub(attribute, found[0]), text)


def filled(frame: str, article: Callable[[str], str]) -> str:
    """The edition: `article(slug)` in the place of each comment of the frame."""
    return ARTICLE.sub(lambda found: article(found[1]), frame)


def _address(value: str, slug: str, page: str, edition: str, slugs: Mapping[str, str]) -> str:
    parts = urlsplit(value)
    if parts.scheme or parts.netloc or value.startswith("/"):
        return value
    if not parts.path:
        return f"#{slug}--{parts.fragment}"
    target = urljoin(page, parts.path)
    return f"#{slugs[target]}" if target in slugs else parts._replace(path=get_relative_url(target, edition)).geturl()
