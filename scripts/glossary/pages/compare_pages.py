"""A page for each comparison, and their list."""

from jinja2 import Environment

from ..comparisons import FOLDER, short_name
from ..markdown import front_matter
from ._glossary import Glossary


def compare_pages(glossary: Glossary, env: Environment) -> dict[str, str]:
    """The comparison pages, by path."""
    description = "Terms that are easily mixed up, and what sets them apart."
    found = {
        f"{FOLDER}/index.md": front_matter({"title": "Comparisons", "description": description, "page_type": "comparisons"})
        + env.get_template("comparisons.md.j2").render(comparisons=glossary.comparisons)
    }
    template = env.get_template("comparison.md.j2")
    for comparison in glossary.comparisons:
        meta = {
            "title": f"{comparison.title}: what is the difference?",
            "description": comparison.relation.difference,
            "page_type": "comparison",
        }
        names = [short_name(comparison.this), short_name(comparison.that)]
        found[f"{FOLDER}/{comparison.slug}.md"] = front_matter(meta) + template.render(comparison=comparison, names=names)
    return found
