"""Files and parts of files that follow from the code, so that no fact is written down twice.

A generated part of a Markdown file stands between `<!-- generated: NAME -->` and `<!-- end -->`.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..languages import Language
from ..problem import RULES
from ..reading.frontmatter import Fields, Relation, Row, Source
from ..reading.pictures import PALETTE
from ..reading.settings import Style, Topic
from ..reading.validation import described
from ..text.markdown import Markdown, render
from .new_page import PageForm, new_page
from .starter import shared_files

_PART = re.compile(
    r"(?P<head><!-- generated: (?P<name>[a-z -]+) -->\n)(?P<text>.*?)(?P<end><!-- end -->)", re.S
)


def front_matter_schema(style: Style, language: Language) -> str:
    """The JSON Schema (draft 2020-12) of a page's front matter, as a style asks for it, in a language."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": language.words.gettext("Front matter of a concept page"),
        **{key: value for key, value in style.front_matter.model_json_schema().items() if key != "title"},
    }

    def in_words(part: dict[str, Any]) -> dict[str, Any]:
        if isinstance(text := part.get("description"), str):
            part["description"] = language.words.gettext(text)
        return part

    told = json.loads(json.dumps(schema), object_hook=in_words)
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def refreshed(text: str, style: Style, topics: Mapping[str, Topic], commands: Mapping[str, str]) -> str:
    """A Markdown text with each of its generated parts as it should be.

    `commands` maps the name of each command to its help. Raises `KeyError` for an unknown part.
    """
    makers: dict[str, Callable[[], str]] = {
        "fields": lambda: _fields(style),
        "annotated page": lambda: _annotated_page(topics, style),
        "rules": _rules,
        "banned phrases": lambda: _banned(style),
        "palette": _palette,
        "commands": lambda: "\n\n".join(f"```text\n{text.strip()}\n```" for text in commands.values()),
        "caddyfile": lambda: f'```text title="Caddyfile"\n{shared_files()["Caddyfile"]}```',
    }
    return _PART.sub(lambda part: f"{part['head']}\n{makers[part['name']]().strip()}\n\n{part['end']}", text)


def _fields(style: Style) -> str:
    tables = []
    models: list[type[Fields]] = [style.front_matter, Relation, Row, Source]
    for heading, model in zip((None, "related", "rows", "sources"), models, strict=True):
        schema = model.model_json_schema()
        rows = [
            {
                "name": Markdown(name),
                "required": name in schema.get("required", []),
                "form": _form(schema["properties"][name], schema.get("$defs", {})),
                "meaning": Markdown(text),
            }
            for name, text in described(model).items()
        ]
        tables.append({"heading": heading, "rows": rows})
    return render("fields.md.j2", tables=tables)


def _form(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Markdown:
    """What a field holds, in words: “text of 20 to 200 characters”, “list of 8 to 10 texts”."""
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    found = options[0]
    if "$ref" in found:
        found = {**definitions[found["$ref"].rpartition("/")[2]], **found}
    if "enum" in found:
        return Markdown("one of " + ", ".join(f"`{value}`" for value in found["enum"]))
    if "const" in found:
        return Markdown(f"`{found['const']}`")
    if found.get("type") == "array":
        items = found["items"]
        of = "texts" if items.get("type") == "string" else "entries, see below"
        return Markdown(f"list of {_span(found.get('minItems'), found.get('maxItems'))}{of}")
    if found.get("type") == "object":
        return Markdown("slugs by language")
    if found.get("format") == "date":
        return Markdown("date, YYYY-MM-DD")
    if "pattern" in found:
        return Markdown("slug")
    return Markdown(f"text{_span(found.get('minLength', 0), found.get('maxLength'), ' of ', ' characters')}")


def _span(least: int | None, most: int | None, before: str = "", behind: str = " ") -> str:
    if most is None:
        return ""
    return f"{before}{least} to {most}{behind}" if least and least > 1 else f"{before}at most {most}{behind}"


def _annotated_page(topics: Mapping[str, Topic], style: Style) -> str:
    topic = next(iter(topics), "topic")
    page = new_page("Vector database", topic, date(2026, 6, 9), PageForm(topics, style))
    return f"````markdown\n{page}````"


def _rules() -> str:
    commands = sorted({rule.command for rule in RULES.values()})
    rules = {
        command: [rule for _, rule in sorted(RULES.items()) if rule.command == command]
        for command in commands
    }
    return render("rules.md.j2", rules=rules)


def _banned(style: Style) -> str:
    banned = ", ".join(f"*{phrase}*" for phrase in style.banned_phrases) + "."
    archaic = "\n".join(f"- *{phrase}*: {advice}" for phrase, advice in style.archaic_phrases.items())
    return f"{banned}\n\nThese are archaic, or sound translated:\n\n{archaic}" if archaic else banned


def _palette() -> str:
    rows = "".join(f"| `{colour}` | {use} |\n" for colour, use in PALETTE.items())
    return f"| colour | what it is for |\n| --- | --- |\n{rows}"
