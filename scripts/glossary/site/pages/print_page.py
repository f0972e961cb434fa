"""Editions to print: the entire glossary as one page, and each topic as another."""

from collections.abc import Callable
from functools import cache, partial

from ...addresses import CONCEPTS, PRINT
from ...reading.citations import CitedSources
from ...reading.concept import Concept
from ...reading.settings import Topic
from ...text import Edit, retargeted
from ...text.markdown import Markdown
from ...text.mentions import link
from ..article import in_html, parted
from ..site_files import Maker
from ._context import PageContext

WHOLE = f"{PRINT}/index.md"
Groups = list[tuple[Topic, list[Concept]]]
# A concept with its text in an edition of these slugs, and the sources to list below it.
Article = tuple[Concept, Markdown, CitedSources | None]
Articles = Callable[[Concept, frozenset[str]], Article]


def print_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes each edition, by path: all texts by topic; links to a text of the edition lead within it."""

    # Each text stands in two editions.
    @cache
    def html(slug: str) -> tuple[CitedSources, list[Edit]]:
        sources = CitedSources(glossary.graph.concepts[slug])
        return sources, [*in_html(sources, glossary.pictures, prefix=f"{slug}--")]

    def article(concept: Concept, edition: frozenset[str]) -> Article:
        sources, edits = html(concept.slug)
        return concept, Markdown(_body(glossary, edition, concept, edits)), sources

    return _editions(glossary, article)


def frames_of_print(glossary: PageContext) -> dict[str, Maker]:
    """The same with a comment `<!-- article: SLUG -->` in the place of each text: the sink has them.

    No text or name can be taken for such a comment: the signs in them are escaped.
    """
    return _editions(
        glossary, lambda concept, _: (concept, Markdown(f"<!-- article: {concept.slug} -->"), None)
    )


def _editions(glossary: PageContext, article: Articles) -> dict[str, Maker]:
    groups = glossary.by_topic
    editions = {WHOLE: groups} | {f"{PRINT}/{group[0].slug}.md": [group] for group in groups}
    return {path: partial(_page, glossary, path, found, article) for path, found in editions.items()}


def _page(glossary: PageContext, path: str, groups: Groups, article: Articles) -> str:
    edition = frozenset(concept.slug for _, concepts in groups for concept in concepts)
    count, topic = len(edition), groups[0][0].title if groups else ""
    words, whole = glossary.language.words, path == WHOLE
    if whole:
        title, heading = words.gettext("Print"), words.ngettext("%(num)s concept", "%(num)s concepts", count)
        description = words.ngettext(
            "The concept of this glossary on one page, to print or to save.",
            "All %(count)s concepts of this glossary on one page, to print or to save.",
            count,
        )
    else:
        title, heading = words.gettext("Print: %(topic)s"), "%(topic)s"
        description = words.ngettext(
            "One concept of the topic “%(topic)s” on one page, to print or to save.",
            "The %(count)s concepts of the topic “%(topic)s” on one page, to print or to save.",
            count,
        )
    values = {"count": count, "num": count, "topic": topic}
    return glossary.page(
        "print",
        title % values,
        description % values,
        {"search": {"exclude": True}},
        groups=[(topic, [article(concept, edition) for concept in members]) for topic, members in groups],
        topics=groups if whole else [],
        title=heading % values,
        as_of=glossary.day(glossary.today)["text"],
    )


def _body(glossary: PageContext, edition: frozenset[str], concept: Concept, html: list[Edit]) -> str:
    """A text with its headings two levels lower, and its links to the edition leading within it."""
    text = concept.text
    edits = [
        *link(text.source, glossary.graph.to_link[concept.slug], lambda slug: _target(f"{slug}.md", edition)),
        *retargeted(text.links, lambda target: _target(target, edition)),
        *html,
        *(
            Edit(block.start, block.start, "##")
            for block in text.blocks
            if 1 < block.level < 6 and text.source[block.start] == "#"
        ),
    ]
    return "\n\n".join(filter(None, parted(concept, edits)))


def _target(target: str, edition: frozenset[str]) -> str:
    """The address, seen from an edition, for a link as a concept page has it."""
    file, mark, fragment = target.partition("#")
    name = file.removeprefix("./").removeprefix(f"../{CONCEPTS}/")
    if not name.endswith(".md") or "/" in name:
        return target
    slug = name.removesuffix(".md")
    return f"#{slug}" if slug in edition else f"../{CONCEPTS}/{name}{mark}{fragment}"
