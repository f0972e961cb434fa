"""The entire glossary as one page."""

import re

from jinja2 import Environment

from ..concept import FOLDER, Concept
from ..graph import Graph
from ..markdown import Markdown, front_matter
from ..mentions import link
from ..prose import has_links, links, mask_code
from ._glossary import Glossary, day

_HEADING = re.compile(r"^#{2,5}(?=[ \t])", re.M)


def print_page(glossary: Glossary, env: Environment) -> str:
    """All texts by topic, their links leading within the page."""
    groups = [
        (topic, [(concept, Markdown(_body(concept, glossary.graph))) for concept in concepts])
        for topic, concepts in glossary.by_topic()
    ]
    count = len(glossary.graph.concepts)
    meta = {
        "title": "Print",
        "description": f"All {count} concepts of this glossary on one page, to print or to save.",
        "page_type": "print",
        "search": {"exclude": True},
    }
    return front_matter(meta) + env.get_template("print.md.j2").render(groups=groups, count=count, as_of=day(glossary.today)["text"])


def _body(concept: Concept, graph: Graph) -> str:
    """A text with its headings two levels lower and its links to concepts leading within the page."""
    chosen = graph.to_link[concept.slug]
    body = link(concept.body, chosen, {mention.slug: f"#{mention.slug}" for mention in chosen})
    for found in sorted(links(body), key=lambda found: found.start, reverse=True) if has_links(concept.body) else ():
        target = _within_page(found.target, graph)
        if target:
            before, _, behind = body[found.start : found.end].rpartition(found.target)
            body = body[: found.start] + before + target + behind + body[found.end :]
    masked = mask_code(body)
    for heading in reversed(list(_HEADING.finditer(masked))):
        body = body[: heading.start()] + "##" + body[heading.start() :]
    return body.strip()


def _within_page(target: str, graph: Graph) -> str | None:
    """The address in this page for a link as a concept page has it, None for one that leads elsewhere."""
    file = target.partition("#")[0].removeprefix("./").removeprefix(f"../{FOLDER}/")
    slug = file.removesuffix(".md")
    if file.endswith(".md") and slug in graph.concepts:
        return f"#{slug}"
    return None
