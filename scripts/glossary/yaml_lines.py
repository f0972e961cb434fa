"""YAML whose mistakes are reported by line, and its validation against a pydantic model."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from .problem import Problem, nearest

# The C loader is about ten times faster; builds of PyYAML without it still work.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Location = Sequence[str | int]
T = TypeVar("T")


def load(text: str, schema: type[T], path: str, first_line: int = 1) -> tuple[T | None, list[Problem]]:
    """The value that `text` describes, valid against `schema`, or None and every problem found.

    `first_line` is the line of the file on which `text` begins (1 for a whole file).
    """
    value, problems = _construct(text, path, first_line)
    if problems:
        return None, problems
    adapter: TypeAdapter[T] = _adapter(schema)
    try:
        return adapter.validate_python(value), []
    except ValidationError as error:
        return None, _problems(error, schema, path, _Lines(text, first_line).of)


def problems_of(value: Any, schema: Any, path: str, line: Callable[[Location], int]) -> list[Problem]:
    """What is wrong with a value that is read already; `line` finds the line of a part of it."""
    try:
        _adapter(schema).validate_python(value)
    except ValidationError as error:
        return _problems(error, schema, path, line)
    return []


def line_of(text: str, location: Location, first_line: int = 1) -> int:
    """The line of the value at `location`, such as `("related", 2, "why")`, or of its nearest parent."""
    return _Lines(text, first_line).of(location)


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(schema: Any) -> TypeAdapter[Any]:
    if schema not in _adapters:
        _adapters[schema] = TypeAdapter(schema)
    return _adapters[schema]


def _construct(text: str, path: str, first_line: int) -> tuple[Any, list[Problem]]:
    def problem(line: int, what: str, fix: str) -> Problem:
        return Problem(path, first_line + line, what, fix, rule="broken-yaml")

    node = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None, []
        problems = [problem(line, what, fix) for line, what, fix in _surprises(node, text)]
        return (None, problems) if problems else (loader.construct_document(node), [])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"the YAML is broken: {error.problem}"
        fix = "check indentation and colons, and put quotes round text that holds ': ' or begins with a sign"
        return None, [problem(mark.line if mark else 0, what, fix)]
    except yaml.reader.ReaderError as error:
        # The position would be in bytes or in characters, depending on the loader.
        at = text.find(chr(error.character))
        return None, [problem(text.count("\n", 0, at), f"the character {text[at]!r} is not allowed", "remove it")]
    except RecursionError:
        return None, [problem(0, *_TOO_DEEP)]
    except UnicodeEncodeError as error:
        what = f"the character {text[error.start]!r} is not allowed"
        return None, [problem(text.count("\n", 0, error.start), what, "remove it")]
    except _UNREADABLE:
        line, value = next(_unreadable_scalars(node), (0, ""))
        what = f"{_short(value)} looks like a date or a number but is none"
        return None, [problem(line, what, "correct it (dates are YYYY-MM-DD), or put it in quotes")]


# What PyYAML raises for a scalar that is not what its looks or its tag promise: 2026-13-45, !!bool maybe.
_UNREADABLE = (ValueError, AttributeError, IndexError, KeyError)

# Far deeper than any schema; a value nested without end could not even be shown in a message.
_DEEPEST = 20
_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "merge", "value")}
_TOO_DEEP = "the YAML is nested too deeply to read", "write it as flat as the schema"


def _surprises(root: yaml.Node, text: str) -> Iterator[tuple[int, str, str]]:
    """What YAML would accept in silence: a key given twice, one value used in two places, tags, endless nesting."""
    seen: set[int] = set()
    shared = False
    todo = [(root, 1)]
    while todo:
        node, depth = todo.pop()
        if id(node) in seen:
            shared = True
            continue
        seen.add(id(node))
        if depth > _DEEPEST:
            yield node.start_mark.line, *_TOO_DEEP
            return
        if node.tag not in _TAGS:
            yield node.start_mark.line, f"the YAML tag {node.tag!r} is used", "remove it and write plain text"
        if isinstance(node, yaml.SequenceNode):
            todo.extend((value, depth + 1) for value in node.value)
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in keys:
                        yield key.start_mark.line, f"the key {_short(key.value)} stands twice", "keep one of the two"
                    keys.add(key.value)
                todo.append((value, depth + 1))
    if shared:
        # A node only knows where its anchor stands; the events know where it is used.
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent):
                yield event.start_mark.line, f"a YAML alias (*{event.anchor}) is used", "write the value out"


def _unreadable_scalars(root: yaml.Node | None) -> Iterator[tuple[int, str]]:
    todo = [root] if root else []
    while todo:
        node = todo.pop()
        if isinstance(node, yaml.MappingNode):
            todo.extend(part for pair in reversed(node.value) for part in reversed(pair))
        elif isinstance(node, yaml.SequenceNode):
            todo.extend(reversed(node.value))
        else:
            try:
                yaml.SafeLoader("").construct_document(node)
            except _UNREADABLE:
                yield node.start_mark.line, node.value


class _Lines:
    """Finds lines in a YAML text. Composed only when a problem needs it: nodes are large."""

    def __init__(self, text: str, first_line: int) -> None:
        self.root = yaml.compose(text, Loader=_Loader)
        self.first_line = first_line

    def of(self, location: Location) -> int:
        node, line = self.root, self.root.start_mark.line if self.root else 0
        for part in location:
            if isinstance(node, yaml.MappingNode):
                found = [(k, v) for k, v in node.value if k.value == str(part)]
                if not found:
                    break
                line, node = found[0][0].start_mark.line, found[0][1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                node = node.value[part]
                line = node.start_mark.line
            else:
                break
        return self.first_line + line


def _problems(error: ValidationError, schema: Any, path: str, line: Callable[[Location], int]) -> list[Problem]:
    return [Problem(path, line(detail["loc"]), *_words(detail, schema), rule="wrong-field") for detail in error.errors()]


def _words(detail: ErrorDetails, schema: Any) -> tuple[str, str]:
    """What is wrong and the way out, for one of pydantic's errors."""
    location, given, context = detail["loc"], detail["input"], detail.get("ctx", {})
    name = repr(_dotted(location)) if location else "the YAML"
    shown = _short(given)
    if given is None and not location:
        return "there is nothing here but comments or blank lines", "write the fields, or remove the file"
    match detail["type"]:
        case "missing":
            model = _model_at(schema, location[:-1])
            use = model.model_fields[str(location[-1])].description if model else None
            return f"the field {name} is missing", f"add it{f': {use}' if use else ''}"
        case "extra_forbidden":
            known = _fields_at(schema, location[:-1])
            return f"unknown field {name}", nearest(str(location[-1]), known, f"use one of {', '.join(known)}")
        case "invalid_key":
            return f"unknown field {shown}", f"use one of {', '.join(_fields_at(schema, location[:-1]))}"
        case "enum" | "literal_error":
            known = [part for part in str(context["expected"]).split("'")[1::2]]
            return f"{name} is {shown}, which is not known", nearest(str(given), known, f"use one of {', '.join(known)}")
        case "string_type":
            return f"{name} is {shown}, which is not text", "write text, in quotes if it looks like a number or a date"
        case "date_type" | "date_from_datetime_inexact" | "date_parsing" | "date_from_datetime_parsing":
            return f"{name} is {shown}, which is not a date", "write it as YYYY-MM-DD, without quotes"
        case "list_type":
            return f"{name} is {shown}, which is not a list", "write each entry on a line of its own, after '- '"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{name} is {shown}, which has no fields", "write its fields as 'name: value', one a line"
        case "string_pattern_mismatch":
            return f"{name} is {shown}, which is no slug", "use small letters, digits and single hyphens"
        case "string_too_short" | "too_short" if isinstance(given, str) and not given.strip():
            return f"{name} is empty", "write something, or remove the field"
        case "string_too_short" | "too_short" if isinstance(given, str):
            return f"{name} is too short ({len(given.strip())} characters)", f"write at least {context['min_length']}"
        case "string_too_long" | "too_long" if isinstance(given, str):
            return f"{name} is too long ({len(given.strip())} characters)", f"write at most {context['max_length']}"
        case "too_short":
            return f"{name} has too few entries ({context['actual_length']})", f"give at least {context['min_length']}"
        case "too_long":
            return f"{name} has too many entries ({context['actual_length']})", f"give at most {context['max_length']}"
        case "int_type":
            return f"{name} is {shown}, which is no whole number", "write digits, without quotes"
        case "float_type":
            return f"{name} is {shown}, which is no number", "write digits, without quotes"
        case "bool_type":
            return f"{name} is {shown}, which is neither true nor false", "write true or false, without quotes"
        case "greater_than_equal":
            return f"{name} is {shown}, which is too small", f"write at least {context['ge']}"
        case "value_error":
            what, _, fix = str(context["error"]).rpartition("; ")
            return f"{name} {what}" if what.startswith("holds") else what, fix
        case _:
            return f"{name} is {shown}: {detail['msg']}", "correct it"


def _dotted(location: Location) -> str:
    dotted = ""
    for part in location:
        dotted += f"[{part}]" if isinstance(part, int) else f".{part}" if dotted else str(part)
    return dotted


def _short(value: Any) -> str:
    shown = "empty" if value is None else str(value) if isinstance(value, date) else repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _fields_at(schema: Any, location: Location) -> list[str]:
    model = _model_at(schema, location)
    return list(model.model_fields) if model else []


def _model_at(schema: Any, location: Location) -> type[BaseModel] | None:
    """The model whose fields stand at `location` within `schema`."""
    model = _model_in(schema)
    for part in location:
        if isinstance(part, str):
            field = model.model_fields.get(part) if model else None
            model = _model_in(field.annotation) if field else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
