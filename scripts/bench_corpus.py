"""Synthetic glossaries for the benchmark: any number of pages of the shape of the real ones.

The pages keep every rule of this project's `style.yml`, so that a check runs to its end, and the
same number gives the same pages each time. Their words are made of syllables, and their names are
pairs of words, so that many names begin alike, as they do in a real glossary.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import exp, log
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Any

import yaml

from glossary.addresses import CONCEPTS, slug_of
from glossary.languages import ENGLISH
from glossary.reading.frontmatter import LEVELS, Kind
from glossary.reading.settings import LEDGER, STYLE, TOPICS, Ledger, parse_topics
from glossary.text.page_parts import EXAMPLE, HOW, PITFALLS, PLAIN_WORDS, WHY, part_titles

DOCS = Path(__file__).parent.parent / "docs"

# The means of the first 108 pages in `docs/concepts/`: 7.5 aliases, 4.5 misnomers of two
# words, 10 hints of 14.1 words, 5.7 sources, 3.8 relations declared, and in 752 words 7.1 citations and
# 17.6 mentions of 11.4 other concepts.
ALIASES = 7
MISNOMERS = 4
HINTS = 10
SOURCES = 6
RELATIONS = 4
MENTIONED = 11
MENTIONS = 17
KINDS = {Kind.RELATED: 10, Kind.CONTRASTS: 3, Kind.REQUIRES: 3, Kind.BROADER: 2}

_SYLLABLES = ["".join(parts) for parts in product("bdfgklmnprst", "aeio", ["", "n", "r"])]
_WORDS = ["".join(parts) for parts in product(_SYLLABLES, repeat=2)]
_SMALL_WORDS = "a and as at but by for from in is it of on or so that the this to with".split()


@dataclass(frozen=True)
class Names:
    """What a concept is called. `linked` are all of its right names."""

    slug: str
    title: str
    abbr: str | None
    aliases: list[str]

    @property
    def linked(self) -> list[str]:
        return [self.title, *([self.abbr] if self.abbr else []), *self.aliases]


class Prose:
    """Sentences at random, which now and then name a concept from `mentions`."""

    def __init__(self, random: Random, content: Sequence[str], mentions: Sequence[str] = ()) -> None:
        self.random = random
        self.content = content
        self.mentions = list(mentions)

    def words(self, count: int) -> str:
        """So many words. Within, small ones that every page shares stand for two in five."""
        chosen = self.random.choices(self.content, k=count)
        for place in range(1, count - 1):
            if self.random.random() < 0.4:
                chosen[place] = self.random.choice(_SMALL_WORDS)
        return " ".join(chosen)

    def sentence(self, count: int) -> str:
        """A sentence of so many words, and sometimes a name."""
        text = self.words(count)
        if self.mentions and self.random.random() < 0.5:
            name, before = ENGLISH.rules.running(self.mentions.pop()), count // 2
            text = f"{self.words(before)} the {name} {self.words(count - before - 1)}"
        return f"{text[:1].upper()}{text[1:]}."

    def paragraph(self, sentences: int, length: int = 13) -> str:
        """So many sentences, one a line."""
        return "\n".join(self.sentence(length) for _ in range(sentences))

    def bullets(self, count: int) -> str:
        """Claims in bold, each with its consequence."""
        return "\n".join(
            f"- **{self.sentence(5)}** {self.sentence(15)}\n  {self.sentence(14)}" for _ in range(count)
        )

    def markup(self) -> str:
        """A sentence with code and emphasis in it."""
        before, code, between = self.words(3).capitalize(), self.words(2), self.words(4)
        return f"{before} `{code}` {between} *{self.words(2)}* {self.words(2)}."

    def table(self) -> str:
        """Two columns, four rows."""
        rows = "\n".join(f"| {self.words(2)} | {self.random.random():.2f} |" for _ in range(4))
        return f"| {self.words(2)} | {self.words(1)} |\n| --- | --- |\n{rows}"


def write_corpus(folder: Path, count: int) -> None:
    """A glossary of `count` concepts in `folder`, which need not exist. 20 at least, 10,000 at most."""
    random = Random(count)
    topics = parse_topics((DOCS / TOPICS).read_text("utf-8"))[0]
    heads, tails, others = _vocabulary(random)
    # A text holds words that begin names, and no pair of words that is one by accident.
    content = heads + others
    concepts = list(_names(count, random, heads, tails))

    (folder / CONCEPTS).mkdir(parents=True)
    for index, names in enumerate(concepts):
        mentions = _mentions(index, concepts, random)
        meta = _meta(index, concepts, Prose(random, content), random.choice(topics).slug)
        front_matter = yaml.dump(
            meta, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000
        )
        text = f"---\n{front_matter}---\n{_body(Prose(random, content, mentions))}"
        (folder / CONCEPTS / f"{names.slug}.md").write_text(text, "utf-8")
    copyfile(DOCS / STYLE, folder / STYLE)
    # The real pages to begin with are not here.
    (folder / TOPICS).write_text(
        yaml.safe_dump([topic.model_dump(exclude={"begin_with"}) for topic in topics], allow_unicode=True),
        "utf-8",
    )
    (folder / LEDGER).write_text(Ledger().text({names.slug for names in concepts}), "utf-8")


def unnamed_words(text: str, count: int) -> str:
    """The first two words that stand side by side in a page of `write_corpus(…, count)` and are in no name of
    a concept.
    """
    others = set(_vocabulary(Random(count))[2])
    body = text.partition("\n---\n")[2]
    return next(
        f"{one} {two}" for one, two in re.findall(r"\b([a-z]+) (?=([a-z]+)\b)", body) if {one, two} <= others
    )


def _vocabulary(random: Random) -> tuple[list[str], list[str], list[str]]:
    """Words that begin names, words that end them, and words that are in none."""
    words = random.sample(_WORDS, 2400)
    return words[:300], words[300:600], words[600:]


def _names(count: int, random: Random, heads: Sequence[str], tails: Sequence[str]) -> Iterator[Names]:
    """The names of all concepts, each different from all others."""
    pairs = iter(
        random.sample([" ".join(pair).capitalize() for pair in product(heads, tails)], count * (1 + ALIASES))
    )
    letters = iter(random.sample(["".join(four) for four in product("BCDGHJKLMNPQ", repeat=4)], count))
    for index in range(count):
        title = next(pairs)
        abbr = next(letters) if index % 5 == 0 else None
        yield Names(slug_of(title), title, abbr, [ENGLISH.rules.running(next(pairs)) for _ in range(ALIASES)])


def _mentions(index: int, concepts: Sequence[Names], random: Random) -> list[str]:
    """Names for the text of a page. The first concepts are hubs: the chance of being named falls with the
    rank.
    """
    others = set()
    while len(others) < MENTIONED:
        others.add(int(exp(random.uniform(0, log(len(concepts))))) % len(concepts))
        others.discard(index)
    chosen = sorted(others)
    random.shuffle(chosen)
    chosen += random.choices(chosen, k=MENTIONS - MENTIONED)
    return [random.choice(concepts[other].linked) for other in chosen]


def _targets(index: int, random: Random) -> list[int]:
    """The concepts to declare relations with: always earlier ones, so that nothing goes in a circle.

    Each group of ten has a leader with which all of it is related; the rest is near by.
    """
    leader = index - index % 10
    targets = {leader} - {index}
    near = range(max(0, index - 40), index)
    while len(targets) < min(RELATIONS, len(near)):
        targets.add(random.choice(near))
    return sorted(targets)


def _meta(index: int, concepts: Sequence[Names], prose: Prose, topic: str) -> dict[str, Any]:
    random, names = prose.random, concepts[index]
    published = date(2024, 1, 1) + timedelta(days=index % 365)
    meta: dict[str, Any] = {
        "title": names.title,
        "aliases": names.aliases,
        "misnomers": [prose.words(2) for _ in range(MISNOMERS)],
        "hints": [prose.words(14) for _ in range(HINTS)],
        "topic": topic,
        "level": random.choice(LEVELS),
        "plain": prose.sentence(18),
        "definition": prose.sentence(24),
        "published": published,
        "reviewed": published + timedelta(days=30),
        "related": [_relation(concepts[target], prose) for target in _targets(index, random)],
        "sources": [
            {
                "id": f"source-{number}",
                "title": prose.words(7),
                "url": f"https://example.org/{names.slug}/{number}",
                "publisher": prose.words(4),
                "kind": "secondary" if number else "primary",
            }
            for number in range(SOURCES)
        ],
    }
    return meta | {"abbr": names.abbr} if names.abbr else meta


def _relation(target: Names, prose: Prose) -> dict[str, Any]:
    kind = prose.random.choices(list(KINDS), list(KINDS.values()))[0]
    relation: dict[str, Any] = {
        "to": target.slug,
        "kind": kind.value,
        "why": prose.sentence(19),
        "back": prose.sentence(14),
    }
    if kind is Kind.CONTRASTS:
        rows = [{"aspect": prose.words(3), "this": prose.words(8), "that": prose.words(8)} for _ in range(4)]
        relation |= {
            "difference": prose.sentence(32),
            "rows": rows,
            "when_this": prose.sentence(15),
            "when_that": prose.sentence(15),
        }
    return relation


def _body(prose: Prose) -> str:
    def cited(paragraph: str) -> str:
        """A source at the end of each sentence."""
        sentences = paragraph.split("\n")
        return "\n".join(
            f"{sentence[:-1]} [@source-{number % SOURCES}]." for number, sentence in enumerate(sentences)
        )

    parts = {
        PLAIN_WORDS: prose.paragraph(8, 9),
        WHY: prose.bullets(4),
        HOW: f"{cited(prose.paragraph(6))}\n\n{prose.paragraph(6)}",
        EXAMPLE: f"{prose.paragraph(1)}\n\n{prose.table()}\n\n{prose.markup()}\n{prose.paragraph(5)}",
        PITFALLS: prose.bullets(4),
    }
    lead = f"{prose.paragraph(5)}\n\n{prose.paragraph(4)}"
    return (
        lead + "".join(f"\n\n## {part_titles(ENGLISH)[key]}\n\n{text}" for key, text in parts.items()) + "\n"
    )
