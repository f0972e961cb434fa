"""Rules about how pages relate to each other."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, pairwise, product

from ..addresses import RESERVED, concept_path, slug_of
from ..graph.graph import cycles
from ..graph.meanings import SharedName
from ..graph.redirects import redirected_slugs
from ..problem import File, Level, Message, Problem, nearest
from ..reading.concept import Concept
from ..reading.frontmatter import Kind, WrongField
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
        if relation.to not in corpus.concepts.keys() | corpus.broken | corpus.drafts.keys():
            what = Message("there is no concept {name!r}", name=relation.to)
            yield concept.problem(("related", index, "to"), what, _instead_of(relation.to, corpus))


def _instead_of(wrong: str, corpus: CheckContext) -> Message:
    """The way out for the slug of a concept that has no page."""
    if moved := corpus.ledger.redirects.get(wrong):
        return Message("it is now {name!r}", name=moved)
    page = File(concept_path(wrong))
    if wrong in corpus.ledger.lines:
        return Message("its page was removed: remove the relation, or bring back {page}", page=page)
    slug = slug_of(wrong, corpus.language)
    slugs = redirected_slugs(corpus.concepts, corpus.ledger) | {slug: slug for slug in corpus.concepts}
    if slug in slugs:
        return Message("did you mean {name!r}?", name=slugs[slug])
    page = File(concept_path(slug or "your-term"))
    return nearest(wrong, corpus.concepts, Message("write {page} first", page=page))


@concept_rule(Level.ERROR, reads_fields=True)
def relation_to_itself(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A concept is not related to itself.

    Bad: `to: llm` on the page `llm.md`
    Good: `to: token` on the page `llm.md`
    """
    for index, relation in enumerate(concept.meta.related):
        if relation.to == concept.slug:
            what = Message("the page is related to itself")
            fix = Message("name another concept, or remove the relation")
            yield concept.problem(("related", index, "to"), what, fix)


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
                what = Message(
                    "the relation with {name!r} is declared at {page}:{line} already",
                    name=relation.to,
                    page=File(other.path),
                    line=other.line_of("related", at),
                )
                fix = Message("keep one; 'back' gives the reason of the other side")
                yield concept.problem(("related", index), what, fix)


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
            what = Message(
                "{kind!r} goes in a circle: {steps}", kind=kind.value, steps=" → ".join([*cycle, cycle[0]])
            )
            fix = Message("remove one of these relations, or make it 'related'")
            yield concept.problem(("related", index), what, fix)


@corpus_rule(Level.ERROR, reads_fields=True)
def name_claimed_twice(corpus: CheckContext) -> Iterator[Problem]:
    """A name belongs to one page, without regard to case, unless each of its pages lists it in
    `shared_names`; an instance belongs to one page.

    Bad: `aliases: [language model]` on two pages
    Good: `aliases: [language model]` on one page, or `shared_names: [language model]` on both
    """
    claims: dict[str, list[tuple[Concept, str]]] = {}
    for concept in corpus.concepts.values():
        for name in {
            name.casefold(): name for name in (*concept.meta.names, *concept.meta.instances)
        }.values():
            claims.setdefault(name.casefold(), []).append((concept, name))
    for owners in claims.values():
        for concept, name in owners if len(owners) > 1 else []:
            if name in concept.meta.names and name.casefold() in concept.meta.shared:
                continue
            pages = tuple(File(other.path) for other, _ in owners if other is not concept)
            what = Message("the name {name!r} is claimed by {pages} too", name=name, pages=pages)
            if len(pages) > 4:
                what = Message(
                    "the name {name!r} is claimed by {pages} and {number} more pages too",
                    name=name,
                    pages=pages[:3],
                    number=len(pages) - 3,
                )
            fix = Message("leave it to the page it belongs to")
            if name in concept.meta.names:
                fix = Message(
                    "leave it to the page it belongs to; if it is the right word for several, list it in "
                    "'shared_names' on each"
                )
            yield concept.problem(_field_of(concept, name), what, fix)


