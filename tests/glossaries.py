"""Glossaries for tests: small ones, of pages that only say what a case is about, and the real one."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from glossary.reading.concept import Concept
from glossary.reading.frontmatter import FrontMatter
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.text import Text, read

TODAY = date(2026, 6, 9)
CASES = Path(__file__).parent / "cases"
DOCS = Path(__file__).parent.parent / "docs"
REAL_URL = "https://example.org/glossary/"

TOPICS = """\
- slug: basics
  title: Basics
  description: What everything else builds on.
- slug: safety
  title: Safety
  description: What goes wrong, and what is done against it.
"""

LEAD = "Here it is explained in one line.\n"
SECTIONS = """
## In plain words

A cook tastes the meal before the guests do.

## Why it matters

- **It saves time.** Nobody has to ask twice.

## Common pitfalls

- **Guessing.** Look it up.
"""

HINTS = [f"how people ask for it, {number}" for number in range(1, 9)]
SOURCES = [
    {"title": "The paper", "url": "https://example.org/paper", "publisher": "A journal", "kind": "primary"},
    {
        "title": "The report",
        "url": "https://example.org/report",
        "publisher": "A newspaper",
        "kind": "secondary",
    },
]

# What a relation of kind 'contrasts' needs besides its reason.
COMPARISON = {
    "difference": "One is short.",
    "rows": [{"aspect": f"Aspect {number}", "this": "This", "that": "That"} for number in range(3)],
    "when_this": "For text.",
    "when_that": "For lunch.",
}


def page(slug: str, fields: Mapping[str, Any] | None = None) -> str:
    """A valid concept page. `fields` override those of the standard page; None leaves a field out.

    `lead` stands above the standard sections, `body` in the place of both. The front matter has a line for
    each field, in the order of `FrontMatter`, and for each relation and source. Without further fields, line
    2 is the title, 3 the hints, 4 the topic, 5 the level, 6 the definition, 7 and 8 the dates, 9 to 11 the
    sources, and the text begins on line 13.
    """
    values, body = _fields_and_body(slug, fields or {})
    order = [*FrontMatter.model_fields, *values]
    lines = [_field(name, values[name]) for name in dict.fromkeys(order) if values.get(name) is not None]
    return f"---\n{''.join(lines)}---\n{body}"


def _fields_and_body(slug: str, fields: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    title = slug.replace("-", " ").capitalize()
    values: dict[str, Any] = {
        "title": title,
        "hints": HINTS,
        "topic": "basics",
        "level": "getting-started",
        "definition": f"{title} as this small glossary sees it, no more.",
        "published": date(2026, 1, 2),
        "reviewed": date(2026, 1, 2),
        "sources": SOURCES,
        "lead": LEAD,
    } | dict(fields)
    lead = values.pop("lead")
    return values, values.pop("body", f"{lead}{SECTIONS}")


def _field(name: str, value: Any) -> str:
    if isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        return f"{name}:\n" + "".join(f"- {_yaml(entry, flow=True)}" for entry in value)
    return (
        f"{name}: {_yaml(value, flow=True)}" if isinstance(value, list) else _yaml({name: value}, flow=False)
    )


def _yaml(value: Any, flow: bool) -> str:
    return yaml.safe_dump(value, default_flow_style=flow, sort_keys=False, allow_unicode=True, width=2**16)


def relation(to: str, kind: str = "related", **fields: Any) -> dict[str, Any]:
    """A relation whose reason is like no other's."""
    return {"to": to, "kind": kind, "why": f"Leads on to {to}, as {kind}."} | fields


def concept(slug: str, **fields: Any) -> Concept:
    """The concept of a valid page, made without a text to parse: it knows no lines."""
    values, body = _fields_and_body(slug, fields)
    return Concept(slug, f"concepts/{slug}.md", FrontMatter(**values), read(body))


def concepts(pages: Mapping[str, Mapping[str, Any] | None]) -> list[Concept]:
    """The concepts of valid pages, given as the fields that differ from the standard page by slug."""
    return [concept(slug, **(fields or {})) for slug, fields in pages.items()]


def write(
    folder: Path,
    pages: Mapping[str, Any],
    files: Mapping[str, str | None] | None = None,
    encoding: str = "utf-8",
) -> None:
    """Writes a source folder: two topics, a ledger of all pages, the pages, and `files`.

    A page is given as its whole text or as the fields that differ from the standard page. A file
    that is None is left out.
    """
    texts: dict[str, str | None] = {
        f"concepts/{slug}.md": text if isinstance(text, str) else page(slug, text)
        for slug, text in pages.items()
    }
    texts = {"topics.yml": TOPICS, "urls.txt": ledger(pages)} | texts | dict(files or {})
    for path, text in texts.items():
        if text is not None:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode(encoding))


def ledger(slugs: Iterable[str]) -> str:
    """A ledger in which each slug has its page."""
    return "".join(f"/concepts/{slug}/\n" for slug in slugs)


def cases(topic: str) -> dict[str, Any]:
    """The golden cases of a topic by name: `tests/cases/<topic>/<name>.yml`."""
    found = {
        path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((CASES / topic).glob("*.yml"))
    }
    assert found, f"there are no cases of {topic}"
    return found


@cache
def real_texts() -> dict[str, Text]:
    """Every concept page of the real glossary as it is read, by its slug."""
    found = {path.stem: read(path.read_text("utf-8")) for path in sorted(DOCS.glob("concepts/*.md"))}
    assert found, f"there is no page in {DOCS}"
    return found


@cache
def real() -> Output:
    """What the real glossary becomes below `REAL_URL`: built once for all tests of a process, on a day on
    which no page is from the future.
    """
    return build(DOCS, date(2099, 1, 1), SiteInfo(REAL_URL, "AI in Plain Words", "A glossary."))
