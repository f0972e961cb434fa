"""Where a text names a concept, and how first mentions become links.

Names are looked up token by token in a tree of dictionaries, so the cost of a text does not grow with the
number of concepts, however many names begin alike. All forms of a token lead to one branch, so that the size
of the tree grows with their number and not with their combinations. The longest name wins: “supervised
fine-tuning” is no mention of fine-tuning if “Supervised fine-tuning” is a name.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice, product
from pathlib import PurePosixPath

from ..languages import ENGLISH, Language, Rules
from ..text import FILL, Edit, Link, file_of, tokens

_SENTENCE_OPENERS = " \t*_\"“‘„‚«»'(>"
_LINE_STARTS = re.compile(r"\s*(?:[-+*]|\d+[.)])?\Z")
# A name does not begin inside a compound (self-attention), a file name or an address.
_NO_NAME_BEFORE = re.compile(rf"(?:[^\s(>|—][-‐‑–]|[^\s>|]_|[@\\/.#!\[{FILL}])\Z")
_NO_NAME_BEHIND = re.compile(rf"[@{FILL}{{]|[._/\\][^\W_]|\]?\(")
_MARKUP = re.compile(r"[*`<>\[\]\\|{}~]|(?<![^\W_])_|_(?![^\W_])")
_LONGEST_WORD = 40
# Several adjectives before a noun have thousands of combinations.
_MOST_FORMS = 100
_WORD_BEFORE = re.compile(r"(?<![^\W_])[^\W_][\w&.’'-]*(?=[ \n-]\Z)")
_JOINTS = frozenset(" \n-")
_HYPHENS = frozenset("-‐‑–")
_COMPOUNDING = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text. `linkable` says whether this name may become a link."""

    start: int
    end: int
    slug: str
    linkable: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """One name, cut into tokens, the gaps between them, and the signs around them (C++, .NET).

    `forms` holds for each token those that it may have in a text, the declared one first. `places` are those
    in which the name means this concept, where others have it too.
    """

    slug: str
    linkable: bool
    places: Set[str]
    tokens: tuple[str, ...]
    gaps: tuple[str, ...]
    before: str
    behind: str
    forms: tuple[tuple[str, ...], ...]


def _rank(key: Sequence[str], places: Set[str], name: _Name) -> tuple[int, tuple[int, bool], bool, bool, str]:
    """The order of names that share these words: first those that are meant in these places, the page itself
    before its folders and these before its topic, then those that are declared with exactly them.
    """
    near = ((-place.count("/"), not place.endswith(".md")) for place in name.places & places)
    return (
        -len(name.behind),
        min(near, default=(1, True)),
        not name.linkable,
        any(token.casefold() != word for token, word in zip(name.tokens, key, strict=True)),
        name.slug,
    )


@dataclass(slots=True)
class _Branch:
    """What follows the same tokens: names that end there, and branches by each form of the next token.

    Names that share its forms share the branch.
    """

    names: list[_Name] = field(default_factory=list)
    by_token: dict[str, list["_Branch"]] = field(default_factory=dict)
    by_forms: dict[tuple[str, ...], "_Branch"] = field(default_factory=dict)

    def following(self, forms: tuple[str, ...]) -> "_Branch":
        """The branch for a token with these forms."""
        if forms not in self.by_forms:
            branch = self.by_forms[forms] = _Branch()
            for form in forms:
                self.by_token.setdefault(form, []).append(branch)
        return self.by_forms[forms]


@dataclass
class Names:
    """A look-up of names by their tokens, without regard to case, in the forms that the `language` has."""

    language: Language = ENGLISH
    root: _Branch = field(default_factory=_Branch)

    def add(self, slug: str, name: str, linkable: bool = True, places: Set[str] = frozenset()) -> None:
        """Adds a name of the concept `slug`, with its regular forms, and the `places` that decide for it.

        Names without a letter or digit are ignored, and so are those that Markdown reads as markup (A*).
        """
        words, bounds = tokens(name)
        if not words or _MARKUP.search(name):
            return
        gaps = _gaps(name, bounds)
        forms = tuple(self.language.rules.forms(words, gaps))
        branch = self.root
        for own in forms:
            branch = branch.following(tuple(dict.fromkeys(form.casefold() for form in own)))
        before, behind = name[: bounds[0]].strip(), name[bounds[-1] :].strip()
        plain_gaps = tuple(map(_gap, gaps))
        branch.names.append(_Name(slug, linkable, places, tuple(words), plain_gaps, before, behind, forms))

    def beginning_at(self, tokens: list[str], position: int, places: Set[str]) -> Iterator[_Name]:
        """The names that the casefolded `tokens` may hold from `position` on; longest first."""
        standing: list[_Name] = []
        branches, end = self.root.by_token.get(tokens[position], []), position + 1
        while branches:
            ending = [name for branch in branches for name in branch.names]
            if ending:
                standing = sorted(ending, key=partial(_rank, tokens[position:end], places)) + standing
            following = tokens[end] if end < len(tokens) else ""
            branches = [after for branch in branches for after in branch.by_token.get(following, ())]
            end += 1
        return iter(standing)


