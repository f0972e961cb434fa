"""What commands say and ask, in the language of the project that they work on, or in English."""

import sys
from typing import IO, Any

import click

from ..languages import ENGLISH, Language

_LANGUAGE = "glossary.language"


def speak(language: Language) -> None:
    """Has the running command say everything in a language from now on."""
    click.get_current_context().meta[_LANGUAGE] = language


def told(form: str, **values: object) -> str:
    """A message in the language of the running command; see `Language.told`."""
    context = click.get_current_context(silent=True)
    language: Language = context.meta.get(_LANGUAGE, ENGLISH) if context else ENGLISH
    return language.told(form, **values)


def print_told(form: str, err: bool = False, **values: object) -> None:
    """Prints such a message, with `err` beside what the command is asked for."""
    click.echo(told(form, **values), err=err)


def on_terminal() -> bool:
    """Whether somebody is there who can answer."""
    return sys.stdin.isatty()


def agreed(form: str, **values: object) -> bool:
    """Whether somebody at the terminal says yes to a question; without a word, that is no."""
    yes, no = told("yes"), told("no")
    question = f"{told(form, **values)} [{yes[0]}/{no[0]}]"
    answer = click.prompt(question, default=no[0], show_default=False)
    return answer.strip().casefold() in (yes, yes[0])


class Refused(click.ClickException):
    """Ends a command with such a message."""

    def __init__(self, form: str, **values: object) -> None:
        super().__init__(told(form, **values))
        self._shown = told("Error: {message}", message=self.message)

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints it as `click` prints errors."""
        click.echo(self._shown, file, err=file is None)
