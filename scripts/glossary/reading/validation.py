"""Validation against a pydantic model, with its errors in words for writers."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import cache
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


def described(fields: type[BaseModel]) -> dict[str, str]:
    """The descriptions of fields by their names, on one line each."""
    return {
        name: " ".join(field.description.split())
        for name, field in fields.model_fields.items()
        if field.description
    }


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


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


_NO_DATE = "is {shown}, which is not a date", "write it as YYYY-MM-DD, without quotes"
_NO_FIELDS = "is {shown}, which has no fields", "write its fields as 'name: value', one a line"
_NO_BOOL = "is {shown}, which is neither true nor false", "write true or false, without quotes"
_NO_LIST = "is {shown}, which is not a list", "write each entry on a line of its own, after '- '"
_NO_TEXT = "is {shown}, which is not text", "write text, in quotes if it looks like a number or a date"
# What stands behind the name of a field, and the way out, by the type of pydantic's error.
_MESSAGES = {
    "string_type": _NO_TEXT,
    "date_type": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "list_type": _NO_LIST,
    "model_type": _NO_FIELDS,
    "model_attributes_type": _NO_FIELDS,
    "dict_type": _NO_FIELDS,
    "string_pattern_mismatch": (
        "is {shown}, which is no slug",
        "use small letters, digits and single hyphens",
    ),
    "string_too_short": ("is too short ({length} characters)", "write at least {min_length}"),
    "string_too_long": ("is too long ({length} characters)", "write at most {max_length}"),
    "too_short": ("has too few entries ({actual_length})", "give at least {min_length}"),
    "too_long": ("has too many entries ({actual_length})", "give at most {max_length}"),
    "int_type": ("is {shown}, which is no whole number", "write digits, without quotes"),
    "float_type": ("is {shown}, which is no number", "write digits, without quotes"),
    "bool_type": _NO_BOOL,
    "greater_than_equal": ("is {shown}, which is too small", "write at least {ge}"),
}


def _words(detail: ErrorDetails, schema: Any) -> tuple[str, str]:
    """What is wrong and the way out, for one of pydantic's errors."""
    location, given, context = detail["loc"], detail["input"], detail.get("ctx", {})
    name, kind = repr(dotted(location)) if location else "the YAML", detail["type"]
    shown = short(given)
    if given is None and not location:
        return "there is nothing here but comments or blank lines", "write the fields, or remove the file"
    if kind == "missing":
        model = _model_in(_type_at(schema, location[:-1]))
        use = described(model).get(str(location[-1])) if model else None
        return f"the field {name} is missing", f"add it{f': {use}' if use else ''}"
    if kind in ("extra_forbidden", "invalid_key"):
        model = _model_in(_type_at(schema, location[:-1]))
        known = [*model.model_fields] if model else []
        fix = f"use one of {', '.join(known)}"
        if kind == "invalid_key":
            return f"unknown field {shown}", fix
        return f"unknown field {name}", nearest(str(location[-1]), known, fix)
    if kind in ("enum", "literal_error"):
        known = [*_choices(_type_at(schema, location))]
        fix = nearest(str(given), known, f"use one of {', '.join(known)}")
        return f"{name} is {shown}, which is not known", fix
    if kind == "value_error":
        mistake: Mistake = context["error"]
        return f"{name} {mistake.what}", mistake.fix
    length = len(given.strip()) if isinstance(given, str) else None
    if length == 0 and kind.endswith("too_short"):
        return f"{name} is empty", "write something, or remove the field"
    if length is not None and kind in ("too_short", "too_long"):
        kind = f"string_{kind}"
    what, fix = _MESSAGES.get(kind, ("is {shown}: {msg}", "correct it"))
    values = {"shown": shown, "length": length, "msg": detail["msg"], **context}
    return f"{name} {what.format(**values)}", fix.format(**values)


def dotted(location: Location) -> str:
    """A location as a message names it: `related[2].why`."""
    name = ""
    for part in location:
        name += f"[{part}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name


def _type_at(schema: Any, location: Location) -> Any:
    """The type of the value at `location` within `schema`; of an entry, that of its list or mapping."""
    for part in location:
        model = _model_in(schema)
        if model and part in model.model_fields:
            schema = model.model_fields[str(part)].annotation
    return schema


def _choices(annotation: Any) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (choice.value for choice in annotation)
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _choices(part)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