def is_proper_noun(name: str, text: str) -> bool:
    """Whether a text writes `name` within a sentence with its capital, and never with a small letter."""

    def places(written: str) -> list[int]:
        return [match.start() for match in re.finditer(rf"(?<![^\W_]){re.escape(written)}(?![^\W_])", text)]

    if name not in text or places(name[:1].lower() + name[1:]):
        return False
    return any(not _starts_sentence(place, text) for place in places(name))


def pattern_of(names: Iterable[str], language: Language = ENGLISH) -> re.Pattern[str]:
    """What matches any casefolded text in which `find` would find one of these names."""
    phrases = (
        r"[\W_]+".join(f"(?:{'|'.join(re.escape(form.casefold()) for form in own)})" for own in forms)
        for forms in map(partial(forms_of, language=language), names)
        if forms
    )
    return re.compile("|".join(phrases) or "(?!)")


def forms_of(name: str, language: Language = ENGLISH) -> Sequence[tuple[str, ...]]:
    """The forms that each word of a name may have, as declared first; none if it has no words."""
    words, bounds = tokens(name)
    return language.rules.forms(words, _gaps(name, bounds)) if words else ()


def inflected(name: str, language: Language = ENGLISH) -> list[str]:
    """A name in each of its regular forms, as declared first; alone where a sign ends it (C++)."""
    words, bounds = tokens(name)
    if not words or name[bounds[-1] :]:
        return [name]
    gaps = _gaps(name, bounds)
    combined = islice(product(*language.rules.forms(words, gaps)), _MOST_FORMS)
    between = [name[: bounds[0]], *gaps]
    return ["".join(chain.from_iterable(zip(between, own, strict=True))) for own in combined]


def places_of(path: str, *further: str) -> frozenset[str]:
    """Where a page stands, as what decides for a shared name may call it: its path, its folders, its topic.

    >>> sorted(places_of("handbook/hr/pay.md"))
    ['handbook/', 'handbook/hr/', 'handbook/hr/pay.md']
    """
    folders = (f"{folder}/" for folder in PurePosixPath(path).parents if folder.name)
    return frozenset([path, *folders, *further])


def find(prose: str, names: Names, places: Set[str] = frozenset()) -> list[Mention]:
    """Every mention in running text, in order; none overlap. In `prose`, filler hides everything else.

    `places` are those of the text.
    """
    words, bounds = tokens(prose)
    folded = " ".join(words).casefold().split(" ")
    mentions: list[Mention] = []
    free = 0  # The first token after the last mention.
    for position, token in enumerate(folded):
        if position < free or token not in names.root.by_token:
            continue
        for name in names.beginning_at(folded, position, places):
            end = position + len(name.tokens)
            span = _span(
                name, words[position:end], bounds[2 * position : 2 * end], prose, names.language.rules
            )
            if span:
                meant = not name.places.isdisjoint(places)
                mentions.append(Mention(*span, name.slug, name.linkable or meant))
                free = end
                break
    return mentions


def linked_slugs(links: Iterable[Link], path_to_slug: Mapping[str, str]) -> list[str]:
    """The concepts that a text links to by hand, in order, each once.

    `path_to_slug` maps link targets as they are written, without query and fragment, to slugs.
    """
    targets = (file_of(link.target)[0] for link in links if link.target and not link.image)
    return list(dict.fromkeys(path_to_slug[target] for target in targets if target in path_to_slug))


def firsts(mentions: Iterable[Mention], taken: Iterable[str]) -> list[Mention]:
    """The mentions to link: the first linkable one of each concept that is not in `taken`."""
    done = set(taken)
    chosen = []
    for mention in mentions:
        if mention.linkable and mention.slug not in done:
            done.add(mention.slug)
            chosen.append(mention)
    return chosen


def link(source: str, chosen: Iterable[Mention], href: Callable[[str], str]) -> Iterator[Edit]:
    """The edits that turn each chosen mention into a Markdown link to `href(slug)`."""
    for mention in chosen:
        words = source[mention.start : mention.end]
        yield Edit(mention.start, mention.end, f"[{words}]({href(mention.slug)})")


