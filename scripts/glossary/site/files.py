"""What makes each file of the site."""

from collections.abc import Mapping
from functools import cache, partial

from ..addresses import COMPARISONS, CONCEPTS, RELATED_INDEX, page_url
from ..checks import PageFacts
from ..graph.redirects import ambiguous_slugs, moved_comparisons, redirected_slugs, reversed_comparisons
from ..reading.settings import Ledger
from ..reading.source import HOME, OWN_ADDRESS
from ..text import Text
from .exports.anki import anki
from .exports.api import api, related_json
from .exports.contextive import contextive
from .exports.embed import cards, embed, linked_names, reader_controls
from .exports.feeds import feeds
from .exports.glossary_md import glossary_md
from .exports.hosting import hosting
from .exports.inventory import inventory
from .exports.llms_txt import llms_txt
from .exports.markdown_links import abbreviation_definitions, reference_definitions
from .exports.opensearch import opensearch
from .exports.page_titles import PATH as PAGE_TITLES
from .exports.page_titles import page_titles
from .exports.script_words import script_words
from .exports.search_index import PATH as SEARCH_INDEX
from .exports.search_index import TEXTS, differences, search_index, text_index
from .exports.skos import skos
from .exports.table import table
from .exports.tbx import tbx
from .exports.vale import vale
from .pages import PageContext, draft_pages, pages
from .redirects import pages_of_ambiguous_slugs, redirect_pages, retired_pages
from .site_files import Maker


def makers(
    glossary: PageContext, facts: Mapping[str, PageFacts], others: Mapping[str, Text], ledger: Ledger
) -> tuple[dict[str, Maker], dict[str, Maker]]:
    """What makes each file by path, and each published as it is. `others` are pages without a concept."""
    graph, site, pairs = glossary.graph, glossary.site, glossary.comparisons
    concepts = graph.concepts
    redirects = redirected_slugs(concepts, ledger)
    moved = moved_comparisons(pairs, ledger.redirects)
    prose = {path: text for path, text in others.items() if path != HOME}
    home = others[HOME].source if HOME in others else ""
    # Every page but those of concepts is read again for its copy. Comparisons are too many to be kept for it.
    many = f"{CONCEPTS}/", f"{COMPARISONS}/"
    generated: dict[str, Maker] = {
        path: make if path.startswith(many) else cache(make) for path, make in pages(glossary, home).items()
    }
    as_written: dict[str, Maker] = {path: partial(str, text.source) for path, text in others.items()}
    for path, text in prose.items():
        if OWN_ADDRESS in text.source:
            generated[path] = partial(text.source.replace, OWN_ADDRESS, site.url)
    # No list or copy is made of them, and at their addresses nothing else.
    drafts = draft_pages(glossary) if site.for_authors else {}
    # A name that leads somewhere says more than that its address is retired.
    leading = {
        **retired_pages(ledger.retired, site),
        **redirect_pages(concepts, redirects, reversed_comparisons(pairs) | moved, site),
        **pages_of_ambiguous_slugs(ambiguous_slugs(concepts, ledger), site),
    }
    for path in drafts:
        leading.pop(f"{page_url(path)}index.html", None)
    indices, verbatim = llms_txt(glossary, as_written | generated)
    verbatim["integrations/links.md"] = partial(reference_definitions, glossary)
    verbatim["integrations/abbr.md"] = partial(abbreviation_definitions, glossary)
    verbatim["integrations/GLOSSARY.md"] = partial(glossary_md, glossary)
    files: dict[str, Maker] = {
        **generated,
        **indices,
        **leading,
        **drafts,
        **feeds(concepts, site),
        **cards(glossary),
        "embed/v1.js": partial(embed, site.embed_element),
        "embed/v1/reader.js": partial(reader_controls, site.language),
        "embed/v1/links.js": partial(linked_names, graph),
        **api(glossary, redirects),
        **{path: partial(str, text) for path, text in hosting(ledger.redirects, moved, site.url).items()},
        "objects.inv": partial(inventory, glossary),
        "glossary.ttl": partial(skos, glossary),
        "integrations/anki.txt": partial(anki, glossary),
        "integrations/glossary.csv": partial(table, concepts, glossary.topics, site.url),
        "integrations/glossary.tbx": partial(tbx, glossary),
        "integrations/vale.zip": partial(vale, glossary, facts),
        "integrations/contextive.glossary.yml": partial(contextive, concepts, site),
        RELATED_INDEX: partial(related_json, glossary),
        "assets/javascripts/words.js": partial(script_words, site.language),
        "opensearch.xml": partial(opensearch, site),
        SEARCH_INDEX: partial(search_index, glossary, facts, {} if site.in_handbook else prose),
        TEXTS: partial(text_index, glossary, facts),
        "search/differences.json": partial(differences, pairs),
    }
    if site.in_handbook:
        files[PAGE_TITLES] = partial(page_titles, others, {path: page_url(path) for path in others})
    if site.colour:
        # The policy of the site lets no page set a colour by itself.
        files["assets/stylesheets/colour.css"] = partial("body {{ --colour: {}; }}\n".format, site.colour)
    return files, verbatim
