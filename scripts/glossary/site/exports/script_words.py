"""`/assets/javascripts/words.js`: what the scripts of the pages say, as a module that they import."""

import json

from ...languages import Language
from ...languages.catalogue import read_catalogue
from ...text.markdown import Markdown, render


def script_words(language: Language) -> str:
    """The module, with the translations of those messages that the catalogue finds in scripts."""
    catalogue = read_catalogue(language.spoken)
    used = [message for message in catalogue if any(path.endswith(".js") for path, _ in message.locations)]
    messages = {
        message.id[0] if message.pluralizable else message.id: message.string
        for message in used
        if message.string and all(message.string)
    }
    # The rule is an expression of C, which JavaScript reads alike (GNU gettext manual, "Additional functions
    # for plural forms").
    return render(
        "words.js.j2",
        language,
        messages=Markdown(json.dumps(messages, ensure_ascii=False, indent=2)),
        plural=Markdown(catalogue.plural_expr),
    )
