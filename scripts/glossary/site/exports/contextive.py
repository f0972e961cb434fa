"""`/integrations/contextive.glossary.yml`: definitions for Contextive in editors (docs.contextive.tech)."""

from collections.abc import Mapping

from ...reading.block_yaml import block_yaml
from ...reading.concept import Concept
from ...reading.site_config import SiteInfo


def contextive(concepts: Mapping[str, Concept], site: SiteInfo) -> str:
    """One context; its terms are the concepts with all their names, their sentences and their pages."""
    context = {
        "name": site.name,
        "domainVisionStatement": site.description,
        "terms": [_term(concept, site.url) for concept in concepts.values()],
    }
    return block_yaml({"contexts": [context]})


def _term(concept: Concept, site_url: str) -> dict[str, object]:
    title, *others = concept.meta.names
    # An empty list of aliases is not allowed.
    aliases = {"aliases": others} if others else {}
    sentences = [text for text in (concept.meta.plain, concept.meta.definition) if text]
    page = {"meta": {"→": site_url + concept.url}}
    return {"name": title, "definition": "\n\n".join(sentences), **aliases, **page}
