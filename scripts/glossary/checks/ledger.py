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
        what = Message("the file with the address of every page is missing")
        yield Problem(LEDGER, 1, what, Message("run: glossary check --fix"))
        return
    for concept in corpus.concepts.values() if corpus.ledger.whole else ():
        if concept.slug not in corpus.ledger.lines:
            what = Message("the address of this page is not in {file}", file=File(LEDGER))
            fix = Message(
                "run: glossary check --fix, or add the line '{address}' to {file}",
                address=f"/{concept_url(concept.slug)}",
                file=File(LEDGER),
            )
            yield concept.problem(0, what, fix)


@corpus_rule(Level.ERROR)
def address_lost(corpus: CheckContext) -> Iterator[Problem]:
    """An address in the ledger has a page, or leads to one.

    Bad: `/concepts/llm/` in `urls.txt` without `llm.md`
    Good: `/concepts/llm/ -> /concepts/large-language-model/`, or `/concepts/llm/ retired`
    """
    published = corpus.concepts.keys() | corpus.broken
    # The address of a draft that was published before has a page that says so.
    standing = published | corpus.drafts.keys()
    ledger = corpus.ledger
    for slug, line in ledger.lines.items():
        page, address, target = File(concept_path(slug)), f"/{concept_url(slug)}", ledger.redirects.get(slug)
        if slug in published and slug in ledger.retired:
            what = Message("'{address}' is retired, but has a page", address=address)
            yield Problem(LEDGER, line, what, Message("remove the word, or {page}", page=page))
        elif slug in published and slug not in ledger.standing:
            what = Message("'{address}' is redirected, but has a page", address=address)
            yield Problem(LEDGER, line, what, Message("remove the redirect, or {page}", page=page))
        elif slug in ledger.standing and slug not in standing:
            what = Message("the page of the published address '{address}' is gone", address=address)
            fix = Message(
                "bring back {page}, write '{address} -> {successor}' or '{address} retired'; "
                "remove the line if it was never published",
                page=page,
                address=address,
                successor=f"/{concept_url('its-successor')}",
            )
            yield Problem(LEDGER, line, what, fix)
        elif target is not None and target not in standing:
            what = Message(
                "'{address}' leads to '{target}', which has no page",
                address=address,
                target=f"/{concept_url(target)}",
            )
            fix = nearest(target, standing, Message("lead it to a concept with a page"))
            if (further := ledger.redirects.get(target)) in standing:
                fix = Message("lead it straight to '{further}'", further=f"/{concept_url(further)}")
            yield Problem(LEDGER, line, what, fix)
