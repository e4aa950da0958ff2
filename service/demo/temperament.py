"""What makes one made-up client differ from another: a few levels, from which plausible answers follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp
from random import Random

from scoring.definition import Item, ItemType, Questionnaire, Scale
from scoring.keying import difficulty_of, keys_of
from scoring.result import DECLINED

Answers = tuple[str, ...]
DECLINE: Answers = (DECLINED,)

#: Scales of self-reliance that go down as the burden goes up.
WEIGHED_DOWN = ("general", "wellbeing", "psych")
#: How difficult the gaps of a text are, in logits, by the level that it aims at.
LOGITS: Mapping[str, float] = {"A1": -2.0, "A2": -0.6, "B1": 1.0, "B2": 2.0, "C1": 3.0}
#: What is answered where nothing else is known of a person.
USUAL: Mapping[str, Answers] = {
    "tr_gate": ("yes",),
    "tr_safety": ("no",),
    "tr_danger": ("no",),
    "tr_help": ("no",),
    "zr_use": ("never",),
    "ac_body_limits": ("none",),
}


@dataclass(frozen=True)
class Temperament:
    """`burden`, `level` and `levels` (by scale) run from 0 to 1; abilities are in logits, by module.

    `says`: fixed answers by item. `pace`: how much slower than usual. `declines`: the share left out.
    """

    burden: float = 0.2
    level: float = 0.6
    levels: Mapping[str, float] = field(default_factory=dict)
    abilities: Mapping[str, float] = field(default_factory=dict)
    says: Mapping[str, Answers] = field(default_factory=dict)
    health: bool = True
    pace: float = 1.0
    declines: float = 0.0

    def level_on(self, scale: Scale) -> float:
        """How high this person stands on a scale."""
        if scale.id in self.levels:
            return self.levels[scale.id]
        if scale.higher_is == "worse":
            return self.burden
        return 1 - 0.8 * self.burden if scale.id in WEIGHED_DOWN else self.level


def plausible_answer(who: Temperament, questionnaire: Questionnaire, item: Item, chance: Random) -> Answers:
    """What this person sends for an item: codes or typed text; `DECLINE` for leaving it out."""
    said = who.says.get(item.id) or USUAL.get(item.id)
    if said or not item.takes_answer:
        return said or ()
    if questionnaire.structure.kind == "test":
        return tested(who, questionnaire, item, chance)
    if chance.random() < who.declines:
        return DECLINE
    scale = scale_of(questionnaire, item)
    return rated(who, questionnaire, scale, item, chance) if scale else picked(questionnaire, item, chance)


def scale_of(questionnaire: Questionnaire, item: Item) -> Scale | None:
    """The first scale that an item counts for."""
    return next((scale for scale in questionnaire.scoring.scales if item.id in scale.items), None)


def rated(who: Temperament, questionnaire: Questionnaire, scale: Scale, item: Item, chance: Random) -> Answers:
    """The option nearest to the person's level on the scale, give or take; turned round for reversed items."""
    values = questionnaire.values_by_item[item.id]
    ordered = sorted(questionnaire.codes_by_item[item.id], key=lambda code: values.get(code, 0))
    level = who.level_on(scale)
    turned = 1 - level if item.id in scale.reversed else level
    place = round(turned * (len(ordered) - 1) + chance.gauss(0, 0.55))
    return (ordered[max(0, min(place, len(ordered) - 1))],)


def tested(who: Temperament, questionnaire: Questionnaire, item: Item, chance: Random) -> Answers:
    """Right as often as the Rasch model says; else a wrong option, or passed over where one would have to type."""
    if item.type is ItemType.C_TEST:
        return typed_into(who, questionnaire, item, chance)
    right = keys_of(questionnaire, item)[0]
    ability = who.abilities.get(questionnaire.slug, 0.0)
    difficulty = hardness_of_pair(questionnaire, item) if item.pair else difficulty_of(questionnaire, item)
    likely = 0.9 if difficulty is None else 1 / (1 + exp(difficulty - ability))
    if chance.random() < likely:
        return (right,)
    wrong = [code for code in questionnaire.codes_by_item[item.id] if code != right]
    return (chance.choice(wrong),) if wrong and chance.random() > who.declines else DECLINE


def typed_into(who: Temperament, questionnaire: Questionnaire, item: Item, chance: Random) -> Answers:
    """A text with gaps: each gap right as often as the Rasch model says, else left open; or passed over as a whole."""
    likely = 1 / (1 + exp(LOGITS.get(item.level or "B1", 1.0) - who.abilities.get(questionnaire.slug, 0.0)))
    typed = tuple(gap.missing if chance.random() < likely else "" for gap in questionnaire.c_tests[item.id].gaps)
    return typed if any(typed) else DECLINE


#: Logits: how hard a pair is after one look, after two, and at the end of the module.
PAIRS = (0.6, -0.9, -0.5)


def hardness_of_pair(questionnaire: Questionnaire, item: Item) -> float:
    """How hard a pair is at this time: by how often it was asked before. Practice is easy."""
    asked = [other for other in questionnaire.items if other.pair and item.pair and other.pair.ask == item.pair.ask]
    before = [other.id for other in asked if not other.practice].index(item.id) if not item.practice else 1
    return PAIRS[min(before, len(PAIRS) - 1)]


def picked(questionnaire: Questionnaire, item: Item, chance: Random) -> Answers:
    """Any answer, for what stands in no scale and is not known of this person."""
    if item.type is ItemType.NUMBER:
        lowest = int(item.minimum or 0)
        return (str(chance.randint(lowest, min(lowest + 12, int(item.maximum or lowest + 12)))),)
    codes = [code for code in questionnaire.codes_by_item[item.id] if code not in item.exclusive]
    if item.type is ItemType.MULTIPLE:
        return tuple(chance.sample(codes, min(2, len(codes))))
    return (chance.choice(codes),) if codes else DECLINE
