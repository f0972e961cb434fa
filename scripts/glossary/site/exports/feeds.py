"""RSS 2.0 (rssboard.org) and JSON Feed 1.1 (jsonfeed.org) of new and of reviewed concepts.

The files have the names that the MkDocs RSS plugin made usual, so that subscriptions survive a move.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from xml.etree import ElementTree

from ...reading.concept import Concept
from ...reading.site_config import SiteInfo

PATHS = ("feed_rss_created.xml", "feed_json_created.json", "feed_rss_updated.xml", "feed_json_updated.json")
MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
ElementTree.register_namespace("atom", _ATOM)


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself, and its items, the newest first."""

    name: str
    title: str
    items: list["Item"]


@dataclass(frozen=True)
class Item:
    """A concept on the day it appeared or was reviewed. `id` never changes."""

    id: str
    url: str
    title: str
    text: str
    day: date


def feeds(concepts: Mapping[str, Concept], site: SiteInfo) -> dict[str, str]:
    """Two feeds in two formats by path: concepts when they appear, and when they are reviewed again."""
    created = [_item(concept, concept.meta.published, site.url) for concept in concepts.values()]
    updated = [
        _item(concept, concept.meta.reviewed, site.url)
        for concept in concepts.values()
        if concept.meta.reviewed > concept.meta.published
    ]
    gettext, values = site.language.words.gettext, {"site": site.name}
    files: dict[str, str] = {}
    for feed in (
        Feed("created", gettext("%(site)s: new concepts") % values, _newest(created)),
        Feed("updated", gettext("%(site)s: reviewed concepts") % values, _newest(updated)),
    ):
        files[f"feed_rss_{feed.name}.xml"] = _rss(feed, site)
        files[f"feed_json_{feed.name}.json"] = _json_feed(feed, site)
    return files


def _item(concept: Concept, day: date, root: str) -> Item:
    url = root + concept.url
    # The page's address for its first appearance; a review is another event on the same page.
    text = "\n\n".join(filter(None, [concept.meta.plain, concept.meta.definition]))
    identifier = url if day == concept.meta.published else f"{url}#reviewed-{day}"
    return Item(identifier, url, concept.question, text, day)


def _newest(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (-item.day.toordinal(), item.url))[:MOST]


def _rss(feed: Feed, site: SiteInfo) -> str:
    root = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(root, "channel")
    _fill(channel, title=feed.title, link=site.url, description=feed.title, language=site.language.code)
    own = f"{site.url}feed_rss_{feed.name}.xml"
    ElementTree.SubElement(channel, f"{{{_ATOM}}}link", href=own, rel="self", type="application/rss+xml")
    for item in feed.items:
        entry = ElementTree.SubElement(channel, "item")
        day = format_datetime(_midnight(item.day))
        _fill(entry, title=item.title, link=item.url, description=item.text, pubDate=day)
        ElementTree.SubElement(entry, "guid", isPermaLink=str(item.id == item.url).lower()).text = item.id
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _fill(parent: ElementTree.Element, **texts: str) -> None:
    for tag, text in texts.items():
        ElementTree.SubElement(parent, tag).text = text


def _json_feed(feed: Feed, site: SiteInfo) -> str:
    items = [
        {
            "id": item.id,
            "url": item.url,
            "title": item.title,
            "content_text": item.text,
            "date_published": _midnight(item.day).isoformat(),
        }
        for item in feed.items
    ]
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": site.url,
        "feed_url": f"{site.url}feed_json_{feed.name}.json",
        "language": site.language.code,
        "items": items,
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
