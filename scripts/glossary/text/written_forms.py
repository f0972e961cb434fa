"""Names as people write them: “tokens” for “Token”, “LLMs”, “vegetarischer Kost”."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from ..addresses import slug_of
from ..languages import Language
from .mentions import inflected


def clear_forms(names: Mapping[str, Iterable[str]], language: Language) -> Iterator[tuple[str, str, str]]:
    """The forms of the `names` of each slug by which no other one could be meant: slug, name and form."""

    def key(name: str) -> str:
        # Alike for names that some reader takes for one.
        return slug_of(name, language) or name.casefold()

    forms = [
        (slug, name, form)
        for slug, own in names.items()
        for name in own
        for form in inflected(name, language)
    ]
    meant: dict[str, set[str]] = defaultdict(set)
    for slug, written in [*((slug, slug) for slug in names), *((slug, form) for slug, _, form in forms)]:
        meant[key(written)].add(slug)
    return ((slug, name, form) for slug, name, form in forms if meant[key(form)] == {slug})
