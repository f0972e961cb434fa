"""The entire glossary as one page."""

from collections.abc import Callable

from jinja2 import Environment

from ..citations import CitedSources, NumberedSource
from ..concept import FOLDER, Concept
from ..formulas import typeset
from ..graph import Graph
from ..markdown import Markdown, front_matter
from ..mentions import link
from ..text import Edit, edited, retargeted
from ._figures import figures
from ._context import PageContext, day

PATH = "print/index.md"


def print_page(glossary: PageContext, env: Environment) -> str:
    """All texts by topic, their links leading within the page."""
    return _page(glossary, env, lambda concept: (_body(concept, glossary, env), CitedSources(concept)))


def print_frame(glossary: PageContext, env: Environment) -> str:
    """The same with a comment `<!-- article: SLUG -->` in the place of each text, for a sink that has the text rendered already.

    No text or name can be taken for such a comment: the signs in them are escaped.
    """
    return _page(glossary, env, lambda concept: (f"<!-- article: {concept.slug} -->", None))


def _page(glossary: PageContext, env: Environment, article: Callable[[Concept], tuple[str, CitedSources | None]]) -> str:
    def parts(concept: Concept) -> tuple[Concept, Markdown, list[NumberedSource] | None]:
        body, sources = article(concept)
        return concept, Markdown(body), sources.numbered if sources and sources.any else None

    groups = [(topic, [*map(parts, concepts)]) for topic, concepts in glossary.by_topic()]
    count = len(glossary.graph.concepts)
    meta = {
        "title": "Print",
        "description": f"All {count} concepts of this glossary on one page, to print or to save.",
        "page_type": "print",
        "search": {"exclude": True},
    }
    return front_matter(meta) + env.get_template("print.md.j2").render(groups=groups, count=count, as_of=day(glossary.today)["text"])


def _body(concept: Concept, glossary: PageContext, env: Environment) -> str:
    """A text with its headings two levels lower and its links to concepts and sources leading within the page."""
    graph, text = glossary.graph, concept.text
    edits = [
        *link(text.source, graph.to_link[concept.slug], "#{}".format),
        *retargeted(text.links, lambda target: _within_page(target, graph)),
        *CitedSources(concept).edits(lambda uses: env.get_template("citation.md.j2").render(uses=uses, prefix=f"{concept.slug}--")),
        *figures(concept, glossary.pictures),
        *typeset(text),
        *(Edit(block.start, block.start, "##") for block in text.blocks if 1 < block.level < 6 and text.source[block.start] == "#"),
    ]
    return edited(text.source, edits, text.start).strip()


def _within_page(target: str, graph: Graph) -> str:
    """The address in this page for a link as a concept page has it; one that leads elsewhere stays."""
    file = target.partition("#")[0].removeprefix("./").removeprefix(f"../{FOLDER}/")
    slug = file.removesuffix(".md")
    return f"#{slug}" if file.endswith(".md") and slug in graph.concepts else target
