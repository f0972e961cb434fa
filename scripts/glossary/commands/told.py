"""What commands say, in the language of the project that they work on; in English where they have none."""

from gettext import NullTranslations
from typing import IO, Any

import click

from ..languages import Language
from ..problem import Message

_WORDS = "glossary.words"


def speak(language: Language) -> None:
    """Has the running command say everything in a language from now on."""
    click.get_current_context().meta[_WORDS] = language.words


def told(form: str, **values: object) -> str:
    """A message, or the one that `form` makes of the values, in the language of the running command."""
    message = form if isinstance(form, Message) else Message(form, **values)
    context = click.get_current_context(silent=True)
    return message.said(context.meta.get(_WORDS, NullTranslations()) if context else NullTranslations())


class Refused(click.ClickException):
    """Ends a command with such a message."""

    def __init__(self, form: str, **values: object) -> None:
        super().__init__(told(form, **values))
        self._shown = told("Error: {message}", message=self.message)

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints it as `click` prints errors."""
        click.echo(self._shown, file, err=file is None)
