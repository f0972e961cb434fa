"""Rules about the sources of a page and where its text cites them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..problem import Message, Problem, nearest
from ..reading.concept import Concept
from ..reading.settings import Style
from ..text import Block
from ..text.page_parts import PITFALLS, WHY
from ._rule import page_rule


@dataclass(frozen=True)
class _Form:
    """How a kind of publication is cited.

    `asked` matches addresses that must hold the identifier, `right` the canonical address. Each of `slips`
    finds the identifier in another address, and says how to make the canonical one from it.
    """

    kind: str
    asked: str
    right: str
    shape: str
    slips: tuple[tuple[str, str], ...]


_MONTH = r"(?:0[1-9]|1[0-2])"
# From https://eur-lex.europa.eu/content/help/eurlex-content/celex-number.html: sector, year, type and
# number, with the sequence number or the corrigendum in brackets; sector 0 with the day of its
# consolidation; and the treaties, whole or with an article or letters.
_CELEX = (
    r"(?:(?:[2-9CE](?:19|20)\d\d[A-Z]{1,2}\d{4}(?:\(\d\d\))?(?:R\(\d\d\))?)"
    r"|(?:0(?:19|20)\d\d[A-Z]{1,2}\d{4}-(?:19|20)\d{6})"
    r"|(?:1(?:19|20)\d\d[A-Z]{1,2}(?:\d{3}|/[A-Z]{3})?))(?![\w(-])"
)
# From https://eur-lex.europa.eu/eli-register/eu_publications_office.html: an act as published, its
# corrigendum, or its consolidated text of a day.
_DAY = rf"(?:19|20)\d\d-{_MONTH}-\d\d"
_ACT = r"[A-Za-z_]+/(?:19|20)\d\d/[1-9]\d*(?:\(\d+\))?"
_ELI = rf"{_ACT}/(?:(?:corrigendum/{_DAY}/)?oj|{_DAY})"

_FORMS = (
    # https://info.arxiv.org/help/arxiv_identifier.html; without the subject class in identifiers of the
    # old form, as in https://info.arxiv.org/help/arxiv_identifier_for_services.html.
    _Form(
        Message("a paper on arXiv"),
        r"(?i)https://(?:www\.|export\.)?arxiv\.org(?![\w.-])",
        rf"""(?x)https://arxiv\.org/abs/(?:
            (?P<year>1[5-9]|[2-9]\d)(?P<month>{_MONTH})\.(?!00000)\d{{5}}         # from 1501 on
          | (?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4]){_MONTH})\.(?!0000)\d{{4}}     # 0704 to 1412
          | [a-z]+(?:-[a-z]+)?/(?:(?:9[1-9]|0[0-6]){_MONTH}|070[1-3])(?!000)\d{{3}}   # before
        )(?:v[1-9]\d*)?""",
        "https://arxiv.org/abs/YYMM.NNNNN",
        (
            (r"(?<!\d)(\d{4}\.\d{4,5}(?:v\d+)?)(?!\d)", r"https://arxiv.org/abs/\1"),
            (r"/([a-z-]+)(?:\.[A-Z]{2})?/(\d{7}(?:v\d+)?)(?!\d)", r"https://arxiv.org/abs/\1/\2"),
        ),
    ),
    # DOI Handbook, https://doi.info/doi-handbook/HTML/doi-name-syntax2.html: the prefix may have further
    # levels behind a dot. “?” and “#” of a suffix are encoded in an address, because they would end it.
    _Form(
        Message("a DOI"),
        r"(?i)https://(?:(?:dx\.)?doi\.org(?![\w.-])|www\.doi\.org/(?:doi:)?10\.)",
        r"https://doi\.org/10\.\d{4,9}(?:\.\d+)*/[^\s?#]+",
        "https://doi.org/10.NNNN/suffix",
        ((r"(?i)/(?:doi:)?(10\.\d{4,9}(?:\.\d+)*/[^\s?#]+)", r"https://doi.org/\1"),),
    ),
    _Form(
        Message("a law or judgment of the EU"),
        r"(?i)https://(?:eur-lex\.europa\.eu/(?:legal-content|eli|LexUriServ)|data\.europa\.eu/eli)(?![\w.-])",
        rf"https://(?:(?:eur-lex|data)\.europa\.eu/eli/{_ELI}"
        rf"|eur-lex\.europa\.eu/legal-content/[A-Z]{{2}}/TXT/\?uri=CELEX:{_CELEX})",
        Message(
            "https://eur-lex.europa.eu/eli/reg/2024/1689/oj or "
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32024R1689"
        ),
        (
            (rf"https://(eur-lex|data)\.europa\.eu/eli/({_ELI})(?![\w-])", r"https://\1.europa.eu/eli/\2"),
            (rf"https://(eur-lex|data)\.europa\.eu/eli/({_ACT})/?\Z", r"https://\1.europa.eu/eli/\2/oj"),
            (
                rf"(?i:celex(?::|%3a))({_CELEX})",
                r"https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:\1",
            ),
        ),
    ),
    # As https://www.iso.org/standards-catalogue/browse-by-ics.html leads to them: each entry of the catalogue
    # has a number of its own. Without “.html” it may be the standard's, from which the entry does not follow.
    _Form(
        Message("an ISO standard"),
        r"(?i)https://(?:www\.)?iso\.org/(?:[a-z]{2}/)?(?:standard|obp)(?![\w.-])",
        r"https://www\.iso\.org/standard/[1-9]\d*\.html",
        Message(
            "https://www.iso.org/standard/NNNNN.html, with the number of ISO's catalogue and not the "
            "standard's own"
        ),
        ((r"/standard/([1-9]\d*\.html)(?![\w.-])", r"https://www.iso.org/standard/\1"),),
    ),
)


@page_rule()
def identifier_amiss(concept: Concept, style: Style) -> Iterator[Problem]:
    """A paper on arXiv, a DOI, a law of the EU or an ISO standard is cited by its canonical address.

    Bad: `url: https://arxiv.org/pdf/1706.03762.pdf`, `url: https://dx.doi.org/10.1038/nature14539`
    Good: `url: https://arxiv.org/abs/1706.03762`, `url: https://doi.org/10.1038/nature14539`
    """
    for index, source in enumerate(concept.meta.sources):
        url = source.url
        form = next((form for form in _FORMS if re.match(form.asked, url)), None)
        if form and not re.fullmatch(form.right, url):
            meant = (match.expand(address) for slip, address in form.slips if (match := re.search(slip, url)))
            likely = next((address for address in meant if re.fullmatch(form.right, address)), None)
            what = Message("{url!r} is not the canonical address of {kind}", url=url, kind=form.kind)
            fix = Message("write {shape}", shape=form.shape)
            if likely:
                fix = Message("write {shape}; did you mean {address!r}?", shape=form.shape, address=likely)
            yield concept.problem(("sources", index, "url"), what, fix)


def month_of_paper(url: str) -> tuple[int, int] | None:
    """The year and the month of a paper on arXiv, by its canonical address; None for other addresses."""
    match = re.fullmatch(_FORMS[0].right, url)
    return (2000 + int(match["year"]), int(match["month"])) if match and match["year"] else None


@page_rule()
def source_id_twice(concept: Concept, style: Style) -> Iterator[Problem]:
    """Each source of a page has an id of its own.

    Bad: `id: llama3` on two sources
    Good: `id: llama3` and `id: llama3-card`
    """
    seen: set[str] = set()
    for index, source in enumerate(concept.meta.sources):
        if source.id in seen:
            what = Message("two sources have the id {id!r}", id=source.id)
            fix = Message("give one of them another, and cite it by that")
            yield concept.problem(("sources", index, "id"), what, fix)
        seen |= {source.id} if source.id else set()


@page_rule()
def unknown_source(concept: Concept, style: Style) -> Iterator[Problem]:
    """A citation names the id of one of the page's sources.

    Bad: `[@lama3]`, beside `id: llama3`
    Good: `[@llama3]`, beside `id: llama3`
    """
    known = {source.id for source in concept.meta.sources if source.id}
    for citation in concept.text.citations:
        for named in citation.sources:
            if named.id not in known:
                fix = nearest(named.id, known, Message("give the source that you mean this 'id'"))
                what = Message("no source has the id {id!r}", id=named.id)
                yield concept.problem(citation.start, what, fix)


@page_rule()
def source_never_cited(concept: Concept, style: Style) -> Iterator[Problem]:
    """A source that has an id is cited in the text.

    Bad: `id: llama3`, and nothing cites it
    Good: `id: llama3`, and a sentence that ends with `[@llama3].`
    """
    # One in the wrong place is told by itself.
    cited = {named.id for citation in concept.text.citations for named in citation.sources}
    for index, source in enumerate(concept.meta.sources):
        if source.id and source.id not in cited:
            fix = Message(
                "write [@{id}] behind the claim that it supports, or remove the source", id=source.id
            )
            what = Message("nothing cites the source {id!r}", id=source.id)
            yield concept.problem(("sources", index, "id"), what, fix)


@page_rule()
def source_without_id(concept: Concept, style: Style) -> Iterator[Problem]:
    """Where the style asks for cited sources, each has an id to cite it by.

    Bad: a source with a title, an address, a publisher and a kind
    Good: the same with `id: llama3`, and a sentence that ends with `[@llama3].`
    """
    for index, source in enumerate(concept.meta.sources):
        if style.cited_sources and not source.id:
            fix = Message("give it an 'id' and cite it behind the claim that it supports, or remove it")
            what = Message("a source that no text can cite")
            yield concept.problem(("sources", index), what, style.or_change("cited_sources", fix))


_NUMBER = r"\d+(?:[.,]\d+)*"
_MONEY = r"(?:[$€£¥₹]|\b(?:EUR|USD|GBP|CHF)\b)"
_YEAR = r"(?<![/:.,-])\b(?P<year>(?:1[6-9]|20)\d\d)\b(?!/|[.,]\d)"


@page_rule()
def figure_without_source(concept: Concept, style: Style) -> Iterator[Problem]:
    """Where the style asks for cited sources, a percentage, an amount of money or a past year in the lead,
    under “Why it matters” and “Common pitfalls” stands in a paragraph or bullet with a citation.

    Bad: `In 2024, 93% of the answers were right.`
    Good: `In 2024, 93% of the answers were right [@llama3].`
    """
    if not style.cited_sources:
        return
    # A number may have a word or two before what it counts: “5 million US dollars”.
    figure = re.compile(
        rf"{_MONEY}\s?{_NUMBER}|{_NUMBER}\s?(?:%|{_MONEY})|{_NUMBER}\s(?:[^\W\d]+\.?\s){{0,2}}(?:{concept.language.rules.amounts})\b|{_YEAR}"
    )
    sections = concept.text.sections[0], *concept.sections(WHY, PITFALLS)
    blocks = (block for section in sections for block in section.blocks)
    for _, group in groupby(blocks, _paragraph_or_bullet):
        together = [*group]
        for block in together if not any(block.cited for block in together) else ():
            for match in figure.finditer(block.plain):
                # Past means before the last review: a page must not become wrong just because time passes.
                read = concept.meta.reviewed
                if not match["year"] or (read and int(match["year"]) < read.year):
                    place = block.start
                    for _ in range(block.plain.count("\n", 0, match.start())):
                        place = concept.text.source.index("\n", place) + 1
                    what = Message("{figure!r} has no source", figure=" ".join(match[0].split()))
                    fix = Message("cite it in the same paragraph or bullet, as in [@id]")
                    yield concept.problem(place, what, style.or_change("cited_sources", fix))


def _paragraph_or_bullet(block: Block) -> int:
    """Where the outermost entry of a list, the table or else the paragraph begins that a block is part of."""
    return next(place for place in (block.entry, block.table, block.start) if place >= 0)


@page_rule()
def malformed_citation(concept: Concept, style: Style) -> Iterator[Problem]:
    """A citation holds ids and places and nothing else.

    Bad: `[@]`, `[@llama3, ]`, `[see @llama3]`, `[@llama3 and @qwen3]`
    Good: `[@llama3]`, `[@llama3, table 3]`, `[@llama3; @qwen3]`
    """
    for citation in concept.text.citations:
        if citation.fault == "malformed":
            source = concept.text.source
            # Only the bracket is known of one that holds emphasis or never ends.
            end = max(citation.end, source.find("]", citation.start) + 1)
            written = " ".join(source[citation.start : end].split())
            fix = Message(
                "write [@id], [@id, table 3] or [@id; @other], in plain words; for an @ in brackets "
                "that is no citation, backticks"
            )
            what = Message("malformed citation: {written!r}", written=written[:60])
            yield concept.problem(citation.start, what, fix)
        elif citation.fault == "code":
            what = Message("a citation stands where engines may see code or a link")
            fix = Message("look for a backtick or bracket without its other half, and for indented lines")
            yield concept.problem(citation.start, what, fix)


@page_rule()
def citation_in_heading(concept: Concept, style: Style) -> Iterator[Problem]:
    """Headings cite nothing.

    Bad: `### Sizes [@llama3]`
    Good: `The largest has 405 billion parameters [@llama3].`
    """
    for citation in concept.text.citations:
        if citation.fault == "heading":
            fix = Message("put it behind the claim that it supports")
            yield concept.problem(citation.start, Message("a citation stands in a heading"), fix)
