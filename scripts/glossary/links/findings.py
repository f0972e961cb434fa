"""What a text gets wrong about the glossary, and the edits that put it right."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import unquote

from ..problem import Level, Message, Problem, RuleName, closest, rule
from ..text import Edit, edited
from ..text.mentions import Mention, find, firsts
from .syntax import Extract, Reading, Syntax
from .terms import PublishedGlossary, PublishedTerm

MOVED = rule(
    "moved-link",
    "A link has the address that a concept has now.",
    ("a link to `concepts/old-name/`", "a link to `concepts/new-name/`"),
    command="links",
)
UNKNOWN = rule(
    "unknown-link",
    "A link leads to a concept, or names a term, that the glossary has.",
    ("a link to `concepts/dictionnary/`", "a link to `concepts/dictionary/`"),
    command="links",
)
UNKNOWN_TERM = rule(
    "unknown-term",
    "A role for a term names one of the glossary, where no file that is read has a glossary of its own.",
    ("`` {term}`dictionnaire` ``", "`` {term}`dictionary` ``"),
    Level.NOTE,
    "links",
)
OUT_OF_USE = rule(
    "name-out-of-use",
    "A text does not call a concept by a name that is out of use.",
    ("“word book”, on a page with `status: deprecated`", "“dictionary”, which that page says instead"),
    Level.WARNING,
    "links",
)
MISNOMER = rule(
    "misnomer",
    "A text calls a concept by one of its right names.",
    ("“language learning model”", "“language model”"),
    command="links",
)
SUGGESTION = rule(
    "unlinked-mention",
    "The first mention of a concept in a file is linked; with `--suggest`.",
    (
        "“A dictionary lists words.”",
        "“A [dictionary](https://example.org/concepts/dictionary/) lists words.”",
    ),
    Level.NOTE,
    "links",
)
BOM = "\ufeff"
# In a comment, it leaves out what is found on its line and the next one, or in the whole file.
_IGNORE = re.compile(r"\bglossary-links: ignore(?P<file> file)?\b")
# How much a wrong name must be like that of a product to mean it.
_OF_PRODUCT = 0.75
_QUOTE = re.compile("[\"'“”„‘’‚«»‹›]")


@dataclass(frozen=True)
class Finding:
    """A problem, with the edit that solves it if there is one."""

    problem: Problem
    edit: Edit | None = None

    def shifted(self, by: int) -> "Finding":
        """The same for a file that has so many characters more at its beginning."""
        edit = self.edit and Edit(self.edit.start + by, self.edit.end + by, self.edit.text)
        return Finding(self.problem, edit)


@dataclass(frozen=True)
class _Address:
    """The address of a page of the glossary in a text; the span is that of the slug."""

    start: int
    end: int
    slug: str
    url: str


def findings(
    text: str, path: str, syntax: Syntax, glossary: PublishedGlossary, suggest: bool
) -> list[Finding]:
    """All that is wrong with the file `path`, with `suggest` also what could be a link, in reading order.

    Raises `Mistake` where the file does not keep to its format.
    """
    file = text.removeprefix(BOM)
    # The length stays the same, so that offsets stay right.
    lines = file.replace("\r\n", " \n").replace("\r", "\n")
    extract = syntax.extract(lines)
    body = extract.text
    reading = syntax.read(body)
    addresses = list(_addresses(reading.visible, glossary))
    mentions = find(reading.prose, glossary.names)
    raw = [
        *_links(addresses, reading, glossary),
        *_roles(reading, glossary),
        *_wrong_names(mentions, body, glossary),
    ]
    if suggest:
        taken = {glossary.redirects.get(address.slug, address.slug) for address in addresses}
        taken |= {slug for name in reading.linked if (slug := glossary.named(name))}
        roomy = [mention for mention in mentions if syntax.has_room(body, mention.start, mention.end)]
        roomy = [mention for mention in roomy if syntax.has_room(reading.prose, mention.start, mention.end)]
        for mention in firsts(roomy, taken):
            written = file[slice(*extract.span(mention.start, mention.end))]
            raw.append(
                _suggestion(mention, body, syntax.link(written, glossary.terms[mention.slug].url), glossary)
            )
    ignored = _ignored_lines(body)
    kept = [place for place in raw if body.count("\n", 0, place.start) + 1 not in ignored]
    placed = [_placed(place, extract, lines, path) for place in sorted(kept, key=lambda place: place.start)]
    return [finding.shifted(len(text) - len(file)) for finding in placed]


def _ignored_lines(body: str) -> Container[int]:
    lines: set[int] = set()
    for match in _IGNORE.finditer(body):
        if match["file"]:
            return range(1, body.count("\n") + 2)
        line = body.count("\n", 0, match.start()) + 1
        lines |= {line, line + 1}
    return lines


def mended(text: str, results: Iterable[Finding]) -> str:
    """`text` with every edit made."""
    return edited(text, (finding.edit for finding in results if finding.edit))


@dataclass(frozen=True)
class _Unplaced:
    """A finding by its offset in what was extracted of the file."""

    start: int
    rule: RuleName
    what: Message
    fix: Message
    edit: Edit | None = None


def _placed(raw: _Unplaced, extract: Extract, lines: str, path: str) -> Finding:
    """The finding in the file, whose text is `lines`."""
    at, place = extract.starts[raw.start], extract.place(raw.start)
    line, column = lines.count("\n", 0, at) + 1, at - lines.rfind("\n", 0, at)
    what = Message("{what} ({place})", what=raw.what, place=place) if place else raw.what
    edit = raw.edit and Edit(*extract.span(raw.edit.start, raw.edit.end), raw.edit.text)
    return Finding(Problem(path, line, what, raw.fix, raw.rule, column=column), edit)


@lru_cache(maxsize=4)
def _page(folder: str) -> re.Pattern[str]:
    """An address below `folder`, with either scheme or none, but not within another one (web archives)."""
    place = re.escape(folder.partition("//")[2])
    return re.compile(rf"(?:(?<![\w/])https?:|(?<![\w:/]))//(?i:{place})(?P<slug>[\w%~.-]*[\w%~])")


def _addresses(visible: str, glossary: PublishedGlossary) -> Iterator[_Address]:
    for match in _page(glossary.folder).finditer(visible):
        slug = unquote(match["slug"])
        if slug not in ("index.html", "index.md"):
            yield _Address(*match.span("slug"), slug, match[0])


def _links(
    addresses: Iterable[_Address], reading: Reading, glossary: PublishedGlossary
) -> Iterator[_Unplaced]:
    for address in addresses:
        start, slug = address.start, address.slug
        if slug in glossary.redirects:
            new = glossary.redirects[slug]
            what = Message("{address} has moved", address=address.url)
            fix = Message("write {value}", value=glossary.terms[new].url)
            if len(new) != address.end - start and reading.is_rigid(start):
                fix = Message(
                    "write {address} by hand, and fit what is drawn round it", address=glossary.terms[new].url
                )
                yield _Unplaced(start, MOVED, what, fix)
            else:
                yield _Unplaced(start, MOVED, what, fix, Edit(start, address.end, new))
        elif slug not in glossary.terms:
            what = Message("{address} is no page of the glossary", address=address.url)
            yield _Unplaced(start, UNKNOWN, what, _nearest(slug, glossary))


def _roles(reading: Reading, glossary: PublishedGlossary) -> Iterator[_Unplaced]:
    """The roles for terms that the glossary does not have.

    A role that may mean the project's own glossary is an error only if one of our names is near.
    """
    names = sorted(glossary.slugs_by_name)
    for start, name, external in reading.roles:
        if glossary.named(name):
            continue
        close = get_close_matches(name.casefold()[:80], names, n=1, cutoff=0.6 if external else 0.85)
        fix = Message("{address} lists every term", address=glossary.folder)
        if close:
            meant = glossary.terms[glossary.slugs_by_name[close[0]]]
            fix = Message("did you mean {name!r}?", name=meant.title)
        broken = UNKNOWN if close or external else UNKNOWN_TERM
        yield _Unplaced(start, broken, Message("{name!r} is no term of the glossary", name=name), fix)


def _nearest(slug: str, glossary: PublishedGlossary) -> Message:
    close = get_close_matches(slug[:80].lower(), sorted({*glossary.terms, *glossary.redirects}), n=1)
    if not close:
        return Message("{address} lists every page", address=glossary.folder)
    meant = glossary.terms[glossary.redirects.get(close[0], close[0])]
    return Message("did you mean {address}?", address=meant.url)


def _wrong_names(mentions: Iterable[Mention], body: str, glossary: PublishedGlossary) -> Iterator[_Unplaced]:
    for mention in mentions:
        # In quotation marks, a name is mentioned and not used.
        if _QUOTE.match(body, mention.start - 1) and _QUOTE.match(body, mention.end):
            continue
        name = _words(body, mention)
        if mention.slug in glossary.misnomers:
            right = _right_name(glossary.terms[glossary.misnomers[mention.slug]], name, glossary)
            what, broken = Message("{name!r} is a wrong name", name=name), MISNOMER
        elif glossary.terms[mention.slug].use_instead:
            right = _right_name(glossary.terms[mention.slug], name, glossary)
            what, broken = Message("{name!r} is out of use", name=name), OUT_OF_USE
        else:
            continue
        yield _Unplaced(mention.start, broken, what, Message("write {name!r}", name=right))


def _right_name(term: PublishedTerm, wrong: str, glossary: PublishedGlossary) -> str:
    """What running text says instead of a wrong name of a term, or of one that is out of use."""
    running = glossary.language.rules.running
    if term.use_instead:
        successor = glossary.terms.get(term.replaced_by or "")
        return successor.in_sentence if successor and successor.in_sentence else running(term.use_instead)
    # “Chat GTP” is a product, not chatbots.
    if (product := closest(wrong, [*term.names, *term.instances], _OF_PRODUCT)) in term.instances:
        return product
    return term.in_sentence or running(term.title)


def _suggestion(mention: Mention, body: str, link: str, glossary: PublishedGlossary) -> _Unplaced:
    edit = Edit(mention.start, mention.end, link)
    what = Message("{name!r} is first named here, without a link", name=_words(body, mention))
    fix = Message("link it to {address}", address=glossary.terms[mention.slug].url)
    return _Unplaced(mention.start, SUGGESTION, what, fix, edit)


def _words(text: str, mention: Mention) -> str:
    return " ".join(text[mention.start : mention.end].split())
