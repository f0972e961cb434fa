"""The glossary as `glossary links` knows it: its published `terms.json`."""

import json
import os
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Annotated, Any
from urllib import request
from urllib.error import HTTPError, URLError

from pydantic import BaseModel, Field, ValidationError

from ..addresses import TERM_LIST
from ..languages import Language, language_of
from ..problem import Message, Mistake
from ..reading.frontmatter import PUBLISHED_URL, AnySlug, Line, Slug, linkable_of, names_of
from ..text.mentions import Names, inflected
from ..text.written_forms import clear_forms

LIMIT = 50_000_000
TIMEOUT = 10  # seconds without a byte
DEADLINE = 60  # seconds for the whole file
VERSION = 1

_WEB = re.compile(r"https?://", re.I)
_VERSION = re.compile(r"/api/v(\d+)/schema\.json")


# A published name has at most 120 characters and a field at most 30 of them; a later release may allow more.
_Name = Annotated[Line, Field(max_length=120)]
_Names = Annotated[list[_Name], Field(max_length=100)]


class Unusable(Mistake):
    """Why a glossary cannot be used, and what to do."""


class PublishedTopic(BaseModel):
    """The topic of a term."""

    slug: str = ""
    title: str = ""


class PublishedCounterpart(BaseModel):
    """The page of another glossary that stands for a term."""

    slug: AnySlug
    declared: bool = False


class PublishedTerm(BaseModel):
    """The fields that are read of an entry. It may hold others, because the format may grow."""

    slug: Slug
    title: _Name
    in_sentence: _Name | None = None
    url: Annotated[str, Field(pattern=PUBLISHED_URL, max_length=500)]
    abbreviation: _Name | None = None
    aliases: _Names = []
    covers: _Names = []
    instances: _Names = []
    misnomers: _Names = []
    plain: Line | None = None
    definition: Line = ""
    topic: PublishedTopic = PublishedTopic()
    shared_names: Annotated[dict[_Name, str], Field(max_length=100)] = {}
    use_instead: _Name | None = None
    replaced_by: AnySlug | None = None
    autolink: _Names | None = None
    redirects: list[AnySlug] = []
    updated: date | None = None
    counterparts: dict[Line, PublishedCounterpart | None] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which its page may be linked, each once."""
        return names_of(self.title, self.abbreviation, self.aliases, self.covers)


class _TermList(BaseModel):
    language: Line = "en"
    terms: Annotated[list[PublishedTerm], Field(min_length=1)]


@dataclass(frozen=True)
class PublishedGlossary:
    """Terms in a language, and where they are found.

    `folder` is the address that all pages are in. `redirects` leads from former slugs to slugs.
    """

    folder: str
    terms: Mapping[str, PublishedTerm]
    redirects: Mapping[str, str]
    language: Language

    @cached_property
    def names(self) -> Names:
        """What finds all names. Mentions carry a slug, or a key of `misnomers`."""
        names = Names(self.language)
        for slug, term in self.terms.items():
            linkable = linkable_of(term.names, term.autolink)
            for name in term.names:
                # Others have a right to a name that they share with one that is out of use.
                if not (term.use_instead and name in term.shared_names):
                    names.add(slug, name, name in linkable)
        for key, slug in self.misnomers.items():
            for name in self.terms[slug].misnomers:
                if name.casefold() not in self.slugs_by_name:
                    names.add(key, name, linkable=False)
        return names

    @cached_property
    def misnomers(self) -> dict[str, str]:
        """The slug that is meant by wrong names, by the key that they have in `names`."""
        # No slug holds a space, so these keys are no slugs.
        return {f"not {slug}": slug for slug, term in self.terms.items() if term.misnomers}

    @cached_property
    def slugs_by_name(self) -> dict[str, str]:
        """The slug that a name or slug in small letters means, in each form that the inventory has."""
        slugs = {name.casefold(): slug for slug, term in self.terms.items() for name in term.names}
        # Of several concepts with one name, this is first of all that of which it is the title or the slug.
        for slug, term in self.terms.items():
            slugs |= {term.title.casefold(): slug, slug: slug}
        names = {slug: term.names for slug, term in self.terms.items()}
        # All forms of a shared name lead to its page of meanings.
        shared = {slug: term.shared_names for slug, term in self.terms.items()}
        further = [(form, slug) for slug, _, form in clear_forms(names, self.language)]
        further += [
            (form, slug)
            for slug, own in shared.items()
            for name in own
            for form in inflected(name, self.language)
        ]
        for form, slug in further:
            slugs.setdefault(form.casefold(), slug)
        return slugs

    def named(self, text: str) -> str | None:
        """The slug of the concept with the name or slug `text`."""
        return self.slugs_by_name.get(" ".join(text.split()).casefold())

    def meanings(self, text: str) -> dict[str, str]:
        """The page of meanings of the shared name `text`, by the slug of each concept that has the name."""
        name = " ".join(text.split()).casefold()
        return {
            slug: page
            for slug, term in self.terms.items()
            for shared, page in term.shared_names.items()
            if shared.casefold() == name
        }


def address_in(site: str) -> str:
    """Where the glossary at `site` publishes its terms. Raises `Unusable` if that is no address of a site."""
    if not (PUBLISHED_URL.match(site) and site.endswith("/")):
        raise Unusable(
            Message("is no address of a site"),
            Message("give one such as https://words.example/glossary/, with a slash at its end"),
        )
    return f"{site}{TERM_LIST}"


def published_file(site: str, path: str) -> bytes:
    """The bytes of the file at `path` below the address of a site. Raises `Unusable`."""
    return fetch(address_in(site).removesuffix(TERM_LIST) + path)


def copy_of(site: str) -> Path:
    """Where the terms of a site are kept for when it cannot be reached (XDG Base Directory Specification)."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "plain-glossary" / f"{sha256(site.encode()).hexdigest()[:16]}.json"


