"""A glossary of many concepts with awkward names, for the formats to carry."""

from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from glossary.addresses import slug_of
from glossary.reading.settings import Ledger
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build

TODAY = date(2026, 1, 1)
TOPIC = "things"
NAME = "Synthetic & “odd”"

# What a title looks like; every page has another word in it.
TITLES = [
    "{} model",
    '{} "quoted" method',
    "{}: the rule",
    "{} (the method)",
    "{} & Sons",
    "{}'s law",
    "Модель {}",
    "Größe {}",
    "/{}/ and friends",
    "{}++",
    ".{}",
    "#{}",
    "^{} sign",
    "{} #2 choice",
    "{} | pipe",
    "{} 100% $x$ {{y}}",
    "*{}* _stars_",
    "[{}]",
    "`{}`",
    "<b>{}</b>",
    "{} \\ backslash",
    # Readers of an inventory take the number for a priority.
    "{} Opus 4",
]
_SYLLABLES = ["".join(pair) for pair in product("bdfgklmnprstvz", "aeiou")]


def words(count: int) -> list[str]:
    """So many different words of small letters."""
    return ["".join(parts) for parts, _ in zip(product(_SYLLABLES, repeat=3), range(count), strict=False)]


def write_synthetic(folder: Path, count: int) -> None:
    """A source folder of `count` concepts, whose titles take turns among `TITLES`.

    Each has aliases in Arabic, Japanese and Latin letters, one with a number in second and one with
    a number in third place, and some have abbreviations. They make chains of ten by `broader`, with
    `related` between neighbours and from the last to the first, where SKOS does not allow it.
    """
    concepts = folder / "concepts"
    concepts.mkdir(parents=True)
    (folder / "topics.yml").write_text(
        f"- slug: {TOPIC}\n  title: Things & more\n  description: Whatever there is.\n", "utf-8"
    )
    all_words = words(count)
    titles = [TITLES[index % len(TITLES)].format(word.capitalize()) for index, word in enumerate(all_words)]
    slugs = [slug_of(title) for title in titles]
    for index, word in enumerate(all_words):
        meta = front_matter(titles[index], f"What the word {word} stands for in this glossary.")
        meta["aliases"] = [
            f"نموذج {word}x",
            f"モデル {word}y",
            f"{word}z 4",
            f"ISO IEC 42001 {word}",
            f"{word} “curly” – dash",
        ]
        if index % 5 == 0:
            meta["abbr"] = word.upper() if index % 10 else f"{word[:5].capitalize()}{word[5].upper()}"
        meta["related"] = [
            {"to": slugs[other], "kind": kind, "why": f"A reason that {word} has for {all_words[other]}."}
            for other, kind in _relations(index)
        ]
        write_concept(folder, slugs[index], meta)
    (folder / "urls.txt").write_text(Ledger().text(set(slugs)), "utf-8")


def front_matter(title: str, definition: str) -> dict[str, Any]:
    """All that a page must declare."""
    return {
        "title": title,
        "question": f"What is {title}?",
        "hints": [f"some phrase {number}" for number in "abcdefgh"],
        "topic": TOPIC,
        "level": "intermediate",
        "definition": definition,
        "published": date(2025, 1, 1),
        "reviewed": date(2025, 6, 1),
        "sources": [
            {"title": "A paper", "url": "https://example.org/paper", "publisher": "Somebody", "kind": kind}
            for kind in ("primary", "secondary")
        ],
    }


def write_concept(folder: Path, slug: str, meta: Mapping[str, Any]) -> None:
    """A page with these fields and little text."""
    sections = "".join(f"\n## {name}\n\n{text}\n" for name, text in _SECTIONS.items())
    fields = yaml.dump(dict(meta), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "concepts" / f"{slug}.md").write_text(f"---\n{fields}---\nA short text.\n{sections}", "utf-8")


def build_synthetic(folder: Path, count: int, site_url: str) -> Output:
    """Writes such a glossary into `folder` and builds it."""
    write_synthetic(folder, count)
    return build(folder, TODAY, SiteInfo(site_url, NAME, "A glossary with awkward names."))


def publish(output: Output, folder: Path) -> None:
    """Writes the files of a glossary that no site engine has to render."""
    files = {path: content for path, content in output.files.items() if not path.endswith(".md")} | dict(
        output.verbatim
    )
    files["404.html"] = "Not found"
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


_BULLETS = "\n".join(f"- **Claim {letter}.** Its consequence." for letter in "ABC")
_SECTIONS = {
    "In plain words": "Like something else.",
    "Why it matters": _BULLETS,
    "Common pitfalls": _BULLETS,
}


def _relations(index: int) -> list[tuple[int, str]]:
    place = index % 10
    relations = [(index - 1, "broader")] if place else []
    if place == 9:
        relations.append((index - 9, "related"))
    if index >= 10:
        relations.append((index - 10, "related"))
    return relations
