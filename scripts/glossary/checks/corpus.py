"""Rules about how pages relate to each other."""

from collections.abc import Iterator
from itertools import pairwise, product

from ..addresses import concept_path, slug_of
from ..graph.graph import cycles
from ..graph.redirects import redirected_slugs
from ..problem import File, Level, Message, Problem, nearest
from ..reading.concept import Concept
from ..reading.frontmatter import Kind
from ..reading.settings import LEDGER
from ..reading.validation import Location
from ..text.page_parts import is_prompt
from ._rule import CheckContext, concept_rule, corpus_rule
from .wording import bare


@concept_rule(Level.ERROR, reads_fields=True)
def unknown_concept(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A relation leads to a concept that has a page.

    Bad: `to: langauge-model`
    Good: `to: language-model`
    """
    for index, relation in enumerate(concept.meta.related):
        if relation.to not in corpus.concepts and relation.to not in corpus.broken:
            what = f"there is no concept {relation.to!r}"
            yield concept.problem(("related", index, "to"), what, _instead_of(relation.to, corpus))


def _instead_of(wrong: str, corpus: CheckContext) -> str:
    """The way out for the slug of a concept that has no page."""
    if moved := corpus.ledger.redirects.get(wrong):
        return f"it is now {moved!r}"
    if wrong in corpus.ledger.lines:
        return Message("its page was removed: remove the relation, or bring back ", File(concept_path(wrong)))
    slug = slug_of(wrong, corpus.language)
    slugs = redirected_slugs(corpus.concepts, corpus.ledger) | {slug: slug for slug in corpus.concepts}
    if slug in slugs:
        return f"did you mean {slugs[slug]!r}?"
    page = File(concept_path(slug or "your-term"))
    return nearest(wrong, corpus.concepts, Message("write ", page, " first"))


@concept_rule(Level.ERROR, reads_fields=True)
def relation_to_itself(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A concept is not related to itself.

    Bad: `to: llm` on the page `llm.md`
    Good: `to: token` on the page `llm.md`
    """
    for index, relation in enumerate(concept.meta.related):
        if relation.to == concept.slug:
            fix = "name another concept, or remove the relation"
            yield concept.problem(("related", index, "to"), "the page is related to itself", fix)


@corpus_rule(Level.ERROR, reads_fields=True)
def relation_declared_twice(corpus: CheckContext) -> Iterator[Problem]:
    """Two concepts have one relation, declared on one side.

    Bad: `to: token` on the page `llm.md` and `to: llm` on the page `token.md`
    Good: `to: token` on the page `llm.md` alone
    """
    first: dict[frozenset[str], tuple[Concept, int]] = {}
    for concept in corpus.concepts.values():
        for index, relation in enumerate(concept.meta.related):
            pair = frozenset((concept.slug, relation.to))
            if len(pair) < 2:
                continue
            other, at = first.setdefault(pair, (concept, index))
            if (other, at) != (concept, index):
                line = other.line_of("related", at)
                what = f"the relation with {relation.to!r} is declared at "
                fix = "keep one; 'back' gives the reason of the other side"
                yield concept.problem(
                    ("related", index), Message(what, File(other.path), f":{line} already"), fix
                )


@corpus_rule(Level.ERROR, reads_fields=True)
def circular_relation(corpus: CheckContext) -> Iterator[Problem]:
    """Nothing is broader than itself, or needed to understand itself, over any number of steps.

    Bad: `kind: broader` from `llm.md` to `ai-model.md` and back
    Good: `kind: broader` from `llm.md` to `ai-model.md`
    """
    for kind in (Kind.BROADER, Kind.REQUIRES, Kind.PART_OF):
        for cycle in cycles(corpus.graph, kind):
            steps = [{*step} for step in pairwise([*cycle, cycle[0]])]
            # On the first page that declares a step of it.
            concept, index = next(
                (corpus.concepts[slug], index)
                for slug in cycle
                for index, relation in enumerate(corpus.concepts[slug].meta.related)
                if {slug, relation.to} in steps
            )
            what = f"{kind.value!r} goes in a circle: {' → '.join([*cycle, cycle[0]])}"
            fix = "remove one of these relations, or make it 'related'"
            yield concept.problem(("related", index), what, fix)


@corpus_rule(Level.ERROR, reads_fields=True)
def name_claimed_twice(corpus: CheckContext) -> Iterator[Problem]:
    """A name belongs to one page, without regard to case, and so does an instance; both pages are reported.

    Bad: `aliases: [language model]` on two pages
    Good: `aliases: [language model]` on one page
    """
    claims: dict[str, list[tuple[Concept, str]]] = {}
    for concept in corpus.concepts.values():
        for name in {
            name.casefold(): name for name in (*concept.meta.names, *concept.meta.instances)
        }.values():
            claims.setdefault(name.casefold(), []).append((concept, name))
    for owners in claims.values():
        for concept, name in owners if len(owners) > 1 else []:
            others = [other.path for other, _ in owners if other is not concept]
            more = f" and {len(others) - 3} more pages" if len(others) > 4 else ""
            shown = [part for path in (others[:3] if more else others) for part in (", ", File(path))]
            what = Message(f"the name {name!r} is claimed by ", *shown[1:], f"{more} too")
            yield concept.problem(_field_of(concept, name), what, "leave it to the page it belongs to")


@corpus_rule(Level.ERROR, reads_fields=True)
def name_is_another_address(corpus: CheckContext) -> Iterator[Problem]:
    """The address that an alias gets is no other page's, and no other alias's.

    Bad: `aliases: [token]` on the page `tokenizer.md`, beside `token.md`
    Good: `aliases: [tokenization]` on the page `tokenizer.md`
    """
    owner = dict(corpus.concepts)
    for concept in corpus.concepts.values():
        for name in concept.meta.names:
            slug = slug_of(name, concept.language)
            other = owner.setdefault(slug, concept) if slug else concept
            same_name = name.casefold() in {known.casefold() for known in other.meta.names}
            if other is not concept and not (same_name and slug not in corpus.concepts):
                what = Message(
                    f"the name {name!r} has the address {slug!r}, which belongs to ", File(other.path)
                )
                yield concept.problem(_field_of(concept, name), what, "remove the name here, or there")
            moved = corpus.ledger.redirects.get(slug, concept.slug)
            if moved != concept.slug and slug not in corpus.concepts:
                address = f"the name {name!r} has the address {slug!r}, which "
                what = Message(address, File(LEDGER), f" leads to {moved!r}")
                fix = "remove the name here, or change the redirect"
                yield concept.problem(_field_of(concept, name), what, fix)


@concept_rule(reads_fields=True)
def reason_repeats_definition(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A reason says more than the definition of either page does.

    Bad: `why: The smallest unit of text that a language model reads or writes.`
    Good: `why: Prices and limits are counted in tokens, so a long page costs more.`
    """
    for index, relation in enumerate(concept.meta.related):
        for field, page in product(("why", "back"), (concept, corpus.concepts.get(relation.to))):
            reason = getattr(relation, field)
            if page and reason and bare(reason) == bare(page.meta.definition):
                what = f"the reason in {field!r} repeats the definition of {page.slug!r}"
                yield concept.problem(("related", index, field), what, "say why a reader would go there")


@corpus_rule(reads_fields=True)
def reason_given_twice(corpus: CheckContext) -> Iterator[Problem]:
    """A reason belongs to one pair of concepts.

    Bad: `why: Good to know.` on two relations
    Good: `why: Prices are counted in tokens.` on one
    """
    first: dict[str, str] = {}
    for concept in corpus.concepts.values():
        for (index, relation), field in product(enumerate(concept.meta.related), ("why", "back")):
            reason = getattr(relation, field)
            if not reason or is_prompt(reason, concept.language):
                continue
            if before := first.get(bare(reason)):
                what = Message(f"the reason in {field!r} stands in ", File(before), " already")
                yield concept.problem(("related", index, field), what, "write one for this pair")
            first.setdefault(bare(reason), concept.path)


def _field_of(concept: Concept, name: str) -> Location:
    """Where a page gives one of its names."""
    for field in ("aliases", "covers", "instances"):
        if name in getattr(concept.meta, field):
            return field, getattr(concept.meta, field).index(name)
    return ("abbr" if name == concept.meta.abbr else "title",)
