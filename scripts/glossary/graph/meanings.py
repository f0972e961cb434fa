"""Names that several concepts share, each with a page that tells its meanings apart."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..addresses import MEANINGS, slug_of
from ..reading.concept import Concept


@dataclass(frozen=True)
class SharedName:
    """A name and the concepts that have it: first those whose title it is, last those that only cover it."""

    name: str
    concepts: tuple[Concept, ...]

    @property
    def title(self) -> str:
        """The name with a capital first letter, for headings."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def slug(self) -> str:
        """The last part of its address, and of that which it has as the name of a concept."""
        return slug_of(self.name, self.concepts[0].language)

    @property
    def url(self) -> str:
        """The address of its page of meanings, relative to the root of the site."""
        return f"{MEANINGS}/{self.slug}/"

    @property
    def titles(self) -> str:
        """What it may mean, on one line."""
        return "; ".join(concept.meta.title for concept in self.concepts)

    @property
    def about(self) -> str:
        """What it may mean, in a sentence."""
        said = self.concepts[0].language.words.gettext("“%(name)s” has more than one meaning: %(titles)s.")
        return said % {"name": self.title, "titles": self.titles}

    def is_covered_by(self, concept: Concept) -> bool:
        """Whether one of its concepts only explains what has this name, and is not called so itself."""
        return self.name_of(concept) in concept.meta.covers

    def name_of(self, concept: Concept) -> str:
        """The name as one of its concepts writes it."""
        return next(name for name in concept.meta.names if name.casefold() == self.name.casefold())


def shared_names(concepts: Iterable[Concept]) -> list[SharedName]:
    """The names that more than one concept declares as shared, by their addresses."""
    owners: dict[str, list[tuple[int, str, Concept]]] = {}
    for concept in concepts:
        names, shared = concept.meta.names, concept.meta.shared
        for place, name in enumerate(names if shared else ()):
            if name.casefold() in shared:
                rank = len(names) if name in concept.meta.covers else place
                owners.setdefault(name.casefold(), []).append((rank, name, concept))
    found = []
    for claims in owners.values():
        claims.sort(key=lambda claim: (claim[0], claim[2].slug))
        if len(claims) > 1:
            found.append(SharedName(claims[0][1], tuple(concept for *_, concept in claims)))
    return sorted(found, key=lambda shared: shared.slug)
