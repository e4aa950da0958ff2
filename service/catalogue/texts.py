"""Wording by key in one language, each entry with its translation status."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from service.errors import KlantbeeldError

SOURCE_LANGUAGE = "en"
STAFF_LANGUAGES = ("nl", "en")
REQUIRED_LANGUAGES = ("nl", "en", "ar", "ti")


class TextMissing(KlantbeeldError):
    """A text was asked that isn't there. Nothing falls back to another language, so this is an error of ours."""

    code = "text_missing"


class Status(StrEnum):
    """How far an entry is, in ascending order."""

    DRAFT = "draft"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"
    APPROVED = "approved"

    @property
    def rank(self) -> int:
        """0 for draft up to 3 for approved."""
        return list(Status).index(self)


@dataclass(frozen=True)
class Entry:
    """One text. `source`: hash of the English text it was made from, None while not stamped; `on`: ISO date."""

    text: str
    status: Status = Status.DRAFT
    source: str | None = None
    by: str | None = None
    on: str | None = None

    def effective(self, english: str | None) -> Status:
        """The status now: draft once the English text is another than the one this was made from."""
        return self.status if english is not None and self.source == source_hash(english) else Status.DRAFT


@dataclass(frozen=True)
class Texts:
    """All entries of one language."""

    language: str
    entries: dict[str, Entry]

    def text(self, key: str) -> str:
        """The text of `key`; TextMissing when there is none."""
        if key not in self.entries:
            raise TextMissing(f"no text {key} in {self.language}", key=key, language=self.language)
        return self.entries[key].text

    def has(self, key: str) -> bool:
        """Whether there is a text with this key."""
        return key in self.entries


def source_hash(text: str) -> str:
    """First 8 hex digits of the SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:8]


def text_in(texts: dict[str, Texts], language: str, key: str) -> str:
    """The text of `key` in `language`; TextMissing for an absent language or key, never another language's text."""
    if language not in texts:
        raise TextMissing(f"no texts in {language}", key=key, language=language)
    return texts[language].text(key)


def status_of(texts: dict[str, Texts], language: str, key: str) -> Status:
    """The effective status of one entry."""
    text_in(texts, language, key)
    english = texts.get(SOURCE_LANGUAGE)
    entry = english.entries.get(key) if english else None
    return texts[language].entries[key].effective(entry.text if entry else None)


def lowest_status(texts: dict[str, Texts], language: str) -> Status:
    """The lowest effective status over all entries of a language; TextMissing for an absent language."""
    if language not in texts:
        raise TextMissing(f"no texts in {language}", language=language)
    statuses = [status_of(texts, language, key) for key in texts[language].entries]
    return min(statuses, key=lambda status: status.rank, default=Status.DRAFT)
