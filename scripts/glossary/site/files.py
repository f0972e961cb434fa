"""What makes each file of the site."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial

from ..addresses import COMPARISONS, CONCEPTS
from ..checks import PageFacts
from ..graph.redirects import moved_comparisons, redirected_slugs, reversed_comparisons
from ..reading.settings import Ledger
from ..reading.source import HOME, OWN_ADDRESS
from ..text import Text
from .exports.api import api
from .exports.cards import cards
from .exports.embed import PATH as EMBED
from .exports.embed import embed
from .exports.feeds import PATHS as FEEDS
from .exports.feeds import feeds
from .exports.hosting import PATHS as HOSTING
from .exports.hosting import hosting
from .exports.inventory import PATH as INVENTORY
from .exports.inventory import inventory
from .exports.llms_txt import llms_txt
from .exports.markdown_links import ABBREVIATIONS, LINKS, abbreviation_definitions, reference_definitions
from .exports.opensearch import PATH as OPENSEARCH
from .exports.opensearch import opensearch
from .exports.related_json import PATH as RELATED_JSON
from .exports.related_json import related_json
from .exports.script_words import PATH as SCRIPT_WORDS
from .exports.script_words import script_words
from .exports.search_index import DIFFERENCES, differences, search_index
from .exports.search_index import PATH as SEARCH_INDEX
from .exports.skos import PATH as SKOS
from .exports.skos import skos
from .pages import PageContext, frames_of_print, pages
from .redirects import redirect_pages, retired_pages
from .site_files import Maker, SiteFiles, together


@dataclass(frozen=True)
class Makers:
    """What makes each file by its path, each that is published as it is, and the frames to print."""

    files: SiteFiles
    verbatim: SiteFiles
    print_frames: SiteFiles


def makers(
    glossary: PageContext, facts: Mapping[str, PageFacts], others: Mapping[str, Text], ledger: Ledger
) -> Makers:
    """What makes the files of a glossary. `others` are the pages of its folder that are no concepts."""
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
    indices, verbatim = llms_txt(glossary, as_written | generated)
    verbatim[LINKS] = partial(reference_definitions, concepts, site.url)
    verbatim[ABBREVIATIONS] = partial(abbreviation_definitions, concepts)
    files: dict[str, Maker] = {
        **generated,
        **indices,
        **redirect_pages(concepts, redirects, reversed_comparisons(pairs) | moved, site),
        **retired_pages(ledger.retired, site),
        **together(FEEDS, partial(feeds, concepts, site)),
        **cards(glossary),
        EMBED: partial(embed, site.embed_element),
        **api(glossary, redirects),
        **together(HOSTING, partial(hosting, ledger.redirects, moved, site.url)),
        INVENTORY: partial(inventory, concepts, site.name),
        SKOS: partial(skos, graph, site),
        RELATED_JSON: partial(related_json, glossary),
        SCRIPT_WORDS: partial(script_words, site.language),
        OPENSEARCH: partial(opensearch, site),
        SEARCH_INDEX: partial(search_index, glossary, facts, prose),
        DIFFERENCES: partial(differences, pairs),
    }
    return Makers(SiteFiles(files), SiteFiles(verbatim), SiteFiles(frames_of_print(glossary)))
