"""Rules that keep every address once published."""

from collections.abc import Iterator

from ..addresses import concept_path, concept_url
from ..problem import File, Level, Message, Problem, nearest
from ..reading.settings import LEDGER
from ._rule import CheckContext, corpus_rule


@corpus_rule()
def address_not_in_ledger(corpus: CheckContext) -> Iterator[Problem]:
    """The ledger lists the address of every page.

    Bad: a page `llm.md` without `/concepts/llm/` in `urls.txt`
    Good: a page `llm.md` with `/concepts/llm/` in `urls.txt`
    """
    if LEDGER not in corpus.paths and corpus.concepts:
        what = "the file with the address of every page is missing"
        yield Problem(LEDGER, 1, what, "run: glossary check --fix")
        return
    for concept in corpus.concepts.values() if corpus.ledger.whole else ():
        if concept.slug not in corpus.ledger.lines:
            line = f"run: glossary check --fix, or add the line '/{concept_url(concept.slug)}' to "
            what = Message("the address of this page is not in ", File(LEDGER))
            yield concept.problem(0, what, Message(line, File(LEDGER)))


@corpus_rule(Level.ERROR)
def address_lost(corpus: CheckContext) -> Iterator[Problem]:
    """An address in the ledger has a page, or leads to one.

    Bad: `/concepts/llm/` in `urls.txt` without `llm.md`
    Good: `/concepts/llm/ -> /concepts/large-language-model/`, or `/concepts/llm/ retired`
    """
    standing = corpus.concepts.keys() | corpus.broken
    ledger = corpus.ledger
    for slug, line in ledger.lines.items():
        page, address, target = File(concept_path(slug)), f"/{concept_url(slug)}", ledger.redirects.get(slug)
        state, mark = ("retired", "word") if slug in ledger.retired else ("redirected", "redirect")
        if slug in standing and slug not in ledger.standing:
            what = f"'{address}' is {state}, but has a page"
            yield Problem(LEDGER, line, what, Message(f"remove the {mark}, or ", page))
        elif slug in ledger.standing and slug not in standing:
            what = f"the page of the published address '{address}' is gone"
            otherwise = (
                f", write '{address} -> /{concept_url('its-successor')}' or '{address} retired'; "
                "remove the line if it was never published"
            )
            yield Problem(LEDGER, line, what, Message("bring back ", page, otherwise))
        elif target is not None and target not in standing:
            what = f"'{address}' leads to '/{concept_url(target)}', which has no page"
            fix = nearest(target, standing, "lead it to a concept with a page")
            if (further := ledger.redirects.get(target)) in standing:
                fix = f"lead it on to {further!r}"
            yield Problem(LEDGER, line, what, fix)