def fetch(source: str) -> bytes:
    """The bytes of a `terms.json` at an http(s) address or in a file. Raises `Unusable`."""
    from_web = bool(_WEB.match(source))
    if "://" in source and not from_web:
        fix = Message("give one with https, or a file")
        raise Unusable(Message("is an address that cannot be read"), fix)
    try:
        if from_web:
            data = _download(source)
        else:
            with open(source, "rb") as file:
                data = file.read(LIMIT + 1)
    except (OSError, HTTPException, ValueError) as error:
        if isinstance(error, HTTPError):
            error.close()
        reason = error.reason if isinstance(error, URLError) else error
        raise Unusable(
            Message("cannot be read ({reason})", reason=str(reason)),
            Message("give the address or a copy of the glossary's api/v1/terms.json"),
        ) from error
    if len(data) > LIMIT:
        raise Unusable(
            Message("is larger than {most} MB", most=LIMIT // 1_000_000),
            Message("give the address of the glossary's api/v1/terms.json"),
        )
    return data


def parse(data: bytes, site: str = "") -> PublishedGlossary:
    """The glossary that a `terms.json` describes, and that is published at `site`. Raises `Unusable`."""
    otherwise = Message("give the address or a copy of the glossary's api/v1/terms.json")
    try:
        content = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Unusable(Message("is not JSON ({reason})", reason=str(error)), otherwise) from error
    match = _VERSION.search(_schema_of(content))
    if match and int(match[1][:9]) > VERSION:
        what = Message(
            "is of version {version}, and this command reads version {known}",
            version=match[1][:9],
            known=VERSION,
        )
        raise Unusable(what, Message("install a newer release of plain-glossary"))
    try:
        listed = _TermList.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or Message("the file")
        what = Message("is no terms.json ({where}: {reason})", where=where, reason=first["msg"])
        if first["type"] in ("string_too_long", "too_long"):
            what = Message(
                "is too long in {where} ({length}; at most {most} are read)",
                where=where,
                length=len(first["input"]),
                most=first["ctx"]["max_length"],
            )
            otherwise = Message("ask those who publish it to shorten that")
        raise Unusable(what, otherwise) from error
    terms = listed.terms
    by_slug = {term.slug: term for term in terms}
    if len(by_slug) < len(terms):
        raise Unusable(Message("holds a slug twice"), otherwise)
    folders = {term.url.removesuffix(f"{term.slug}/") for term in terms}
    if len(folders) > 1 or not next(iter(folders)).endswith("/") or folders & {term.url for term in terms}:
        raise Unusable(Message("has addresses that do not consist of one folder and the slug"), otherwise)
    if not min(folders).startswith(site):
        raise Unusable(
            Message("holds the terms of another site, at {address}", address=min(folders)),
            Message("give that site's address, or the file with --glossary"),
        )
    redirects = {old: term.slug for term in terms for old in term.redirects if old not in by_slug}
    return PublishedGlossary(folders.pop(), by_slug, redirects, language_of(listed.language))


def _schema_of(content: Any) -> str:
    return str(content.get("$schema", "")) if isinstance(content, dict) else ""


def _download(url: str) -> bytes:
    # Only these handlers: a redirect must not lead to ftp: or file:.
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPRedirectHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    # Some hosts refuse the name that urllib gives itself.
    asked = request.Request(url, headers={"User-Agent": "plain-glossary", "Accept": "application/json"})
    end = time.monotonic() + DEADLINE
    data = bytearray()
    with opener.open(asked, timeout=TIMEOUT) as answer:
        while len(data) <= LIMIT and (chunk := answer.read1(1 << 16)):
            data += chunk
            if time.monotonic() > end:
                raise TimeoutError(f"not finished after {DEADLINE} seconds")
    return bytes(data)
