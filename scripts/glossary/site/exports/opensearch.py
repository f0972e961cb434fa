"""`/opensearch.xml`: lets a browser search the glossary from its address bar."""

from textwrap import shorten
from xml.etree import ElementTree

from ...reading.site_config import SiteInfo

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
# OpenSearch 1.1 allows no more characters in these fields.
_SHORT_NAME = 16
_LONG_NAME = 48
_DESCRIPTION = 1024


def opensearch(site: SiteInfo) -> str:
    """An OpenSearch 1.1 description whose target is the page `/find/`."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(f"{{{_NAMESPACE}}}OpenSearchDescription")
    for tag, text in (
        ("ShortName", shorten(site.name, _SHORT_NAME, placeholder="") or site.name[:_SHORT_NAME]),
        ("LongName", shorten(site.name, _LONG_NAME, placeholder="") or site.name[:_LONG_NAME]),
        ("Description", (site.description or site.name)[:_DESCRIPTION]),
        ("Language", site.language.code),
        ("InputEncoding", "UTF-8"),
    ):
        ElementTree.SubElement(root, f"{{{_NAMESPACE}}}{tag}").text = text
    target = site.url + "find/?q={searchTerms}"
    ElementTree.SubElement(root, f"{{{_NAMESPACE}}}Url", type="text/html", template=target)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
