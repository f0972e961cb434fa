"""A page for each reading path, and their list."""

from functools import partial

from ...addresses import PATHS, section_id
from ...languages import N_
from ...reading.concept import Concept
from ...reading.reading_paths import REASONS, ReadingPath, Step
from ...text.markdown import Markdown
from ..site_files import Maker
from ._context import PageContext, path_minutes, place

LEARNT = N_("What you know now")
REASON_TITLES = dict(
    zip(
        REASONS,
        (N_("Because you are curious"), N_("For your work"), N_("Because something worries you")),
        strict=True,
    )
)


def path_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the path pages and their list, by path; none where there are no paths.

    Their front matter lists the steps, so that a script can lead along them.
    """
    if not glossary.paths:
        return {}
    found: dict[str, Maker] = {
        f"{PATHS}/{path.slug}.md": partial(_path_page, glossary, path) for path in glossary.paths
    }
    return found | {f"{PATHS}/index.md": partial(_paths_page, glossary)}


def _paths_page(glossary: PageContext) -> str:
    words = glossary.language.words
    about = words.gettext("Short series of pages, each for one kind of reader.")
    shown: set[str] = set()
    groups: dict[str | None, list[tuple[ReadingPath, int, Markdown | None]]] = {None: []}
    for path in glossary.paths:
        # A picture of its own tells a path from the others; one in the lead needs no text.
        steps = [concept for _, concept in _steps(glossary, path) if concept.slug not in shown]
        steps.sort(key=lambda concept: not concept.text.lead_pictures)
        drawn = next(filter(glossary.drawn, steps), None)
        shown |= {drawn.slug} if drawn else set()
        picture = glossary.picture(drawn) if drawn else None
        groups.setdefault(path.fields.reason, []).append((path, path_minutes(glossary, path), picture))
    return glossary.page("paths", words.gettext("Reading paths"), about, groups=groups, titles=REASON_TITLES)


def _path_page(glossary: PageContext, path: ReadingPath) -> str:
    steps = _steps(glossary, path)
    learnt = glossary.language.words.gettext(LEARNT)
    known = {
        "slug": path.slug,
        "steps": [place(concept) for _, concept in steps],
        "learnt": section_id(learnt, glossary.language),
    }
    following = next((other for other in glossary.paths if other.slug == path.fields.next), None)
    return glossary.page(
        "path",
        path.fields.title,
        path.fields.description,
        {"path": known},
        path=path,
        learnt=LEARNT,
        steps=steps,
        minutes=path_minutes(glossary, path),
        next=following and {"path": following, "minutes": path_minutes(glossary, following)},
    )


def _steps(glossary: PageContext, path: ReadingPath) -> list[tuple[Step, Concept]]:
    concepts = glossary.graph.concepts
    return [(step, concepts[step.concept]) for step in path.fields.steps]
