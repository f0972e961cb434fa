"""Addresses: from a name to its slug, from a heading to its id."""

import re
import unicodedata
from functools import lru_cache

from markdown.extensions.toc import slugify

from .languages import ENGLISH, Language
from .text.page_parts import part_titles


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


def heading_id(heading: str, language: Language) -> str:
    """What a link to a heading of a page has behind the “#”: that of a section is written like an address,
    any other is the site engine's.
    """
    return slug_of(heading, language) if heading in part_titles(language).values() else slugify(heading, "-")
