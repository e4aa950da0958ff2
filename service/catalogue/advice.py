"""Report advice: sections and rules kept as data, with their words. And the fixed outcomes of a release."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from scoring.advice import AdviceRule
from scoring.conditions import Frozen, Identifier, Whole
from scoring.reliance_rules import Reliance, Timing
from service.catalogue.texts import Status, Texts, lowest_status, text_in


class Section(Frozen):
    """A heading of the report and who reads it."""

    id: Identifier
    audience: Literal["staff", "client", "both"]


class AdviceFile(Frozen):
    """The content of `_report/rules.yaml`."""

    sections: tuple[Section, ...] = Field(min_length=1)
    rules: tuple[AdviceRule, ...] = ()
    reliance: Reliance | None = None
    timing: Timing | None = None


class Choice(Frozen):
    """One fixed outcome or functional limit, and its place in the list."""

    id: Identifier
    order: Whole = Field(ge=1, le=999)


class OutcomeChoice(Choice):
    """One outcome. `limits`: whether functional limits can go with it; `asks_module`: it tells that a further module
    waits for the client, so it is released only while one does.
    """

    limits: bool = True
    asks_module: bool = False


class UrgencyChoice(Choice):
    """How soon an appointment is wanted: its last possible day is at most `within_days` away, 0 for the same day."""

    within_days: Whole = Field(ge=0, le=365)


class ReleaseFile(Frozen):
    """The content of `_release/outcomes.yaml`."""

    outcomes: tuple[OutcomeChoice, ...] = Field(min_length=1)
    limits: tuple[Choice, ...] = ()
    urgencies: tuple[UrgencyChoice, ...] = Field(min_length=1)


@dataclass(frozen=True, eq=False)
class AdviceTable:
    """All sections and rules in file order. `reliance`, `timing`: what is said about the answering."""

    sections: tuple[Section, ...] = ()
    rules: tuple[AdviceRule, ...] = ()
    texts: dict[str, Texts] = field(default_factory=dict)
    reliance: Reliance | None = None
    timing: Timing | None = None

    def text(self, language: str, key: str) -> str:
        """The text of a key; TextMissing when it isn't there."""
        return text_in(self.texts, language, key)

    def client_text(self, language: str, rule: str) -> str:
        """What a rule says to the client: `advice.<rule>.client` if there is one, else `advice.<rule>`."""
        return _client_text(self.texts, language, f"advice.{rule}")

    def sections_for(self, reader: Literal["staff", "client"]) -> tuple[Section, ...]:
        """The sections that this reader gets."""
        return tuple(section for section in self.sections if section.audience in (reader, "both"))

    def rules_in(self, section: str) -> tuple[AdviceRule, ...]:
        """The rules of one section."""
        return tuple(rule for rule in self.rules if rule.section == section)

    def status(self, language: str) -> Status:
        """The lowest effective status over all entries of a language."""
        return lowest_status(self.texts, language)


@dataclass(frozen=True, eq=False)
class ReleaseTable:
    """What a psychiatrist can choose from, each in its order."""

    outcomes: tuple[OutcomeChoice, ...] = ()
    limits: tuple[Choice, ...] = ()
    urgencies: tuple[UrgencyChoice, ...] = ()
    texts: dict[str, Texts] = field(default_factory=dict)

    def text(self, language: str, key: str) -> str:
        """The text of a key; TextMissing when it isn't there."""
        return text_in(self.texts, language, key)

    def client_text(self, language: str, key: str) -> str:
        """The sentence for the client: `<key>.client` if there is one, else `<key>`."""
        return _client_text(self.texts, language, key)

    def status(self, language: str) -> Status:
        """The lowest effective status over all entries of a language."""
        return lowest_status(self.texts, language)


def _client_text(texts: dict[str, Texts], language: str, key: str) -> str:
    own = f"{key}.client"
    has_own = language in texts and texts[language].has(own)
    return text_in(texts, language, own if has_own else key)
