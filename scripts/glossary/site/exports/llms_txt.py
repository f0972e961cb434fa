"""`/llms.txt` (llmstxt.org), `/llms/` by topic, `/llms-full.txt`, and each page's Markdown beside it."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from urllib.parse import urljoin

from ...addresses import COMPARISONS, PRINT
from ...reading.concept import Concept
from ...reading.frontmatter import Kind
from ...reading.page_fields import title_of
from ...text import Edit, Text, edited, file_of, read, retargeted
from ...text.markdown import Markdown, escape, macro, render
from ...text.mentions import link
from ..article import examples, parted, term_id
from ..other_languages import in_other_languages
from ..pages import PageContext
from ..site_files import Maker

# Readers cut longer files, so what is said behind the links gives way: the same wherever the site lies, as if
# the address of its root had this length.
MOST_CHARACTERS = 50_000
LENGTH_OF_ROOT = 40
# An address with a scheme or a host, and one that leads to a folder of the site.
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.I)
_FOLDER = re.compile(r"(?:\A|/)\.{1,2}\Z|/\Z")
# What the index lists, the first of which it has room for: concepts with their definitions, or topics, whose
# files have these.
DEFINITIONS, NAMES, TOPICS = "definitions", "names", "topics"
# Between a link and what is said of it, as our templates write it, so that a card can hide it.
_DASH = re.compile(re.escape("*–*{: .dash }"))
# How HTML begins that a page has for the screen.
_FRAMES = ("<!--", "<figure", "<div", "</div", "<details", "</details", "<script")

Resolve = Callable[..., str]


def markdown_url(path: str) -> str:
    """Where the Markdown of a page is published: `concepts/llm/index.md` for `concepts/llm.md`."""
    return path if posixpath.basename(path) == "index.md" else f"{path.removesuffix('.md')}/index.md"


def llms_txt(glossary: PageContext, pages: Mapping[str, Maker]) -> tuple[dict[str, Maker], dict[str, Maker]]:
    """What makes the files for models, and what makes the copies, by the path at which each is published.

    `pages` has all other pages. Links are absolute, and lead to copies where there are any.
    """
    root, concepts = glossary.site.url, glossary.graph.concepts
    own = {concept.path for concept in concepts.values()}
    # An edition to print says again what the others say.
    others = sorted(path for path in pages if path not in own and not path.startswith(f"{PRINT}/"))
    known = own.union(others)

    def resolve(target: str, page: str) -> str:
        if _WHOLE.match(target):
            return target
        file, behind = file_of(target)
        if file.startswith("/") or _FOLDER.search(file):
            # No file of the source folder: browsers look for it from the address of the page.
            return urljoin(root + markdown_url(page).removesuffix("index.md"), target)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), file)) if file else page
        if path in known:
            path = markdown_url(path)
        elif path in pages:
            path = markdown_url(path).removesuffix("index.md")
        return root + path + behind

    def concept_copy(slug: str) -> str:
        concept = concepts[slug]
        picture, body = _parted(glossary, concept, resolve)
        return render(
            "twin.md.j2",
            glossary.language,
            concept=concept,
            topic=glossary.topics[concept.meta.topic],
            level=glossary.level(concept),
            review=glossary.review(concept),
            notice=glossary.notice(concept),
            know_first=[concepts[other] for other in glossary.graph.targets(slug, Kind.REQUIRES)],
            meanings=glossary.other_meanings(concept),
            elsewhere=in_other_languages(glossary.ties.get(slug, ())),
            picture=Markdown(picture),
            body=Markdown(body),
            term_id=term_id,
            root=Markdown(root),
            **glossary.below(concept)._asdict(),
        )

    def title_and_copy(path: str) -> tuple[str, str]:
        text = read(str(pages[path]()))
        edits = [*_for_the_site_alone(text), *retargeted(text.links, partial(resolve, page=path))]
        return title_of(text, path), edited(text.source, edits, text.start).strip() + "\n"

    # The comparisons stand in their own list: one by one, they would leave no room to say what the concepts
    # are. The other pages are read once for the index and their copies.
    comparisons = f"{COMPARISONS}/index.md"
    listed = [path for path in others if path == comparisons or not path.startswith(f"{COMPARISONS}/")]
    kept = cache(title_and_copy)

    groups = glossary.by_topic
    common = {
        "name": glossary.site.name,
        "description": glossary.site.description,
        "root": Markdown(root),
        "groups": groups,
    }

    def index() -> str:
        more = [(kept(path)[0], Markdown(root + markdown_url(path))) for path in listed]
        for form in (DEFINITIONS, NAMES, TOPICS):
            text = render("llms.txt.j2", glossary.language, more=more, form=form, **common)
            if len(text) <= MOST_CHARACTERS + text.count(f"({root}") * (len(root) - LENGTH_OF_ROOT):
                break
        return text

    def body(concept: Concept) -> Markdown:
        return Markdown("\n\n".join(filter(None, _parted(glossary, concept, resolve))))

    def other_copy(path: str) -> str:
        return (kept if path in listed else title_and_copy)(path)[1]

    copies: dict[str, Maker] = {
        markdown_url(concept.path): partial(concept_copy, slug) for slug, concept in concepts.items()
    }
    copies |= {markdown_url(path): partial(other_copy, path) for path in others}
    full = partial(render, "llms-full.txt.j2", glossary.language, body=body, **common)
    indices: dict[str, Maker] = {"llms.txt": index, "llms-full.txt": full}
    for topic, of_topic in groups:
        values = common | {"topic": topic, "concepts": of_topic}
        indices[f"llms/{topic.slug}.txt"] = partial(render, "llms_topic.txt.j2", glossary.language, **values)
    return indices, copies


def _for_the_site_alone(text: Text) -> Iterator[Edit]:
    """The edits that leave out what only the site shows: attribute lists, comments, drawings, folds."""
    yield from (Edit(*found.span(), "–") for found in _DASH.finditer(text.source))
    frames = (span for span in text.html if text.source.startswith(_FRAMES, span[0]))
    yield from (Edit(*span, "") for span in (*text.attribute_lists, *frames))


def _parted(glossary: PageContext, concept: Concept, resolve: Resolve) -> tuple[str, str]:
    """The picture of the lead, "" for none, and the rest of the text, as copies have them."""
    text, lead = concept.text, partial(resolve, page=concept.path)
    edits = [
        *link(text.source, glossary.graph.to_link[concept.slug], lambda slug: lead(f"{slug}.md")),
        *glossary.below(concept).sources.edits(macro("citation_copy.md.j2", "citation")),
        *retargeted(text.links, lead),
        *captioned(text),
        *examples(concept, classes=False),
    ]
    return parted(concept, edits)


def captioned(text: Text) -> Iterator[Edit]:
    """The edits that write the caption of each picture below it, as a line in italics."""
    for picture in text.pictures:
        if picture.caption:
            yield Edit(picture.target_end, picture.end, f")\n\n*{escape(picture.caption)}*")
