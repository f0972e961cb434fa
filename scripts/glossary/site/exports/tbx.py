"""`/integrations/glossary.tbx`: a termbase in TBX-Basic, style DCA (ISO 30042:2019, tbxinfo.net)."""

from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ...reading.concept import Concept
from ..pages import PageContext

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated")
)


def tbx(glossary: PageContext, notes: Mapping[str, Iterable[str]] = {}) -> str:
    """An entry a concept; wrong names and names out of use are deprecated. `notes` are by slug."""
    site = glossary.site
    # Projects may write de_CH; a tag in XML has hyphens (BCP 47).
    language = {_LANGUAGE: site.language.code.replace("_", "-")}
    root = Element("tbx", language | {"type": "TBX-Basic", "style": "dca", "xmlns": _NAMESPACE})
    description = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    SubElement(SubElement(description, "titleStmt"), "title").text = site.name
    SubElement(SubElement(description, "sourceDesc"), "p").text = site.url
    body = SubElement(SubElement(root, "text"), "body")
    for slug, concept in glossary.graph.concepts.items():
        # An id begins with a letter.
        entry = SubElement(body, "conceptEntry", id=f"concept-{slug}")
        SubElement(entry, "descrip", type="subjectField").text = glossary.topics[concept.meta.topic].title
        page = site.url + concept.url
        SubElement(entry, "xref", type="externalCrossReference", target=page).text = page
        if successor := glossary.successor(concept):
            reference = SubElement(entry, "ref", type="crossReference", target=f"concept-{successor.slug}")
            reference.text = successor.meta.title
        for note in notes.get(slug, ()):
            SubElement(entry, "note").text = note
        section = SubElement(entry, "langSec", language)
        SubElement(section, "descrip", type="definition").text = concept.meta.definition
        for note in filter(None, (glossary.notice(concept), concept.meta.plain)):
            SubElement(section, "note").text = note
        for name, kind, status in _terms(concept):
            term = SubElement(section, "termSec")
            SubElement(term, "term").text = name
            SubElement(term, "termNote", type="termType").text = kind
            SubElement(term, "termNote", type="administrativeStatus").text = status
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _terms(concept: Concept) -> Iterator[tuple[str, str, str]]:
    """Each name, as it stands within a sentence, with its type and its status."""
    meta = concept.meta
    yield concept.in_sentence, "fullForm", _DEPRECATED if meta.is_deprecated else _PREFERRED
    for name in meta.other_names:
        kind = "abbreviation" if name == meta.abbr else "variant"
        yield name, kind, _DEPRECATED if meta.is_deprecated else _ADMITTED
    for name in meta.misnomers:
        yield name, "variant", _DEPRECATED
