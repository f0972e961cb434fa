"""RSS 2.0 (rssboard.org) and JSON Feed 1.1 (jsonfeed.org) of new and of reviewed concepts.

The files have the names that the MkDocs RSS plugin made usual, so that subscriptions survive a move.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import partial
from typing import Any
from xml.etree import ElementTree

from ...reading.concept import Concept
from ...reading.site_config import SiteInfo
from ..site_files import Maker

MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
ElementTree.register_namespace("atom", _ATOM)


def feeds(concepts: Mapping[str, Concept], site: SiteInfo) -> dict[str, Maker]:
    """What makes two feeds in two formats, by path: concepts as they appear, and as they are reviewed."""
    files: dict[str, Maker] = {}
    for name in ("created", "updated"):
        feed = partial(_feed, concepts, site, name)
        files[f"feed_rss_{name}.xml"] = partial(_rss, feed, f"{site.url}feed_rss_{name}.xml")
        files[f"feed_json_{name}.json"] = partial(_json_feed, feed)
    return files


def _feed(concepts: Mapping[str, Concept], site: SiteInfo, name: str) -> dict[str, Any]:
    """A feed in the words of JSON Feed, its items the newest first."""
    gettext, new = site.language.words.gettext, name == "created"
    title = gettext("%(site)s: new concepts") if new else gettext("%(site)s: reviewed concepts")
    dated = [
        (day, concept)
        for concept in concepts.values()
        if (day := concept.meta.published if new else concept.meta.read_again)
    ]
    dated.sort(key=lambda item: (-item[0].toordinal(), item[1].url))
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title % {"site": site.name},
        "home_page_url": site.url,
        "feed_url": f"{site.url}feed_json_{name}.json",
        "language": site.language.code,
        "items": [
            {
                # It never changes. A review is another event on the same page.
                "id": site.url + concept.url + ("" if new else f"#reviewed-{day}"),
                "url": site.url + concept.url,
                "title": concept.question,
                "content_text": "\n\n".join(filter(None, [concept.meta.plain, concept.meta.definition])),
                "date_published": datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat(),
            }
            for day, concept in dated[:MOST]
        ],
    }


def _json_feed(make: Callable[[], dict[str, Any]]) -> str:
    return json.dumps(make(), ensure_ascii=False, indent=1) + "\n"


def _rss(make: Callable[[], dict[str, Any]], own: str) -> str:
    feed = make()
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    title = feed["title"]
    _fill(channel, title=title, link=feed["home_page_url"], description=title, language=feed["language"])
    ElementTree.SubElement(channel, f"{{{_ATOM}}}link", href=own, rel="self", type="application/rss+xml")
    for item in feed["items"]:
        entry = ElementTree.SubElement(channel, "item")
        day = format_datetime(datetime.fromisoformat(item["date_published"]))
        _fill(entry, title=item["title"], link=item["url"], description=item["content_text"], pubDate=day)
        is_address = str(item["id"] == item["url"]).lower()
        ElementTree.SubElement(entry, "guid", isPermaLink=is_address).text = item["id"]
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _fill(parent: ElementTree.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ElementTree.SubElement(parent, tag).text = text
