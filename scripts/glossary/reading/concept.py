"""A concept page, parsed: its front matter and its text, with a way back to the line of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..addresses import concept_url, slug_of_path
from ..languages import ENGLISH, Language
from ..problem import Message, Problem, rule
from ..text import Section, Span, Text, read
from ..text.mentions import is_proper_noun
from ..text.page_parts import part_titles, prompts
from .frontmatter import DRAFT, FrontMatter, right_part
from .validation import Location
from .yaml_source import line_of, lines_of, load

# The YAML begins on the second line of the file.
_YAML_LINE = 2
NO_FRONT_MATTER = rule(
    "no-front-matter",
    "A concept page begins with its fields, between two lines `---`.",
    ("a page whose first line is `# Dictionary`", "a page that begins with `---` and `title: Dictionary`"),
)


@dataclass(frozen=True)
class Concept:
    """One page. `path` is relative to the source folder."""

    slug: str
    path: str
    meta: FrontMatter
    text: Text
    language: Language = ENGLISH

    @property
    def url(self) -> str:
        """The address of the page, relative to the root of the site."""
        return concept_url(self.slug)

    @property
    def is_draft(self) -> bool:
        """Whether its author calls it unfinished, whatever else is wrong with its fields."""
        return vars(self.meta).get("status") == DRAFT

    @property
    def is_short(self) -> bool:
        """Whether its fields are all that the page says."""
        return not self.text.blocks

    @cached_property
    def question(self) -> str:
        """The heading of the page."""
        rules = self.language.rules
        return self.meta.question or rules.question(self.meta.title, self.in_sentence, self.meta.plain or "")

    @property
    def long_name(self) -> str | None:
        """The title, where the question asks for the concept by another name."""
        title = self.meta.title
        return None if title.casefold() in self.question.casefold() else title

    @cached_property
    def in_sentence(self) -> str:
        """The title within a sentence: “token”; but “Kubernetes”, if the page itself writes it so."""
        title, without_capital = self.meta.title, self.language.rules.running(self.meta.title)
        if title != without_capital and is_proper_noun(
            title, f"{self.meta.definition}\n\n{self.text.running}"
        ):
            return title
        return without_capital

    @cached_property
    def prompts(self) -> dict[str, Span]:
        """Where the text still holds prompts of `glossary new`, by the headings below which they belong."""
        source, found = self.text.source, {}
        for title, prompt in prompts(self.language).items():
            if (start := source.find(prompt, self.text.start)) >= 0:
                found[title] = start, start + len(prompt)
        return found

    @property
    def written(self) -> Iterator[str]:
        """The words of the text as a reader sees them, in pieces, without blocks that hold a prompt."""
        piece: list[str] = []
        for block in self.text.blocks:
            if any(block.start < end and start < block.end for start, end in self.prompts.values()):
                yield "\n\n".join(piece)
                piece = []
            else:
                piece.append(block.plain)
        yield "\n\n".join(piece)

    def line_of(self, *location: str | int) -> int:
        """The line of a front matter field, such as `line_of("related", 0, "why")`."""
        return line_of(self.text.yaml, location, _YAML_LINE)

    def lines_of(self, field: str) -> range:
        """All lines of a front matter field, none if the page does not have it."""
        getattr(self.meta, field)  # A page may have misspelt the field, so that its lines are unknown.
        return lines_of(self.text.yaml, field, _YAML_LINE)

    def sections(self, *keys: str) -> Iterator[Section]:
        """The sections of the text with these keys, in the order of the text."""
        titles = {part_titles(self.language)[key] for key in keys}
        return (section for section in self.text.sections if section.title in titles)

    def problem(self, at: int | Location, what: Message, fix: Message) -> Problem:
        """What is wrong at a place in the file, or at a field such as `("related", 0, "why")`."""
        line = self.text.line_at(at) if isinstance(at, int) else self.line_of(*at)
        return Problem(self.path, line, what, fix)


def parse(
    source: str, path: str, language: Language = ENGLISH, fields: type[FrontMatter] = FrontMatter
) -> tuple[Concept | None, list[Problem]]:
    """The concept that a file describes, or None and all that is wrong with its front matter.

    The slug is the file's name. `fields` are those that the glossary asks for.
    """
    text = read(source)
    if not text.front_matter or not source.startswith("---"):
        what = Message("the page has no front matter")
        if source.startswith("---"):
            what = Message("the front matter has no end")
        fix = Message("put the fields between two lines '---' at the top of the file")
        return None, [Problem(path, 1, what, fix, NO_FRONT_MATTER)]
    meta, problems = load(text.yaml, fields, path, _YAML_LINE)
    if meta is None:
        return None, problems
    values = dict(meta)
    if meta.plain and meta.plain.rstrip(".") == meta.definition.rstrip("."):
        # Everything would say it twice.
        values["plain"] = None
    # Always of the same class, so that it can be stored between builds.
    meta = FrontMatter.model_construct(meta.model_fields_set, **values)
    return Concept(slug_of_path(path), path, meta, text, language), []


def parse_right(source: str, path: str, language: Language, fields: type[FrontMatter]) -> Concept | None:
    """What is right in a file with mistakes in its front matter; None if it is not clear what is."""
    text = read(source)
    given, _ = load(text.yaml, object, path)
    if not isinstance(given, dict):
        return None
    return Concept(slug_of_path(path), path, right_part(given, fields), text, language)
