"""Plain text into Markdown: values are data, so every sign of theirs that could be markup is written as an entity."""

import re
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined

# A colon only where it stands before a word or a slash, as in an address or an emoji.
_SIGNS = re.compile(r"[:&<>*_`\[\]\\|{}~^#!$=+@](?:(?<!:)|(?=[\w/]))")
_LINE_BREAK = re.compile(r"\s*[\n\r]\s*")
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Markdown(str):
    """A text that is Markdown already."""


def escape(value: object) -> str:
    """The Markdown that shows `value` to the letter, in any Markdown engine, with line breaks as spaces.

    A `Markdown` value is returned as it is.
    """
    if isinstance(value, Markdown):
        return value
    text = str(value)
    if "\n" in text or "\r" in text:
        text = _LINE_BREAK.sub(" ", text)
    return _SIGNS.sub(lambda found: f"&#{ord(found[0])};", text)


def address(url: str) -> Markdown:
    """A URL as the target of a Markdown link."""
    return Markdown(url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E"))


def front_matter(values: dict[str, Any]) -> Markdown:
    """A YAML front matter block."""
    text = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**16)
    return Markdown(f"---\n{text}---\n")


def environment() -> Environment:
    """The templates of the package. Each value is escaped for Markdown."""
    env = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=False,
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["address"] = address
    return env
