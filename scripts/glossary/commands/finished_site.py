"""What a finished site lacks of its glossary.

An engine that runs no plugin of others leaves the glossary out without a word, so the site itself is read.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..addresses import concept_path
from ..problem import Level, Message, Problem, plural, rule
from ..site.build import Output
from ..site.exports.search_index import PATH as SEARCH_INDEX
from ..site.other_pages import first_mentions
from ..text import composed, file_of, read

LOST_IN_SITE = rule(
    "lost-in-site",
    "A finished site, named with `--site`, has the whole glossary: its pages, its data, and its links and "
    "cards in other pages.",
    ("a site of `zensical build`, which runs no plugin", "a site of `glossary build --engine zensical`"),
    Level.WARNING,
)
BUILD_AGAIN = Message(
    "build it with MkDocs or ProperDocs, which run the plugin, or by: glossary build --engine zensical"
)
_INVENTORY = "objects.inv"
# Where Material and Zensical write what their search knows.
_SEARCHES = "search/search_index.json", "search.json"
_HEADING = re.compile(r"<h1\b.*?</h1>", re.S | re.I)
_TAG = re.compile(r"<[^>]*>")
# An attribute list that nobody has taken for one: the titles of sections have them.
_MARKED_HEADING = re.compile(r"<h\d\b[^>]*>[^<]*\{: #")
_WORD = re.compile(r"\w+")
_SHOWN = 3


def lost_from_site(site: Path, output: Output, paths: Iterable[str]) -> Iterator[tuple[Message, Message]]:
    """What is wrong with the site in the folder `site` as a whole, each with the way out.

    `paths` are those of the output's files that it must have.
    """
    wanted = {path: _file(site, path) for path in paths}
    concepts = {concept_path(slug): concept for slug, concept in output.concepts.items()}
    missing = [path for path, file in wanted.items() if not file]
    of_concepts = [path for path in missing if path in concepts]
    others = [path for path in missing if path not in concepts]
    others += [path for path in output.verbatim if not (_is_apart(site, path) or (site / path).is_file())]
    shown = {path: file.read_text("utf-8") for path in concepts if (file := wanted.get(path))}
    by_another = [path for path, html in shown.items() if not _is_headed(html, concepts[path].question)]
    marked = [path for path, html in shown.items() if _MARKED_HEADING.search(html)]
    if of_concepts:
        yield Message("it lacks {files}", files=_pages(of_concepts)), BUILD_AGAIN
    if by_another:
        what = Message("made of their sources alone, without the glossary: {files}", files=_pages(by_another))
        yield what, BUILD_AGAIN
    if marked:
        what = Message("marks such as '{{: #sources }}' stand in {files}", files=_pages(marked))
        yield what, Message("add 'attr_list' to 'markdown_extensions' in mkdocs.yml, and build it again")
    if others:
        files = plural(
            "{number} other file, such as {first}",
            "{number} other files, such as {first}",
            len(others),
            first=_first(others),
        )
        yield Message("it lacks {files}", files=files), BUILD_AGAIN
    inventory = site / _INVENTORY
    if inventory.is_file() and inventory.read_bytes() != output.files[_INVENTORY]:
        what = Message("its {file} is not the one of this glossary", file=_INVENTORY)
        yield what, Message("build the site again; mkdocstrings beside it needs 'enable_inventory: false'")
    for index in filter(Path.is_file, (site / path for path in _SEARCHES)):
        text = index.read_text("utf-8")
        unknown = [
            path
            for path in concepts
            if (file := wanted.get(path))
            and f'"{file.relative_to(site).as_posix().removesuffix("index.html")}"' not in text
        ]
        if unknown:
            what = Message(
                "the search of the site, {file}, does not know {files}",
                file=index.relative_to(site).as_posix(),
                files=_pages(unknown),
            )
            yield what, BUILD_AGAIN


def lost_links(
    site: Path, url: str, output: Output, sources: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[Problem]:
    """The links to concepts, and the script of their cards, that pages beside the glossary lack in the site.

    `url` is the address of the site. `sources` are the Markdown of those pages that are to have
    links, by their path, and `places` the path by which an engine goes that knows languages. A page that
    stands nowhere, or at another address than its path says (a draft, a post of a blog), is not looked at,
    nor a name that its text has lost on the way.
    """
    for path, source in sources.items():
        file, source = _file(site, places[path]) or _file(site, path), composed(source)
        if not file:
            continue
        text, shown = read(source), _Page(file, site, url)
        mentions = first_mentions(text, path, output.names, output.concepts)
        for mention in mentions:
            name = source[mention.start : mention.end]
            target, words = _file(site, concept_path(mention.slug)), _words(name)
            if target and (target, words) not in shown.linked and words in shown.words:
                what = Message(
                    "in the site, this page has no link to {slug!r}, which it calls {name!r}",
                    slug=mention.slug,
                    name=name,
                )
                yield Problem(path, text.line_at(mention.start), what, BUILD_AGAIN, LOST_IN_SITE)
        if mentions and not shown.has_cards:
            what = Message("in the site, this page has no cards: it lacks the script that shows them")
            yield Problem(path, 1, what, BUILD_AGAIN, LOST_IN_SITE)


class _Page(HTMLParser):
    """A page of a site: its words, its links (file and words) outside menus, whether it has cards."""

    def __init__(self, file: Path, site: Path, url: str) -> None:
        super().__init__()
        self.folder, self.site = file.parent, site
        # How an address begins that is not relative to the page: whole, or on its host.
        self.roots = url, urlsplit(url).path
        self.linked: set[tuple[Path, str]] = set()
        self.has_cards = False
        self.texts: list[str] = []
        # Where the link begins that is open, and where it leads.
        self.open: tuple[int, Path] | None = None
        self.navigations = 0
        self.feed(file.read_text("utf-8"))
        self.close()
        self.words = _words("".join(self.texts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.navigations += tag == "nav"
        address = dict(attrs).get({"a": "href", "script": "src"}.get(tag, "")) or ""
        path = unquote(file_of(address)[0])
        if tag == "script":
            self.has_cards |= path.endswith("embed/v1.js")
        elif path and not self.navigations:
            root = next(filter(path.startswith, self.roots), None)
            target = self.site / path.removeprefix(root) if root else self.folder / path
            target = Path(posixpath.normpath(target))
            self.open = len(self.texts), target / "index.html" if path.endswith("/") else target

    def handle_endtag(self, tag: str) -> None:
        self.navigations -= tag == "nav"
        if tag == "a" and self.open:
            start, target = self.open
            self.linked.add((target, _words("".join(self.texts[start:]))))
            self.open = None

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.texts.append(data)


def _file(site: Path, path: str) -> Path | None:
    """The file of the site that is made of one in the docs folder, None where there is none."""
    stem = path.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if stem == path:
        names = [path]
    elif name in ("index", "README"):
        names = [posixpath.join(folder, "index.html")]
    else:
        names = [f"{stem}/index.html", f"{stem}.html"]
    return next(filter(Path.is_file, (site / name for name in names)), None)


def _is_apart(site: Path, path: str) -> bool:
    """Whether a file is the copy of a page that stands nowhere, or at another address than its path says."""
    return path.endswith("index.md") and not (site / path).with_suffix(".html").is_file()


def _is_headed(html: str, question: str) -> bool:
    return any(_words(question) in _words(_TAG.sub("", found)) for found in _HEADING.findall(html))


def _words(text: str) -> str:
    """The words of a text with a space round each: what lies between them, an engine may write anew."""
    words = " ".join(_WORD.findall(unescape(text)))
    return f" {words} "


def _pages(paths: list[str]) -> Message:
    return plural(
        "{number} concept page, such as {first}",
        "{number} concept pages, such as {first}",
        len(paths),
        first=_first(paths),
    )


def _first(paths: list[str]) -> tuple[str, ...]:
    """Some of the paths, those first that other sites and the search need."""
    return tuple(sorted(paths, key=lambda path: (path not in (_INVENTORY, SEARCH_INDEX), len(path)))[:_SHOWN])
