"""Validation against a pydantic model, with its errors in words for writers."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError, create_model
from pydantic_core import ErrorDetails

from ..languages import N_
from ..problem import Message, Mistake, Problem, either, nearest, rule

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
            Problem(path, line(detail["loc"]), *_words_with_limit(detail, schema), WRONG_FIELD)
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
    if value is None:
        return Message("empty")
    shown = str(value) if isinstance(value, date) else repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def texts_within(value: object, *location: str | int) -> Iterator[tuple[Location, str]]:
    """Each text within a value, with its location."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_within(part, *location, key)


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


_NO_DATE = N_("{name} is {shown}, which is not a date"), N_("write it as YYYY-MM-DD, without quotes")
_NO_FIELDS = N_("{name} is {shown}, which has no fields"), N_("write its fields as 'name: value', one a line")
_NO_BOOL = N_("{name} is {shown}, which is neither true nor false"), N_("write true or false, without quotes")
_NO_LIST = (
    N_("{name} is {shown}, which is not a list"),
    N_("write each entry on a line of its own, after '- '"),
)
_NO_TEXT = (
    N_("{name} is {shown}, which is not text"),
    N_("write text, in quotes if it looks like a number or a date"),
)
# The types of pydantic's errors that say that a limit is not kept.
_OF_A_LIMIT = {"missing", "too_short", "too_long"}
# The templates of what is wrong and of the way out, by the type of pydantic's error.
_MESSAGES = {
    "string_type": _NO_TEXT,
    # From a command line in another encoding; YAML with such a text cannot be read.
    "string_unicode": (
        N_("{name} is {shown}, which is not UTF-8"),
        N_("type it in a terminal that speaks UTF-8"),
    ),
    "date_type": _NO_DATE,
    "date_from_datetime_inexact": _NO_DATE,
    "date_parsing": _NO_DATE,
    "date_from_datetime_parsing": _NO_DATE,
    "list_type": _NO_LIST,
    "model_type": _NO_FIELDS,
    "model_attributes_type": _NO_FIELDS,
    "dict_type": _NO_FIELDS,
    "string_pattern_mismatch": (
        N_("{name} is {shown}, which is no slug"),
        N_("use small letters, digits and single hyphens"),
    ),
    "string_too_short": (N_("{name} is too short ({length} characters)"), N_("write at least {min_length}")),
    "string_too_long": (N_("{name} is too long ({length} characters)"), N_("write at most {max_length}")),
    "too_short": (N_("{name} has too few entries ({actual_length})"), N_("give at least {min_length}")),
    "too_long": (N_("{name} has too many entries ({actual_length})"), N_("give at most {max_length}")),
    "int_type": (N_("{name} is {shown}, which is no whole number"), N_("write digits, without quotes")),
    "float_type": (N_("{name} is {shown}, which is no number"), N_("write digits, without quotes")),
    "bool_type": _NO_BOOL,
    "greater_than_equal": (N_("{name} is {shown}, which is too small"), N_("write at least {ge}")),
}


def _words_with_limit(detail: ErrorDetails, schema: Any) -> tuple[Message, Message]:
    """What is wrong and the way out, for one of pydantic's errors, with where to change a limit."""
    what, fix = _words(detail, schema)
    limits, location = getattr(schema, "limits", {}), detail["loc"]
    if len(location) == 1 and location[0] in limits and detail["type"] in _OF_A_LIMIT:
        fix = either(fix, limits[location[0]])
    return what, fix


def _words(detail: ErrorDetails, schema: Any) -> tuple[Message, Message]:
    """What is wrong and the way out, for one of pydantic's errors."""
    location, given, context = detail["loc"], detail["input"], detail.get("ctx", {})
    name, kind = repr(dotted(location)) if location else Message("the YAML"), detail["type"]
    shown = short(given)
    if given is None and not location:
        what = Message("there is nothing here but comments or blank lines")
        return what, Message("write the fields, or remove the file")
    if kind == "missing":
        model = _model_in(_type_at(schema, location[:-1]))
        use = described(model).get(str(location[-1])) if model else None
        fix = Message("add it: {use}", use=Message(use)) if use else Message("add it")
        return Message("the field {name} is missing", name=name), fix
    if kind in ("extra_forbidden", "invalid_key"):
        model = _model_in(_type_at(schema, location[:-1]))
        known = [*model.model_fields] if model else []
        fix = Message("use one of {names}", names=tuple(known))
        if kind == "invalid_key":
            return Message("unknown field {name}", name=shown), fix
        return Message("unknown field {name}", name=name), nearest(str(location[-1]), known, fix)
    if kind in ("enum", "literal_error"):
        known = [*_choices(_type_at(schema, location))]
        fix = nearest(str(given), known, Message("use one of {names}", names=tuple(known)))
        return Message("{name} is {shown}, which is not known", name=name, shown=shown), fix
    if kind == "value_error":
        mistake: Mistake = context["error"]
        return Message("{name} {what}", name=name, what=mistake.what), mistake.fix
    length = len(given.strip()) if isinstance(given, str) else None
    if length == 0 and kind.endswith("too_short"):
        model = _model_in(_type_at(schema, location[:-1]))
        field = model.model_fields.get(str(location[-1])) if model else None
        needed = field is not None and field.is_required()
        fix = Message("write something") if needed else Message("write something, or remove it")
        return Message("{name} is empty", name=name), fix
    if length is not None and kind in ("too_short", "too_long"):
        kind = f"string_{kind}"
    values = {"name": name, "shown": shown, "length": length, **context}
    what, fix = (Message(template, **values) for template in _MESSAGES[kind])
    return what, fix


def dotted(location: Location) -> str:
    """A location as a message names it: `related[2].why`; a key like its value."""
    name = ""
    for part in location:
        if part == "[key]":
            break
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
