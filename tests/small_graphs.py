"""Small graphs of concepts with every kind of relation and with mentions, for property tests."""

from hypothesis import strategies as st

from glossary.reading.concept import Concept
from glossary.reading.frontmatter import Kind

from .glossaries import concepts, relation

SLUGS = ["bread", "crumb", "dough", "flour", "oven", "soup", "yeast"]
_PAIRS = [(one, other) for index, one in enumerate(SLUGS) for other in SLUGS[index + 1 :]]
# A contrast needs a whole comparison, and is its own inverse like 'related'.
_KINDS = [kind for kind in Kind if kind is not Kind.CONTRASTS]


@st.composite
def graphs(draw: st.DrawFn, kinds: list[Kind] = _KINDS) -> list[Concept]:
    """Concepts that declare at most one relation a pair, on either side, and name some others in their
    text.
    """
    related: dict[str, list[dict[str, str]]] = {slug: [] for slug in SLUGS}
    for one, other in draw(st.lists(st.sampled_from(_PAIRS), unique=True, max_size=14)):
        source, target = draw(st.permutations([one, other]))
        related[source].append(relation(target, draw(st.sampled_from(kinds)).value))
    named = {slug: draw(st.lists(st.sampled_from(SLUGS), max_size=3)) for slug in SLUGS}
    topics = {slug: draw(st.sampled_from(["basics", "safety"])) for slug in SLUGS}
    return concepts(
        {
            slug: {
                "related": related[slug],
                "lead": f"Made with {', '.join(named[slug])}.\n",
                "topic": topics[slug],
            }
            for slug in SLUGS
        }
    )
