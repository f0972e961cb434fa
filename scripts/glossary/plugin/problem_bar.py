"""What is wrong with the sources, said in the browser."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from ..problem import Problem, counted

# More would hide the page; the terminal has them all.
SHOWN = 5


def with_bar(html: str, problems: Sequence[Problem], stale: bool, path: str | None = None) -> str:
    """A page with a bar that lists the problems, those of the file at `path` first; the page itself if there
    are none.

    `stale` says that the page is older than its source.
    """
    if not problems:
        return html
    first = sorted(problems, key=lambda problem: problem.path != path)
    title = counted(len(problems), "problem")
    if stale:
        title += "; the site stays as it was until this is mended"
    bar = _template().render(title=title, problems=first[:SHOWN], more=max(0, len(problems) - SHOWN))
    body, end, rest = html.rpartition("</body>")
    return f"{body}{bar}{end}{rest}" if end else f"{rest}{bar}"


@cache
def _template() -> Template:
    env = Environment(
        loader=PackageLoader("glossary", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return env.get_template("problems.html.j2")
