"""From a name to the address it gets."""

import re
import unicodedata


def slug_of(name: str) -> str:
    """The slug form of a name, "" where nothing is left of it: “RAG (retrieval)” gives `rag-retrieval`.

    Accents go (NFKD), everything that is no letter or digit becomes a single hyphen.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
