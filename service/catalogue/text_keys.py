"""Which texts a module must have and may have, per language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scoring.definition import Item, ItemType, Questionnaire, Scale, Sensitivity
from service.catalogue.texts import STAFF_LANGUAGES

#: Longest text in characters, for the first pattern that fits the key.
MAX_LENGTHS = (
    (re.compile(r"item\.\w+\.stimulus"), 3000),
    (re.compile(r"title|section\.\w+|scale\.\w+\.name"), 120),
    (re.compile(r"(item\.\w+\.)?option\..+"), 300),
)
MAX_LENGTH = 1200
PASSAGE_LENGTH = 3000


@dataclass
class Keys:
    """Keys of the text files: `client` in every language, `staff` in nl and en, `optional` in all or none."""

    client: list[str] = field(default_factory=list)
    staff: list[str] = field(default_factory=list)
    optional: list[str] = field(default_factory=list)

    def needed(self, language: str) -> list[str]:
        """What must be there in this language."""
        return [*self.client, *self.staff] if language in STAFF_LANGUAGES else list(self.client)

    def known(self) -> set[str]:
        """Every key that has a place."""
        return {*self.client, *self.staff, *self.optional}


def module_keys(questionnaire: Questionnaire) -> Keys:
    """The keys of a module's `text.<language>.yaml`."""
    keys = Keys(client=["title", "intro"])
    structure = questionnaire.structure
    (keys.client if structure.grounding else keys.optional).append("after")
    if structure.content_warning:
        keys.client.append("warning")
    is_urgent = any(flag.immediate for flag in questionnaire.scoring.flags)
    (keys.client if is_urgent else keys.optional).append("help")
    questions = dict.fromkeys(question_key(item) for item in structure.items)
    keys.client += questions
    keys.optional += [f"{question}.help" for question in questions]
    keys.client += dict.fromkeys(f"hint.{item.hint}" for item in structure.items if item.hint)
    for item in structure.items:
        keys.client += _item_keys(item)
    used = {item.scale for item in structure.items}
    for name, options in structure.answer_scales.items():
        target = keys.client if name in used else keys.optional
        target += [f"option.{name}.{option.code}" for option in options]
    for scale in questionnaire.scoring.scales:
        keys.client += _client_keys(questionnaire, scale)
        keys.staff += _staff_keys(scale)
    keys.staff += [f"flag.{flag.id}" for flag in questionnaire.scoring.flags]
    return keys


def question_key(item: Item) -> str:
    """The key of the question: the instruction that the item shares, or its own. The hint: `.help` behind it."""
    return f"instruction.{item.instruction}" if item.instruction else f"item.{item.id}"


def content_keys(questionnaire: Questionnaire) -> list[str]:
    """The keys of a module's `content.yaml`: stimuli, and the own options of items that have one."""
    return [key for item in questionnaire.items if item.stimulus for key in _content(item)]


def is_health_scale(questionnaire: Questionnaire, scale: Scale) -> bool:
    """Whether the scale rests on a health answer."""
    items = [questionnaire.by_id[name] for name in scale.items if name in questionnaire.by_id]
    return any(item.sensitivity is Sensitivity.HEALTH for item in items)


def max_length(key: str, passages: frozenset[str] = frozenset()) -> int:
    """The longest a text with this key may be, in characters; `passages` are keys of texts to read."""
    if key in passages:
        return PASSAGE_LENGTH
    return next((length for pattern, length in MAX_LENGTHS if pattern.fullmatch(key)), MAX_LENGTH)


def passage_keys(questionnaire: Questionnaire) -> frozenset[str]:
    """Keys of the texts that are there to be read."""
    return frozenset(f"item.{item.id}" for item in questionnaire.items if item.type is ItemType.PASSAGE)


def _content(item: Item) -> Iterator[str]:
    yield f"item.{item.id}.stimulus"
    yield from (f"item.{item.id}.option.{option.code}" for option in item.options)


def _item_keys(item: Item) -> Iterator[str]:
    if not item.stimulus:
        yield from (f"item.{item.id}.option.{option.code}" for option in item.options)
    if item.practice:
        yield from (f"feedback.{item.id}.right", f"feedback.{item.id}.wrong")


def _client_keys(questionnaire: Questionnaire, scale: Scale) -> Iterator[str]:
    yield f"scale.{scale.id}.name"
    if not is_health_scale(questionnaire, scale):
        yield from (f"scale.{scale.id}.client.{band.id}" for band in scale.bands)


def _staff_keys(scale: Scale) -> Iterator[str]:
    yield from (f"scale.{scale.id}.{part}" for part in ("definition", "low", "high"))
    yield from (f"scale.{scale.id}.band.{band.id}" for band in scale.bands)
    yield from (f"scale.{scale.id}.level.{row.level}" for row in scale.levels)
