"""`/integrations/GLOSSARY.md`: the terms as skills of coding agents write down a project's language.

Its fixed words, “Language” and “Avoid”, are those that the skills look for, whatever the language.
"""

from ...text.markdown import render
from ..pages import PageContext


def glossary_md(glossary: PageContext) -> str:
    """Each concept by topic: its name, its definition on one line, and the wrong names to avoid."""
    site = glossary.site
    return render(
        "glossary.md.j2",
        glossary.language,
        name=site.name,
        description=site.description,
        groups=glossary.by_topic,
        notice=glossary.notice,
    )
