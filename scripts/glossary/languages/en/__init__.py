"""English."""

from ..rules import Rules


class English(Rules):
    """How English words behave."""


RULES = English()
