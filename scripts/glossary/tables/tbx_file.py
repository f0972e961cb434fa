"""Tables as termbases (TBX, ISO 30042): those of 2019, and those of 2008 with their other names.

TBX has data categories for names, definition and subject. Every other column is a note of its entry, which
begins with the name of the column.
"""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError

from ..languages import Language
from ..problem import Message, Mistake
from .cells import joined
from .columns import COLUMNS

NOTE = "glossary."
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SHORT = ("abbreviation", "acronym", "initialism")
_WRONG = ("deprecated", "superseded", "obsolete")


def read_tbx(data: bytes, language: Language) -> Iterator[Sequence[str]]:
    """The columns, then a row for each entry with its terms in the language. Raises `Mistake` where it cannot
    be read.
    """
    entries = [*_find(_root(data), "conceptEntry", "termEntry")]
    if not entries:
        raise Mistake(Message("holds no entry"), Message("export it as TBX-Basic from your termbase"))
    rows = [_cells(entry, language) for entry in entries]
    if not any(rows):
        codes = {_code(part) for entry in entries for part in _find(entry, "langSec", "langSet")}
        what = Message("has no term in {code!r}, but in {codes}", code=language.code, codes=(*sorted(codes),))
        raise Mistake(what, Message("export the terms in the language of the glossary"))
    used = [name for name in COLUMNS if any(name in row for row in rows)]
    yield used
    yield from ([row.get(name, "") for name in used] for row in rows)


def _root(data: bytes) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data)
        return root
    except ParseError as error:
        what = Message("is no XML that can be read: {error}", error=str(error))
        raise Mistake(what, Message("export it again")) from error
    except DefusedXmlException as error:
        what = Message("declares XML entities, which could be a trap")
        raise Mistake(what, Message("export it without them")) from error
    except (ValueError, LookupError) as error:
        raise Mistake(
            Message("is in an encoding that nobody knows"), Message("export it in UTF-8")
        ) from error


def _cells(entry: Element, language: Language) -> dict[str, str]:
    """The cells of an entry by column, none where it has no term in the language."""
    sections = {_code(part): part for part in _find(entry, "langSec", "langSet")}
    wanted = language.code.replace("_", "-").lower()
    section = sections.get(wanted) or next(
        (part for code, part in sections.items() if code.partition("-")[0] == language.main), None
    )
    if section is None:
        return {}
    notes = (_text(note).partition(": ") for note in entry if _tag(note) == "note")
    noted = {name.removeprefix(NOTE): cell for name, _, cell in notes if name.startswith(NOTE)}
    cells = {
        **_names(section),
        "definition": _value(section, "definition") or _value(entry, "definition"),
        "topic": _value(entry, "subjectField"),
        **{name: cell for name, cell in noted.items() if name in COLUMNS},
    }
    return {name: cell for name, cell in cells.items() if cell}


def _names(section: Element) -> dict[str, str]:
    """The names in a language, each in its column. The preferred full form, or the first, is the title."""
    right: list[tuple[str, str, str]] = []
    wrong: list[str] = []
    for group in _find(section, "termSec", "tig", "ntig"):
        name = next((_text(term).strip() for term in _find(group, "term")), "")
        kind, status = _value(group, "termType"), _value(group, "administrativeStatus")
        if name and status.startswith(_WRONG):
            wrong.append(name)
        elif name:
            right.append((name, kind, status))
    # Of equals, the first stays first.
    by_rank = sorted(right, key=lambda term: (term[1] in _SHORT, not term[2].startswith("preferred")))
    title = by_rank[0][0] if by_rank else ""
    short = next((name for name, kind, _ in right if kind in _SHORT and name != title), "")
    others = [name for name, _, _ in right if name not in (title, short)]
    return {
        "title": title[:1].upper() + title[1:],
        "abbreviation": short,
        "aliases": joined(others) if others else "",
        "misnomers": joined(wrong) if wrong else "",
    }


def _find(element: Element, *tags: str) -> Iterator[Element]:
    """The elements below with one of these names, in whatever namespace."""
    return (part for part in element.iter() if _tag(part) in tags)


def _value(element: Element, category: str) -> str:
    """What stands in a data category: an element of that type, or of that name."""
    found = (part for part in element.iter() if category in (part.get("type"), _tag(part)))
    return next((_text(part).strip() for part in found), "")


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _code(section: Element) -> str:
    return (section.get(_LANGUAGE) or section.get("lang") or "").replace("_", "-").lower()


def _text(element: Element) -> str:
    return "".join(element.itertext())