def _gaps(name: str, bounds: list[int]) -> list[str]:
    return [name[start:end] for start, end in zip(bounds[1:-1:2], bounds[2::2], strict=True)]


def _gap(text: str) -> str:
    """What stands between two words of a name; a hyphen, a space and a line break are the same."""
    return " " if text in _HYPHENS else re.sub(r"[ \t\n\xa0]+", " ", text.replace("’", "'"))


def _span(
    name: _Name, words: list[str], bounds: list[int], prose: str, rules: Rules
) -> tuple[int, int] | None:
    """The span of `name`, whose tokens are `words` at `bounds`, if the other characters and the case fit."""
    for gap, start, end in zip(name.gaps, bounds[1::2], bounds[2::2], strict=False):
        between = prose[start:end]
        if _gap(between) != gap or ("\n" in between and not _within_paragraph(start, between, prose)):
            return None
    start, end = bounds[0] - len(name.before), bounds[-1] + len(name.behind)
    if start < 0 or prose[start : bounds[0]] != name.before or prose[bounds[-1] : end] != name.behind:
        return None
    if not _stands_alone(name, start, end, prose) or (
        rules.joins_nouns and prose[end : end + 1] in _COMPOUNDING
    ):
        return None
    in_its_case = _as_declared if rules.nouns_have_capitals else _in_its_case
    if not in_its_case(name, words, bounds, prose):
        return None
    return start, end


def _within_paragraph(at: int, gap: str, prose: str) -> bool:
    """Whether the line break in a gap is one of running text, not the end of a paragraph or of a row."""
    start, end = prose.rfind("\n\n", 0, at) + 1, prose.find("\n\n", at)
    return gap.count("\n") == 1 and "|" not in prose[start : end if end >= 0 else len(prose)]


def _stands_alone(name: _Name, start: int, end: int, prose: str) -> bool:
    if name.before and prose[start - 1 : start].isalnum():
        return False
    if name.behind and prose[end : end + 1].isalnum():
        return False
    if prose[end : end + 1] == "_" and prose[start - 1 : start] != "_":
        return False
    return not (_NO_NAME_BEFORE.search(prose, max(0, start - 4), start) or _NO_NAME_BEHIND.match(prose, end))


def _as_declared(name: _Name, words: list[str], bounds: list[int], prose: str) -> bool:
    """Whether every word is one of its forms, capital included; the first word of a sentence may have one."""
    first, *others = words
    begun = first[:1].lower() + first[1:]
    fits = first in name.forms[0] or (
        begun in name.forms[0] and _starts_sentence(bounds[0] - len(name.before), prose)
    )
    return fits and all(word in forms for word, forms in zip(others, name.forms[1:], strict=True))


def _in_its_case(name: _Name, words: list[str], bounds: list[int], prose: str) -> bool:
    """Whether acronyms are written as declared, and other words in small letters, as declared, or with a
    capital where one belongs.

    A single word with a capital in the middle of a sentence is the name unless it is a part of a
    longer one; several words may be in title case.
    """
    last = len(name.tokens) - 1
    for index, (token, word, forms) in enumerate(zip(name.tokens, words, name.forms, strict=True)):
        if _is_acronym(token):
            # A single letter before a hyphen is no acronym: k-nearest neighbours, an x-risk.
            begins = index == 0 < last and prose[bounds[1]] in _HYPHENS
            if word not in forms and not (begins and word == token.lower() and len(word) == 1):
                return False
            continue
        lower = [form.lower() for form in forms]
        if word.lower() not in lower:
            return False
        if word in lower or (word in forms and index > 0):
            continue
        if word[:1].lower() + word[1:] not in lower:
            return False
        if (
            last == 0
            and not _starts_sentence(bounds[0] - len(name.before), prose)
            and _within_longer_name(bounds[0], bounds[-1], prose)
        ):
            return False
    return True


def _is_acronym(token: str) -> bool:
    return any(char.isupper() for char in token[1:]) or (len(token) == 1 and token.isupper())


def _within_longer_name(start: int, end: int, prose: str) -> bool:
    """Whether another word with a capital stands beside: the Token Company, Google Kubernetes Engine."""
    before = _WORD_BEFORE.search(prose, max(0, start - _LONGEST_WORD), start)
    if before and before[0][0].isupper() and not _starts_sentence(before.start(), prose):
        return True
    return prose[end : end + 1] in _JOINTS and prose[end + 1 : end + 2].isupper()


def _starts_sentence(start: int, prose: str) -> bool:
    before = prose[prose.rfind("\n", 0, start) + 1 : start].rstrip(_SENTENCE_OPENERS)
    return bool(_LINE_STARTS.match(before)) or before[-1] in ".!?:…|"
