"""Validation against a pydantic model, with its errors in words for writers."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError, create_model
from pydantic_core import ErrorDetails

from ..problem import Mistake, Problem, nearest, rule

Location = Sequence[str | int]
T = TypeVar("T")
WRONG_FIELD = rule(
    "wrong-field",
    "A field is one of those that the file may have, and holds what it is for.",
    ("`defnition: …`, `published: May 2026`", "`definition: …`, `published: 2026-05-08`"),
)


def validated(
    value: Any, schema: type[T], path: str, line: Callable[[Location], int]
) -> tuple[T | None, list[Problem]]:
    """The value as `schema` has it, or None and everything that is wrong with it.

    `line` finds the line of the part at a location, such as `("related", 2, "why")`. It is called only for an
    error.
    """
    try:
        return _adapter(schema).validate_python(value), []
    except ValidationError as error:
        return None, [
            Problem(path, line(detail["loc"]), *_words(detail, schema), WRONG_FIELD)
            for detail in error.errors()
        ]


def right_fields(value: Any, schema: type[BaseModel]) -> dict[str, Any]:
    """The fields of a value that have no mistake, as `schema` has them."""
    if not isinstance(value, dict):
        return {}
    wrong: set[str | int] = set()
    try:
        _adapter(schema).validate_python(value)
    except ValidationError as error:
        wrong = {detail["loc"][0] for detail in error.errors() if detail["loc"]}
    right = {
        name: field for name, field in schema.model_fields.items() if name in value and name not in wrong
    }
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in right.items()}
    part = create_model(schema.__name__, __config__=schema.model_config, **fields)
    return dict(part.model_validate({name: value[name] for name in right}))


def short(value: Any) -> str:
    """A value as a message shows it, at most 60 characters of it."""
    shown = "empty" if value is None else str(value) if isinstance(value, date) else repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def texts_within(value: object, *location: str | int) -> Iterator[tuple[Location, str]]:
    """Each text within a value, with its location."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_within(part, *location, key)


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(schema: Any) -> TypeAdapter[Any]:
    if schema not in _adapters:
        _adapters[schema] = TypeAdapter(schema)
    return _adapters[schema]


def _words(detail: ErrorDetails, schema: Any) -> tuple[str, str]:
    """What is wrong and the way out, for one of pydantic's errors."""
    location, given, context = detail["loc"], detail["input"], detail.get("ctx", {})
    name = repr(dotted(location)) if location else "the YAML"
    shown = short(given)
    if given is None and not location:
        return "there is nothing here but comments or blank lines", "write the fields, or remove the file"
    match detail["type"]:
        case "missing":
            model = _model_at(schema, location[:-1])
            use = model.model_fields[str(location[-1])].description if model else None
            return f"the field {name} is missing", f"add it{f': {use}' if use else ''}"
        case "extra_forbidden":
            known = _fields_at(schema, location[:-1])
            return f"unknown field {name}", nearest(
                str(location[-1]), known, f"use one of {', '.join(known)}"
            )
        case "invalid_key":
            return f"unknown field {shown}", f"use one of {', '.join(_fields_at(schema, location[:-1]))}"
        case "enum" | "literal_error":
            known = str(context["expected"]).split("'")[1::2]
            return f"{name} is {shown}, which is not known", nearest(
                str(given), known, f"use one of {', '.join(known)}"
            )
        case "string_type":
            return (
                f"{name} is {shown}, which is not text",
                "write text, in quotes if it looks like a number or a date",
            )
        case "date_type" | "date_from_datetime_inexact" | "date_parsing" | "date_from_datetime_parsing":
            return f"{name} is {shown}, which is not a date", "write it as YYYY-MM-DD, without quotes"
        case "list_type":
            return (
                f"{name} is {shown}, which is not a list",
                "write each entry on a line of its own, after '- '",
            )
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{name} is {shown}, which has no fields", "write its fields as 'name: value', one a line"
        case "string_pattern_mismatch":
            return f"{name} is {shown}, which is no slug", "use small letters, digits and single hyphens"
        case "string_too_short" | "too_short" if isinstance(given, str) and not given.strip():
            return f"{name} is empty", "write something, or remove the field"
        case "string_too_short" | "too_short" if isinstance(given, str):
            return (
                f"{name} is too short ({len(given.strip())} characters)",
                f"write at least {context['min_length']}",
            )
        case "string_too_long" | "too_long" if isinstance(given, str):
            return (
                f"{name} is too long ({len(given.strip())} characters)",
                f"write at most {context['max_length']}",
            )
        case "too_short":
            return (
                f"{name} has too few entries ({context['actual_length']})",
                f"give at least {context['min_length']}",
            )
        case "too_long":
            return (
                f"{name} has too many entries ({context['actual_length']})",
                f"give at most {context['max_length']}",
            )
        case "int_type":
            return f"{name} is {shown}, which is no whole number", "write digits, without quotes"
        case "float_type":
            return f"{name} is {shown}, which is no number", "write digits, without quotes"
        case "bool_type":
            return (
                f"{name} is {shown}, which is neither true nor false",
                "write true or false, without quotes",
            )
        case "greater_than_equal":
            return f"{name} is {shown}, which is too small", f"write at least {context['ge']}"
        case "value_error":
            mistake: Mistake = context["error"]
            return f"{name} {mistake.what}", mistake.fix
        case _:
            return f"{name} is {shown}: {detail['msg']}", "correct it"


def dotted(location: Location) -> str:
    """A location as a message names it: `related[2].why`."""
    name = ""
    for part in location:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name


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
