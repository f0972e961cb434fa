"""MDX: Markdown with JSX, imports and expressions, which are not prose (mdxjs.com, “Syntax”).

In an element may stand Markdown again, but whether a link has a place there only its component knows.
"""

import re
from collections.abc import Iterator

from ..text import Span
from ..text import read as read_text
from ..text.words import hidden
from . import markdown
from .syntax import Reading, Syntax

_MARKUP = re.compile(
    r"""
      (?P<code>
          ^[ \t>]*(?P<fence>`{3,}|~{3,}).*\n(?:.*\n)*?(?:[ \t>]*(?P=fence)[`~]*[ \t]*$|\Z)
        | (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)
        | <!--[\s\S]*?(?:-->|\Z) | \{[ ]*/\*[\s\S]*?\*/[ ]*\}
      )
    | \\.
    | (?P<module>^(?:import|export)(?=[ {*"']))
    | (?P<expression>\{)
    | <(?P<end>/)?(?P<name>[A-Za-z_$][\w.:$-]*(?=[\s/>{])|(?=[>]))
    """,
    re.M | re.X,
)
# What of JavaScript matters for where a piece of it ends.
_SCRIPT = re.compile(
    r"""
      //.* | /\*[\s\S]*?\*/
    | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | `(?:\\.|[^`\\])*`
    | (?P<open>[({\[]) | (?P<close>[)}\]]) | (?P<blank>\n[ \t]*(?=\n)) | (?P<angle>>)
    """,
    re.X,
)


def read(source: str) -> Reading:
    """See `Reading`."""
    code: list[Span] = []
    unread: list[Span] = []
    for kind, span in _parts(source, read_text(source).start):
        (code if kind == "code" else unread).append(span)
    reading = markdown.read(hidden(source, sorted(unread)))
    return Reading(reading.prose, hidden(source, sorted(code)), reading.linked, roles=reading.roles)


def _parts(source: str, at: int) -> Iterator[tuple[str, Span]]:
    """Code with comments, and all else that is no prose, from `at` on."""
    open_elements: list[str] = []
    first = 0  # Where the outermost open element begins.
    while match := _MARKUP.search(source, at):
        start, at = match.span()
        if match["code"]:
            yield "code", (start, at)
            if match["code"][0] in "<{":
                yield "markup", (start, at)
        elif match["module"]:
            if not _begins_block(source, start):
                continue
            at = _end(source, at, "blank")
            yield "markup", (start, at)
        elif match["expression"]:
            at = _end(source, at, "close")
            yield "markup", (start, at)
        elif match["name"] is not None:
            at = _end(source, at, "angle")
            if not open_elements:
                first = start
            if match["end"]:
                del open_elements[_last(open_elements, match["name"]) :]
            elif source[at - 2] != "/":
                open_elements.append(match["name"])
            if not open_elements:
                yield "markup", (first, at)
    if open_elements:
        yield "markup", (first, len(source))


def _begins_block(source: str, at: int) -> bool:
    """Whether nothing stands right above a line but front matter."""
    above = source[source.rfind("\n", 0, max(at - 1, 0)) + 1 : at]
    return above.strip() in ("", "---")


def _last(names: list[str], name: str) -> int:
    return max((place for place, open_name in enumerate(names) if open_name == name), default=len(names))


def _end(source: str, start: int, sign: str) -> int:
    """Where a piece of JavaScript or a tag ends: behind the first `sign` that no bracket holds."""
    depth = 0
    for match in _SCRIPT.finditer(source, start):
        if match[sign] and not depth:
            return match.end()
        depth += bool(match["open"]) - bool(match["close"])
    return len(source)


SYNTAX = Syntax(read, markdown.SYNTAX.link, markdown.has_room)
