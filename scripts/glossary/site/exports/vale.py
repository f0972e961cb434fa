"""`/integrations/vale.zip`: a package for Vale (vale.sh), with a vocabulary and a style, both `Glossary`.

The style has to leave ordinary English alone, and many wrong names are made of ordinary words: “computer
power” may mean just that. So it finds names that are out of use, and two kinds of wrong names and no others:

- One word, spelt nearly like a right name, that no page of the glossary uses: “algorythm”, “GTP”.
- Any, beside the abbreviation that it is meant to spell out: “language learning model (LLM)”.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...checks import PageFacts
from ...reading.block_yaml import block_yaml
from ...reading.concept import Concept
from ...reading.frontmatter import linkable_of
from ...text.mentions import inflected
from ...text.search_words import search_words
from ..pages import PageContext

_NAME = "Glossary"


def vale(glossary: PageContext, facts: Mapping[str, PageFacts]) -> bytes:
    """The package. Its folder is called like the file, as Vale wants it."""
    concepts = glossary.graph.concepts
    rule = {
        "extends": "substitution",
        "message": "Use '%s' instead of '%s'.",
        "level": "warning",
        "ignorecase": True,
        # Otherwise a wrong name that holds a right one, such as “LLM”, would pass.
        "vocab": False,
        "swap": {**dict(_names_out_of_use(glossary)), **dict(_wrong_names(concepts, facts))},
    }
    files = {
        f"vale/styles/{_NAME}/WrongNames.yml": block_yaml(rule),
        f"vale/styles/config/vocabularies/{_NAME}/accept.txt": "".join(_accepted(glossary)),
    }
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as file:
        for path, content in files.items():
            # Of one date, so that the same glossary gives the same bytes.
            file.writestr(ZipInfo(path), content, ZIP_DEFLATED)
    return package.getvalue()


def _accepted(glossary: PageContext) -> Iterator[str]:
    """A line for each topic, with its names and products in any case: “rag” and “token” are words too.

    Everyday words are left out: what is accepted is spared by all rules of all styles. Vale reads all lines
    again for each line, so there are few.
    """
    topics: dict[str, list[str]] = defaultdict(list)
    for slug, names in glossary.written_names[0].items():
        meta = glossary.graph.concepts[slug].meta
        topics[meta.topic] += (form for form, name in names.items() if name in meta.linkable)
        topics[meta.topic] += meta.instances
    return (f"(?i){_any_of(map(_literally, dict.fromkeys(names)))}\n" for names in topics.values() if names)


def _names_out_of_use(glossary: PageContext) -> Iterator[tuple[str, str]]:
    """An expression for each name that nobody is to use any more, and what to write."""
    for concept in glossary.graph.concepts.values():
        meta, successor = concept.meta, glossary.successor(concept)
        instead = successor.in_sentence if successor else meta.use_instead or ""
        for name in linkable_of(meta.names, meta.autolink) if meta.is_deprecated else ():
            # Others have a right to a name that they share with it.
            if name.casefold() not in glossary.graph.ambiguous:
                yield _any_of(_forms(name, concept)), instead


def _wrong_names(
    concepts: Mapping[str, Concept], facts: Mapping[str, PageFacts]
) -> Iterator[tuple[str, str]]:
    """An expression for each wrong name that is sure to be one, and what to write."""
    used = {word for page in facts.values() for word in page.text_words.split()}
    for concept in concepts.values():
        meta, tokenize = concept.meta, search_words(concept.language).tokenize
        right = {name.casefold(): name for name in meta.names} | {meta.title.casefold(): concept.in_sentence}
        for name in meta.misnomers:
            wrong = _any_of(_forms(name, concept))
            is_slip = name.isalnum() and used.isdisjoint(tokenize(name))
            if near := is_slip and get_close_matches(name.casefold(), right, n=1):
                yield wrong, right[near[0]]
            elif meta.abbr:
                abbr = _forms(meta.abbr, concept)
                opened = _any_of(rf"(?<={form} \()" for form in abbr)
                yield rf"{wrong}(?= \({_any_of(abbr)}\))", concept.in_sentence
                yield rf"{opened}{wrong}(?=\))", concept.in_sentence


def _forms(name: str, concept: Concept) -> list[str]:
    """An expression for each form of a name of a concept."""
    return [_literally(form) for form in inflected(name, concept.language)]


def _any_of(expressions: Iterable[str]) -> str:
    return f"(?:{'|'.join(expressions)})"


def _literally(name: str) -> str:
    """An expression for a text, with blanks as they are: people read it too."""
    return re.escape(name).replace(r"\ ", " ")
