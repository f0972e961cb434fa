"""Rules that keep every address once published."""

from collections.abc import Iterator

from ..addresses import concept_path, concept_url
from ..problem import Problem, nearest
from ..reading.settings import LEDGER
from ._rule import CheckContext, corpus_rule


@corpus_rule()
def address_not_in_ledger(corpus: CheckContext) -> Iterator[Problem]:
    """The ledger lists the address of every page.

    Bad: a page `llm.md` without `/concepts/llm/` in `urls.txt`
    Good: a page `llm.md` with `/concepts/llm/` in `urls.txt`
    """
    if LEDGER not in corpus.paths and corpus.concepts:
        yield Problem(
            LEDGER, 1, "the file with the address of every page is missing", "run: glossary check --fix"
        )
        return
    for concept in corpus.concepts.values() if corpus.ledger.whole else ():
        if concept.slug not in corpus.ledger.lines:
            what = f"the address of this page is not in {LEDGER}"
            yield Problem(
                concept.path,
                1,
                what,
                f"run: glossary check --fix, or add the line '/{concept_url(concept.slug)}' to {LEDGER}",
            )


@corpus_rule(blocks=True)
def address_lost(corpus: CheckContext) -> Iterator[Problem]:
    """An address in the ledger has a page, or leads to one.

    Bad: `/concepts/llm/` in `urls.txt` without `llm.md`
    Good: `/concepts/llm/ -> /concepts/large-language-model/`, or `/concepts/llm/ retired`
    """
    standing = corpus.concepts.keys() | corpus.broken
    for slug in sorted(corpus.ledger.retired & standing):
        yield Problem(
            LEDGER,
            corpus.ledger.lines[slug],
            f"'/{concept_url(slug)}' is retired, but has a page",
            f"remove the word, or {concept_path(slug)}",
        )
    for slug, line in corpus.ledger.lines.items():
        target = corpus.ledger.redirects.get(slug)
        if slug in corpus.ledger.standing and slug not in standing:
            what = f"the page of the published address '/{concept_url(slug)}' is gone"
            fix = (
                f"bring back {concept_path(slug)}, write '/{concept_url(slug)} -> "
                f"/{concept_url('its-successor')}' or '/{concept_url(slug)} retired'; "
                "remove the line if it was never published"
            )
            yield Problem(LEDGER, line, what, fix)
        elif target is not None and slug in standing:
            yield Problem(
                LEDGER,
                line,
                f"'/{concept_url(slug)}' is redirected, but has a page",
                f"remove the redirect, or {concept_path(slug)}",
            )
        elif target is not None and target not in standing:
            what = f"'/{concept_url(slug)}' leads to '/{concept_url(target)}', which has no page"
            further = corpus.ledger.redirects.get(target)
            fix = (
                f"lead it on to {further!r}"
                if further in standing
                else nearest(target, standing, "lead it to a concept with a page")
            )
            yield Problem(LEDGER, line, what, fix)