@concept_rule(Level.ERROR, reads_fields=True, needs_all=True)
def name_not_shared(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """What `shared_names` lists is a name of the page and of another one, with an address of its own.

    Bad: `shared_names: [bias]` on one page
    Good: `shared_names: [bias]` on two pages that have it in `title`, `abbr`, `aliases` or `covers`
    """
    names, owners = {name.casefold() for name in concept.meta.names}, None
    for index, name in enumerate(concept.meta.shared_names):
        owners = owners or Counter(
            chain.from_iterable(map(_shared, [*corpus.concepts.values(), *corpus.drafts.values()]))
        )
        if name.casefold() not in names:
            what = Message("'shared_names' lists {name!r}, which is no name of this page", name=name)
            fix = nearest(name, concept.meta.names, Message("add it to 'aliases', or remove it here"))
        elif owners[name.casefold()] < 2:
            what = Message("'shared_names' lists {name!r}, and no other page does", name=name)
            fix = Message("list it on the other page too, or remove it here")
        elif slug_of(name, concept.language) in RESERVED | {""}:
            what = Message("no page of meanings can have the address of {name!r}", name=name)
            fix = Message("leave it to one page, or write a longer name")
        else:
            continue
        yield concept.problem(("shared_names", index), what, fix)


def _shared(concept: Concept) -> frozenset[str]:
    with suppress(WrongField):
        return concept.meta.shared
    return frozenset()


@corpus_rule(Level.ERROR, reads_fields=True)
def shared_name_linked_twice(corpus: CheckContext) -> Iterator[Problem]:
    """A shared name is linked to one page: one `autolink` lists it, and a `context` stands on one page.

    Bad: `context: [agents]` on two pages with one name in `shared_names`
    Good: `context: [agents]` on one of them
    """
    for shared in corpus.graph.shared_names:
        first: dict[str, Concept] = {}
        for concept in shared.concepts:
            listed = any(name.casefold() == shared.name.casefold() for name in concept.meta.autolink or [])
            places: list[tuple[Location, str]] = [
                (("context", index), place) for index, place in enumerate(concept.meta.context)
            ]
            for location, place in [*places, *([(("autolink",), "autolink")] if listed else [])]:
                other = first.setdefault(place, concept)
                if other is not concept:
                    what = Message(
                        "{place!r} decides here and on {page} what {name!r} means",
                        place=place,
                        page=File(other.path),
                        name=shared.name,
                    )
                    yield concept.problem(location, what, Message("leave it to one of the two"))


@corpus_rule(Level.ERROR, reads_fields=True)
def name_is_another_address(corpus: CheckContext) -> Iterator[Problem]:
    """The address that a name gets is no other page's, and no other name's.

    Bad: `aliases: [token]` on the page `tokenizer.md`, beside `token.md`
    Good: `aliases: [tokenization]` on the page `tokenizer.md`
    """
    owner = dict(corpus.concepts)
    for concept in corpus.concepts.values():
        for name in concept.meta.names:
            slug = slug_of(name, concept.language)
            other = owner.setdefault(slug, concept) if slug else concept
            same_name = name.casefold() in {known.casefold() for known in other.meta.names}
            shared = name.casefold() in concept.meta.shared & other.meta.shared
            if other is not concept and not shared and not (same_name and slug not in corpus.concepts):
                what = Message(
                    "the name {name!r} has the address {slug!r}, which belongs to {page}",
                    name=name,
                    slug=slug,
                    page=File(other.path),
                )
                fix = Message("remove the name here, or there")
                yield concept.problem(_field_of(concept, name), what, fix)
            moved = corpus.ledger.redirects.get(slug, concept.slug)
            if moved != concept.slug and not shared and slug not in corpus.concepts:
                what = Message(
                    "the name {name!r} has the address {slug!r}, which {file} leads to {moved!r}",
                    name=name,
                    slug=slug,
                    file=File(LEDGER),
                    moved=moved,
                )
                fix = Message("remove the name here, or change the redirect")
                yield concept.problem(_field_of(concept, name), what, fix)
    pages: dict[str, SharedName] = {}
    for shared_name in corpus.graph.shared_names:
        other_name = pages.setdefault(shared_name.slug, shared_name)
        has_one, has_other = ({one.slug for one in each.concepts} for each in (shared_name, other_name))
        for slug in sorted(has_one ^ has_other):
            what = Message(
                "the shared names {name!r} and {other!r} have one address, and this page has only one",
                name=other_name.name,
                other=shared_name.name,
            )
            fix = Message("list both on each of their pages, or give up one of the two")
            yield corpus.concepts[slug].problem(("shared_names",), what, fix)


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
                what = Message(
                    "the reason in {field!r} repeats the definition of {name!r}", field=field, name=page.slug
                )
                fix = Message("say why a reader would go there")
                yield concept.problem(("related", index, field), what, fix)


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
                what = Message(
                    "the reason in {field!r} stands in {page} already", field=field, page=File(before)
                )
                fix = Message("write one for this pair")
                yield concept.problem(("related", index, field), what, fix)
            first.setdefault(bare(reason), concept.path)


def _field_of(concept: Concept, name: str) -> Location:
    """Where a page gives one of its names."""
    for field in ("aliases", "covers", "instances"):
        if name in getattr(concept.meta, field):
            return field, getattr(concept.meta, field).index(name)
    return ("abbr" if name == concept.meta.abbr else "title",)
