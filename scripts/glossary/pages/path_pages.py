"""A page for each reading path, and their list."""

from typing import Any

from jinja2 import Environment

from ..concept import Concept
from ..markdown import front_matter
from ..reading_paths import FOLDER, ReadingPath, Step
from ._glossary import Glossary, minutes, path_minutes, place


def path_pages(glossary: Glossary, env: Environment) -> dict[str, str]:
    """The path pages. Their front matter lists the steps, so that a script can lead along them."""
    routes = [(path, _steps(glossary, path)) for path in glossary.paths]
    described = [(path, steps, path_minutes(glossary, path)) for path, steps in routes]
    meta: dict[str, Any] = {
        "title": "Reading paths",
        "description": "Routes through the glossary, each for somebody with a question.",
        "page_type": "paths",
    }
    found = {f"{FOLDER}/index.md": front_matter(meta) + env.get_template("paths.md.j2").render(paths=described)}
    template = env.get_template("path.md.j2")
    for path, steps, total in described:
        meta = {
            "title": path.fields.title,
            "description": path.fields.description,
            "page_type": "path",
            "path": {"slug": path.slug, "steps": [place(concept) for _, concept, _ in steps]},
        }
        found[f"{FOLDER}/{path.slug}.md"] = front_matter(meta) + template.render(path=path, steps=steps, minutes=total)
    return found


def _steps(glossary: Glossary, path: ReadingPath) -> list[tuple[Step, Concept, int]]:
    concepts = glossary.graph.concepts
    return [(step, concepts[step.concept], minutes(len(concepts[step.concept].text.words))) for step in path.fields.steps]
