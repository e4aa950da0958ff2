"""One module at one version, with all its wording: what the kiosk, the scoring and the reports work with."""

import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from scoring.definition import Item, Questionnaire
from service.catalogue.cases_file import WorkedCase
from service.catalogue.text_keys import module_keys, question_key
from service.catalogue.texts import Status, Texts, lowest_status, status_of, text_in

#: Places on the path from here on are given only when a psychiatrist asks for them.
FIRST_SUPPLEMENTARY = 50


@dataclass(frozen=True, eq=False)
class Module:
    """`texts` by language; `content` in the tested language (language tests); `pictures`: SVG text by name;
    `case_lines`: where in cases.yaml each case starts (from 1).
    """

    questionnaire: Questionnaire
    texts: dict[str, Texts]
    content: Texts | None = None
    pictures: dict[str, str] = field(default_factory=dict)
    cases: tuple[WorkedCase, ...] = ()
    case_lines: tuple[int | None, ...] = ()

    @property
    def slug(self) -> str:
        """The module's name."""
        return self.questionnaire.slug

    @property
    def version(self) -> str:
        """Three numbers, e.g. `1.0.0`."""
        return self.questionnaire.version

    @property
    def order(self) -> int:
        """The module's place on the path."""
        return self.questionnaire.structure.order

    @property
    def is_supplementary(self) -> bool:
        """Whether it is only given when a psychiatrist asks for it."""
        return self.order >= FIRST_SUPPLEMENTARY

    @cached_property
    def hash(self) -> str:
        """SHA-256 in hex over structure, scoring, codes, wording and pictures. A status alone does not change it."""
        return hashlib.sha256(canonical(self.asked(brief=True))).hexdigest()

    def asked(self, *, brief: bool = False) -> dict[str, Any]:
        """Everything that a client was asked and how it is scored, as JSON values; `brief` leaves out defaults."""
        content = self.content
        return {
            "questionnaire": self.questionnaire.model_dump(mode="json", by_alias=True, exclude_defaults=brief),
            "texts": {language: _wording(texts) for language, texts in self.texts.items()},
            "content": {content.language: _wording(content)} if content else {},
            "pictures": self.pictures,
        }

    def text(self, language: str, key: str) -> str:
        """The text of a key; TextMissing when it isn't there. Never another language's text."""
        return text_in(self.texts, language, key)

    def has_text(self, language: str, key: str) -> bool:
        """Whether an optional text (help, after) is there."""
        return language in self.texts and self.texts[language].has(key)

    def question(self, language: str, item: Item) -> str:
        """What the item asks: its own words, or the instruction that it shares; TextMissing when it isn't there."""
        return self.text(language, question_key(item))

    def hint(self, language: str, item: Item) -> str:
        """The short hint below the question: its own, or the one that it shares; empty when there is none."""
        own = f"{question_key(item)}.help"
        if self.has_text(language, own):
            return self.text(language, own)
        return self.text(language, f"hint.{item.hint}") if item.hint else ""

    def content_text(self, key: str) -> str:
        """A text in the tested language, e.g. `item.nl_01.stimulus`; TextMissing when it isn't there."""
        content = self.content or Texts("content", {})
        return content.text(key)

    def option_text(self, language: str, item: Item, code: str) -> str:
        """The words of one option, wherever they live: the named answer scale, the item, or the test content.

        Not for choice lists (`ChoiceList.label`) and figures, which have no words.
        """
        if item.scale:
            return self.text(language, f"option.{item.scale}.{code}")
        key = f"item.{item.id}.option.{code}"
        return self.content_text(key) if item.stimulus else self.text(language, key)

    @cached_property
    def complete_languages(self) -> tuple[str, ...]:
        """Languages with every text that they need, in the order of the code."""
        keys = module_keys(self.questionnaire)
        return tuple(
            language
            for language, texts in sorted(self.texts.items())
            if all(texts.has(key) for key in keys.needed(language))
        )

    @property
    def count(self) -> int:
        """How many questions it asks at most: items to answer, practice left out."""
        return sum(item.takes_answer and not item.practice for item in self.questionnaire.items)

    def status(self, language: str) -> Status:
        """The lowest effective status over all entries of a language."""
        return lowest_status(self.texts, language)

    def status_of(self, language: str, key: str) -> Status:
        """The effective status of one entry."""
        return status_of(self.texts, language, key)


def canonical(values: object) -> bytes:
    """JSON in one form only: sorted keys, no spaces, UTF-8."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _wording(texts: Texts) -> dict[str, str]:
    return {key: entry.text for key, entry in texts.entries.items()}
