"""German."""

from ..rules import Rules


class German(Rules):
    """How German words behave."""


RULES = German()
