"""What is wrong with the sources, said in the browser."""

from collections.abc import Sequence

from ..problem import Problem, counted
from ..text.markdown import render

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
    more = max(0, len(problems) - SHOWN)
    bar = render("problems.html.j2", title=title, problems=first[:SHOWN], more=more)
    body, end, rest = html.rpartition("</body>")
    return f"{body}{bar}{end}{rest}" if end else f"{rest}{bar}"
