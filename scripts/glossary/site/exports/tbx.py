"""`/integrations/glossary.tbx`: a termbase for translators, in TBX-Basic, style DCA (ISO 30042:2019,
tbxinfo.net).
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ...reading.concept import Concept
from ...reading.settings import Topic
from ...reading.site_config import SiteInfo

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED, _ADMITTED, _DEPRECATED = (
    f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated")
)


def tbx(concepts: Mapping[str, Concept], topics: Mapping[str, Topic], site: SiteInfo) -> str:
    """An entry a concept, with the topic as its subject field; wrong names are deprecated terms."""
    # Projects may write de_CH; a tag in XML has hyphens (BCP 47).
    language = {_LANGUAGE: site.language.code.replace("_", "-")}
    root = Element("tbx", language | {"type": "TBX-Basic", "style": "dca", "xmlns": _NAMESPACE})
    description = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    SubElement(SubElement(description, "titleStmt"), "title").text = site.name
    SubElement(SubElement(description, "sourceDesc"), "p").text = site.url
    body = SubElement(SubElement(root, "text"), "body")
    for slug, concept in concepts.items():
        # An id begins with a letter.
        entry = SubElement(body, "conceptEntry", id=f"concept-{slug}")
        SubElement(entry, "descrip", type="subjectField").text = topics[concept.meta.topic].title
        page = site.url + concept.url
        SubElement(entry, "xref", type="externalCrossReference", target=page).text = page
        section = SubElement(entry, "langSec", language)
        SubElement(section, "descrip", type="definition").text = concept.meta.definition
        if concept.meta.plain:
            SubElement(section, "note").text = concept.meta.plain
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
    yield concept.in_sentence, "fullForm", _PREFERRED
    for name in meta.other_names:
        yield name, "abbreviation" if name == meta.abbr else "variant", _ADMITTED
    for name in meta.misnomers:
        yield name, "variant", _DEPRECATED
