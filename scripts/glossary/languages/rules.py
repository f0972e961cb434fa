"""What a language has to say of its words. A class of the defaults; each language has one of its own below it."""


class Rules:
    """The rules of a language without forms, articles or stop words."""
