"""`/integrations/anki.txt`: a deck of cards for learners (docs.ankiweb.net/importing/text-files.html).

A picture stands in the card itself, so nothing has to be copied into Anki's folder and none is fetched.
"""

import csv
from html import escape
from io import StringIO

from ...reading.concept import Concept
from ...text.markdown import render
from ..pages import PageContext


def anki(glossary: PageContext) -> str:
    """A note a concept: the question; plain sentence, picture and definition; the topic as its tag.

    The address of the page is the note's id, so that the next import brings notes up to date.
    """
    heads = {
        "separator": "tab",
        "html": "true",
        "notetype": "Basic",
        "deck": " ".join(glossary.site.name.split()),
        "guid column": "1",
        "tags column": "4",
    }
    file = StringIO()
    file.writelines(f"#{name}:{value}\n" for name, value in heads.items())
    csv.writer(file, delimiter="\t", lineterminator="\n").writerows(
        (
            glossary.site.url + concept.url,
            _inert(escape(concept.question)),
            _inert(_answer(glossary, concept)),
            concept.meta.topic,
        )
        for concept in glossary.graph.concepts.values()
    )
    return file.getvalue()


def _answer(glossary: PageContext, concept: Concept) -> str:
    return render(
        "anki_answer.html.j2",
        glossary.language,
        meta=concept.meta,
        page=glossary.site.url + concept.url,
        # Its own size is that of the widest screen.
        picture=(glossary.picture(concept) or "").replace(
            "<svg ", '<svg style="width: 100%; height: auto" ', 1
        ),
    )


def _inert(html: str) -> str:
    """HTML in which Anki finds no sound to play and no LaTeX to run: both begin with a bracket."""
    return html.replace("[", "&#91;")
