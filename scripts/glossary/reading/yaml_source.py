"""Strict YAML: every mistake is reported by line, and so is what YAML itself accepts in silence."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any, TypeVar

import yaml

from ..problem import Message, Problem, rule
from .validation import Location, short, validated

BROKEN_YAML = rule(
    "broken-yaml",
    "YAML can be read, and in one way only: no field stands twice, and no value stands for another one.",
    ("`title: Dictionary: a book of words`", '`title: "Dictionary: a book of words"`'),
)

# The C loader is about ten times faster; builds of PyYAML without it still work.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

T = TypeVar("T")


def load(
    text: str, schema: type[T], path: str, first_line: int = 1, loader: Any = None
) -> tuple[T | None, list[Problem]]:
    """The value that `text` describes, valid against `schema`, or None and every problem found.

    `first_line` is the line of the file on which `text` begins (1 for a whole file). With a `loader` of
    PyYAML's, everything is allowed that this one takes.
    """
    value, problems = _construct(text, path, first_line, loader)
    if problems:
        return None, problems
    return validated(value, schema, path, partial(line_of, text, first_line=first_line))


def load_any(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any], list[Problem]]:
    """The fields that somebody else's `text` gives, {} without a mapping, and why it cannot be read."""
    value, problems = _construct(text, path, first_line, _Loader)
    return value if isinstance(value, dict) else {}, problems


def line_of(text: str, location: Location, first_line: int = 1) -> int:
    """The line of the value at `location`, such as `("related", 2, "why")`, or of its nearest parent."""
    node = _composed(text)
    line = node.start_mark.line if node else 0
    for part in location:
        if isinstance(node, yaml.MappingNode):
            entries = [(k, v) for k, v in node.value if k.value == str(part)]
            if not entries:
                break
            line, node = entries[0][0].start_mark.line, entries[0][1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line
        else:
            break
    return first_line + line


def lines_of(text: str, field: str, first_line: int = 1) -> range:
    """The lines on which a field and its value stand."""
    node = _composed(text)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if key.value == field:
            # A field with entries ends where the next field begins.
            last = value.end_mark.line + (value.end_mark.column > 0)
            return range(first_line + key.start_mark.line, first_line + last)
    return range(0)


def end_of(node: yaml.Node, text: str) -> int:
    """The end of the last line of a value, without the comments below it, which the parser counts in."""
    last = node
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    end = text.find("\n", len(text[: last.end_mark.index].rstrip()))
    return end if end >= 0 else len(text)


# Each mistake of a file asks for its line. Only the last file is kept: nodes are large.
@lru_cache(1)
def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=_Loader)


def _construct(text: str, path: str, first_line: int, lenient: Any = None) -> tuple[Any, list[Problem]]:
    """The value, or None and why there is none. Only a `lenient` loader allows surprises."""

    def refused(*mistakes: tuple[int, Message, Message]) -> tuple[None, list[Problem]]:
        return None, [
            Problem(path, first_line + line, what, fix, BROKEN_YAML) for line, what, fix in mistakes
        ]

    try:
        loader = (lenient or _Loader)(text)
        node = loader.get_single_node()
        if lenient:
            # All lines are looked up in this tree. A loader that is written in Python takes more: half a
            # character, as in JSON's "\ud83d\ude00" for an emoji.
            _composed(text)
        if node is None:
            return None, []
        surprises = [] if lenient else [*_surprises(node, text)]
        return refused(*surprises) if surprises else (_value(node, loader), [])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        if re.match(r" *\t", "".join(text.split("\n")[line : line + 1])):
            what = Message("a tab indents the line, which YAML does not take")
            return refused((line, what, Message("indent with spaces")))
        if re.search("escape|hexa?decimal", str(error.problem)):
            return refused((line, *_NO_CHARACTER))
        fix = Message(
            "check indentation and colons, and put quotes round text that holds ': ' or begins with a sign"
        )
        return refused((line, Message("the YAML is broken: {reason}", reason=error.problem), fix))
    except (yaml.reader.ReaderError, UnicodeEncodeError) as error:
        # The reader's position would be in bytes or in characters, depending on the loader.
        at = error.start if isinstance(error, UnicodeEncodeError) else text.find(chr(error.character))
        what = Message("the character {character!r} is not allowed", character=text[at])
        return refused((text.count("\n", 0, at), what, Message("remove it")))
    except RecursionError:
        return refused((0, *_TOO_DEEP))
    except (ValueError, OverflowError):
        # Where PyYAML comes without its loader in C: "\U00110000".
        return refused((text.count("\n", 0, text.find("\\U")), *_NO_CHARACTER))
    except _Unreadable as error:
        what = Message("{value} looks like a date or a number but is none", value=short(error.node.value))
        fix = Message("correct it (dates are YYYY-MM-DD), or put it in quotes")
        return refused((error.node.start_mark.line, what, fix))


def _value(node: yaml.Node, loader: Any) -> Any:
    """The value of a node without surprises, four times as fast as PyYAML, which must expect them."""
    if node.tag == _TEXT:
        return node.value
    if node.tag == _LIST and isinstance(node, yaml.SequenceNode):
        return [_value(entry, loader) for entry in node.value]
    if node.tag == _MAPPING and isinstance(node, yaml.MappingNode):
        loader.flatten_mapping(node)
        if all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            return {_value(key, loader): _value(value, loader) for key, value in node.value}
    try:
        return loader.construct_document(node)
    except (ValueError, AttributeError, IndexError, KeyError) as error:
        raise _Unreadable(node) from error


class _Unreadable(Exception):
    """A scalar only looks like its type, and PyYAML cannot make it: 2026-13-45, !!bool maybe."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))

# Far deeper than any schema; a value nested without end could not even be shown in a message.
_DEEPEST = 20
_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "null", "bool", "int", "float", "timestamp", "merge", "value")
}
_NO_CHARACTER = (
    Message("the YAML is broken: what follows the backslash stands for no character"),
    Message("write the character itself; where a backslash is meant, put the text in single quotes"),
)
_TOO_DEEP = Message("the YAML is nested too deeply to read"), Message("write it as flat as the schema")


def _surprises(root: yaml.Node, text: str) -> Iterator[tuple[int, Message, Message]]:
    """What YAML would accept in silence: a key twice, a value used in two places, tags, endless nesting."""
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
            what = Message("the YAML tag {name!r} is used", name=node.tag)
            yield node.start_mark.line, what, Message("remove it and write plain text")
        if isinstance(node, yaml.SequenceNode):
            todo.extend((value, depth + 1) for value in node.value)
        elif isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode):
                    if key.value in keys:
                        what = Message("the key {value} stands twice", value=short(key.value))
                        yield key.start_mark.line, what, Message("keep one of the two")
                    keys.add(key.value)
                todo.append((value, depth + 1))
    if shared:
        # A node only knows where its anchor is; the events know where it is used.
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) and event.start_mark:
                what = Message("a YAML alias (*{name}) is used", name=event.anchor)
                yield event.start_mark.line, what, Message("write the value out")
