"""The concept pages and those of drafts: a text with its first mentions linked, and generated lists below."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from ...addresses import TOPIC_PAGES, slug_of
from ...graph.graph import with_concept
from ...graph.neighbourhood import neighbourhood
from ...graph.related import neighbours_of, related_to
from ...reading.concept import Concept
from ...reading.frontmatter import Kind
from ...reading.owners import owner_of
from ...text import Edit
from ...text.markdown import Markdown, render
from ...text.mentions import link
from ...text.page_parts import FORMULA, GENERATED, PARTS, heading_id, part_titles
from ..article import in_html, parted, term_id
from ..other_languages import in_other_languages, versions
from ..site_files import Maker
from ._context import KIND_TITLES, PageContext, place


def concept_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes each concept page, by path."""
    return {
        concept.path: partial(concept_page, glossary, concept) for concept in glossary.graph.concepts.values()
    }


def concept_page(glossary: PageContext, concept: Concept) -> str:
    """The author's text with its first mentions linked, and the generated lists below it."""
    graph, text, below = glossary.graph, concept.text, glossary.below(concept)
    meta: dict[str, Any] = {"concept": _details(glossary, concept)}
    found_map = neighbourhood(graph, concept.slug)
    # Of comparisons alone it would say what their list says.
    has_map = found_map is not None and any(box.kind is not Kind.CONTRASTS for box in found_map.boxes)
    if concept.is_draft:
        # The handbook's own search reads all pages.
        meta["search"] = {"exclude": True}
    if has_map:
        # Not in the Markdown: engines differ on the links of HTML that stands there.
        meta["neighbourhood"] = render(
            "neighbourhood.svg.j2", concept.language, concept=concept, map=found_map, KIND_TITLES=KIND_TITLES
        )
    if below.related and (shown := glossary.picture(below.related[0][0])):
        meta["next_picture"] = shown
    title = part_titles(concept.language)[FORMULA]
    end = next((section.start for section in text.sections if section.title == title), len(text.source))
    if any(formula.start < end for formula in text.formulas):
        # The theme asks for their typeface at once.
        meta["formulas_in_text"] = True
    edits = [
        *link(text.source, graph.to_link[concept.slug], "{}.md".format),
        # The list of covered terms leads to these.
        *(
            Edit(at.start, at.end, f'<span id="{term_id(at)}">{text.source[at.start : at.end]}</span>')
            for at in below.terms.values()
        ),
        *in_html(below.sources, glossary.pictures),
        *_ids(concept),
    ]
    picture, body = parted(concept, edits)
    return glossary.page(
        "concept",
        concept.question,
        concept.meta.sentence,
        meta,
        concept=concept,
        topic=glossary.topics[concept.meta.topic],
        picture=Markdown(picture),
        body=Markdown(body),
        term_id=term_id,
        headings=GENERATED,
        has_map=has_map,
        **below._asdict(),
    )


def draft_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the page of each draft, by path. Only the health page leads to it."""
    return {draft.path: partial(_draft_page, glossary, draft) for draft in glossary.drafts.values()}


def _draft_page(glossary: PageContext, draft: Concept) -> str:
    graph = with_concept(glossary.graph, draft)
    related = {**glossary.related, draft.slug: related_to(graph, draft.slug, neighbours_of(graph))}
    mentioned_in = {**glossary.mentioned_in, draft.slug: []}
    return concept_page(replace(glossary, graph=graph, related=related, mentioned_in=mentioned_in), draft)


def _ids(concept: Concept) -> Iterator[Edit]:
    """The edits that give each section its id, and a class that is the same in all languages."""
    text, gettext = concept.text, concept.language.words.gettext
    classes = {gettext(part.title): f"part-{slug_of(part.title)}" for part in PARTS}
    starts = {section.start: classes[section.title] for section in text.sections if section.title in classes}
    for block in text.blocks:
        if block.start in starts and block.level:
            end = block.start + len(text.source[block.start : block.end].rstrip())
            marks = f"#{heading_id(block.plain, concept.language)} .{starts[block.start]}"
            yield Edit(block.start, end, f"## {block.plain} {{: {marks} }}")


def _details(glossary: PageContext, concept: Concept) -> dict[str, Any]:
    """What the theme shows round the text; addresses are relative to the root of the site."""
    meta, topic = concept.meta, glossary.topics[concept.meta.topic]
    owner, successor = owner_of(meta.owner or ""), glossary.successor(concept)
    first = glossary.graph.targets(concept.slug, Kind.REQUIRES)
    details: dict[str, Any] = {
        "slug": concept.slug,
        "name": meta.title,
        "definition": meta.definition,
        "quoted": concept.question.translate(concept.language.rules.quotes_within),
        "topic": {"title": topic.title, "url": f"{TOPIC_PAGES}/{topic.slug}/"},
        "know_first": [place(glossary.graph.concepts[slug]) for slug in first],
        "meanings": [
            {"name": name, "others": [place(other, fragment) for other, fragment in others]}
            for name, others in glossary.other_meanings(concept)
        ],
    }
    ties = glossary.ties.get(concept.slug, ())
    optional = {
        "elsewhere": in_other_languages(ties),
        "versions": ties and versions(concept.language, glossary.site.url + concept.url, ties),
        "long_name": concept.long_name,
        "plain": meta.plain,
        "abbr": meta.abbr,
        "aliases": meta.aliases,
        "instances": meta.instances,
        "level": glossary.level(concept),
        "published": meta.published and glossary.day(meta.published),
        "reviewed": meta.reviewed and glossary.day(meta.reviewed),
        "review": glossary.review(concept),
        "status": meta.status,
        "use_instead": meta.is_deprecated
        and (place(successor) if successor else {"title": meta.use_instead or "…"}),
        "owner": owner and owner._asdict(),
    }
    return details | {name: value for name, value in optional.items() if value}
