"""Plain text into Markdown: values are data, so what could be markup in them is written as an entity."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader, StrictUndefined

from ..addresses import section_id, slug_of
from ..languages import ENGLISH, N_, Language

# A colon only where it stands before a word or a slash, as in an address or an emoji.
_SIGNS = re.compile(r"[:&<>*_`\[\]\\|{}~^#!$=+@](?:(?<!:)|(?=[\w/]))")
# At the beginning of a line: an entry of a list, or a line across the page.
_LIST_MARK = re.compile(r"\A(?:(\d+)(?=[.)](?:\s|\Z))|(?=-))(.)")
_LINE_BREAK = re.compile(r"\s*[\n\r]\s*")
_LIST_BEGINS = frozenset("-0123456789")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Engines take these for the end of an address, for its title, or for entities.
_IN_ADDRESSES = str.maketrans(
    {"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", "'": "%27", '"': "%22", "&": "&amp;"}
)


class Markdown(str):
    """A text that is Markdown already. A value that is put in with `%` is escaped."""

    def __mod__(self, values: Mapping[str, object]) -> "Markdown":
        return Markdown(super().__mod__({name: escape(value) for name, value in values.items()}))


def escape(value: object) -> str:
    """The Markdown that shows `value` literally in any Markdown engine, with line breaks as spaces.

    A `Markdown` value is returned as it is.
    """
    if isinstance(value, Markdown):
        return value
    text = str(value)
    if "\n" in text or "\r" in text:
        text = _LINE_BREAK.sub(" ", text)
    text = _SIGNS.sub(lambda match: f"&#{ord(match[0])};", text)
    if text[:1] in _LIST_BEGINS:
        text = _LIST_MARK.sub(lambda match: f"{match[1] or ''}&#{ord(match[2])};", text)
    return text


def address(url: str) -> Markdown:
    """A URL as the target of a Markdown link."""
    return Markdown(url.translate(_IN_ADDRESSES))


def attribute(value: object) -> Markdown:
    """A text as the value of an attribute, or as the content, of an HTML element within Markdown."""
    return Markdown(escape(value).replace('"', "&quot;"))


def front_matter(values: Mapping[str, Any]) -> Markdown:
    """A front matter block, a field a line. `values` hold what JSON can say.

    Each value is written as JSON, which is YAML too (YAML 1.2.2, section 1.3) and takes a tenth of the
    time; what JSON leaves as it is and YAML would take for a line break, or refuse, is escaped.
    """
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()]
    escaped = _NOT_IN_YAML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", "".join(lines))
    return Markdown(f"---\n{escaped}---\n")


def render(template: str, language: Language = ENGLISH, /, **values: object) -> str:
    """What a template of the package makes of the values, its words in a language.

    Each value, in messages too, is escaped for Markdown, or for HTML where the template's name says so.
    """
    return environment(language, template.endswith(".html.j2")).get_template(template).render(values)


def macro(template: str, name: str, language: Language = ENGLISH) -> Callable[..., str]:
    """A macro of a template, to be called again and again."""
    return getattr(environment(language).get_template(template).module, name)  # type: ignore[no-any-return]


def _section(language: Language, message: str, english: str = "") -> Markdown:
    """The words of a heading with its id, and with a class that is the same in all languages."""
    english = english or slug_of(message)
    heading = language.words.gettext(message)
    return Markdown(f"{escape(heading)} {{: #{section_id(heading, language, english)} .section-{english} }}")


def _unbroken(counted: str) -> str:
    """A message in which a number stays on the line of what it counts."""
    return re.sub(r"(%\(\w+\)s) ", "\\1\N{NO-BREAK SPACE}", counted)


@cache
def environment(language: Language = ENGLISH, html: bool = False) -> Environment:
    """The templates of the package for one language and one way to escape values; see `render`."""
    # One for all builds of a process, because compiling the templates takes longer than filling them.
    env = Environment(
        loader=PackageLoader("glossary", "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=html,
        finalize=None if html else escape,
        # Otherwise Jinja asks the disk for each page whether a template has changed.
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    words = language.words
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: Markdown(words.gettext(message)),
        lambda one, many, number: Markdown(_unbroken(words.ngettext(one, many, number))),
        newstyle=True,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(
        language=language,
        N_=N_,
        section=partial(_section, language),
        section_id=lambda heading, english="": section_id(heading, language, english),
    )
    env.filters.update(
        address=address,
        attribute=attribute,
        markdown=Markdown,
        number=partial(format_decimal, locale=language.locale),
    )
    return env
