"""The map of the site: its folders, which file is a concept's page, how names become addresses."""

import re
import unicodedata
from functools import lru_cache

from .languages import ENGLISH, Language

# The folders of the site; those of sources have the same names.
# A–Z with all that it has; where the concepts are, it has names alone.
A_TO_Z = "a-z"
CONCEPTS = "concepts"
COMPARISONS = "compare"
MEANINGS = "meanings"
PATHS = "paths"
PICTURES = "pictures"
PRINT = "print"
RELATED = "related"
TOPIC_PAGES = "topics"
API = "api/v1"
CARDS = "embed/cards"
# The list of all terms, by which `glossary links` knows a published glossary.
TERM_LIST = f"{API}/terms.json"
# Which concepts each one is related to, and why.
RELATED_INDEX = "related.json"
# Slugs of pages that the build itself puts beside those of concepts.
RESERVED = frozenset({"index"})
# What site engines take for Markdown: left alone, such a file would be published unchecked.
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


def concept_path(slug: str) -> str:
    """The file of a concept: `concepts/llm.md`."""
    return f"{CONCEPTS}/{slug}.md"


def concept_url(slug: str) -> str:
    """The address of a concept, below that of the site: `concepts/llm/`."""
    return f"{CONCEPTS}/{slug}/"


def page_url(path: str) -> str:
    """The address that a Markdown file has by its place: `guide/travel/` for `guide/travel.md`."""
    place = path.removesuffix(".md")
    folder, slash, name = place.rpartition("/")
    return f"{folder}{slash}" if name in {"index", "README"} else f"{place}/"


def is_concept(path: str) -> bool:
    """Whether a Markdown file is, by its place, the page of a concept or meant to be one."""
    return path.startswith(f"{CONCEPTS}/") and path.lower().endswith(_MARKDOWN)


def slug_of_path(path: str) -> str:
    """The slug of the page that is made from a file: `concepts/llm.md` and `paths/llm.yml` have `llm`.

    Of a file in a folder below, it has a slash in it and so is no slug.
    """
    return path.partition("/")[2].removesuffix(".md").removesuffix(".yml")


def section_id(heading: str, language: Language, english: str = "") -> str:
    """The id of a section that the build makes: the slug of its heading, in the language of the site.

    In English, some sections have had the id `english` since before that was the rule, and keep it; it also
    serves where a heading has nothing that could stand in an id.
    """
    return english if english and language.spoken == "en" else slug_of(heading, language) or english


# Every name is asked for again by rules, redirects and inventory.
@lru_cache(2**17)
def slug_of(name: str, language: Language = ENGLISH) -> str:
    """The slug form of a name, "" where nothing is left of it: “RAG (retrieval)” gives `rag-retrieval`.

    Letters become what the `language` writes instead of them. Accents (NFKD) and apostrophes go, everything
    else that is no letter or digit becomes a single hyphen.
    """
    known = unicodedata.normalize("NFC", name).casefold().translate(language.rules.transliterated)
    decomposed = unicodedata.normalize("NFKD", known)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char) and char not in "'’")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
