"""Rules for scoring.yaml: scales, bands, reliabilities, keys, difficulties."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from scoring.definition import Item, ItemType, Questionnaire, Scale, Sensitivity
from service.catalogue.checks.subject import Subject, repeated
from service.catalogue.schema import suggestion

#: Logits that a rasch scale can reach.
LOGITS = (-6.0, 6.0)
#: What scales of these methods reach, whatever their items: logits, percent, shares.
FIXED_REACH = {"rasch": LOGITS, "c_test": (0.0, 100.0), "gain": (-1.0, 1.0), "retention": (0.0, 2.0)}
#: Items whose key is made from their own rule, so that no file gives one.
OWN_KEY = (ItemType.PASSAGE, ItemType.MATRIX, ItemType.C_TEST, ItemType.PAIRS, ItemType.PAIR)


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def check_scoring(subject: Subject) -> None:
    """Everything in scoring.yaml except its conditions and cut-offs."""
    scoring = subject.questionnaire.scoring
    named: Mapping[str, Iterable[_Named]] = {
        "scales": scoring.scales,
        "cutoffs": scoring.cutoffs,
        "flags": scoring.flags,
    }
    for part, rows in named.items():
        for index, name in repeated([row.id for row in rows]):
            subject.at_scoring("id_duplicate", name, f"{name} again", (part, index))
    for index, scale in enumerate(scoring.scales):
        _items(subject, index, scale)
        _reversed(subject, index, scale)
        _bands(subject, index, scale)
        _reliability(subject, index, scale)
    _keys(subject)
    _difficulties(subject)


def _items(subject: Subject, index: int, scale: Scale) -> None:
    path = ("scales", index, "items")
    by_id = subject.questionnaire.by_id
    for name in scale.items:
        item = by_id.get(name)
        if item is None:
            close = suggestion(name, list(by_id))
            subject.at_scoring("scale_item", scale.id, name, path, f"Did you mean {close}?" if close else None)
        elif item.practice or not item.takes_answer:
            kind = "a practice item" if item.practice else f"a {item.type.value} item, which takes no answer"
            subject.at_scoring("scale_item", scale.id, f"{name}, {kind}", path)
        elif scale.method in ("mean", "sum") and reach(subject.questionnaire, item) is None:
            subject.at_scoring("scale_values", scale.id, f"{name} without values", path)
    for _, name in repeated(list(scale.items)):
        subject.at_scoring("scale_item", scale.id, f"{name} again", path)
    health = {by_id[name].sensitivity is Sensitivity.HEALTH for name in scale.items if name in by_id}
    if len(health) > 1:
        subject.at_scoring("scale_mixed", scale.id, "health items and other items", path)


def _reversed(subject: Subject, index: int, scale: Scale) -> None:
    path = ("scales", index, "reversed")
    for name in scale.reversed:
        if name not in scale.items:
            subject.at_scoring("reversed_outside", scale.id, name, path)
    if scale.reversed and scale.method not in ("mean", "sum"):
        subject.at_scoring("reversed_outside", scale.id, f"reversed items in a {scale.method} scale", path)
    ranges = {
        found for item in known_items(subject.questionnaire, scale) if (found := reach(subject.questionnaire, item))
    }
    if scale.reversed and len(ranges) > 1:
        words = ", ".join(f"{low:g} to {high:g}" for low, high in sorted(ranges))
        subject.at_scoring("reversed_differs", scale.id, words, path)


def known_items(questionnaire: Questionnaire, scale: Scale) -> list[Item]:
    """The scale's items that exist."""
    return [questionnaire.by_id[name] for name in scale.items if name in questionnaire.by_id]


def reach(questionnaire: Questionnaire, item: Item) -> tuple[float, float] | None:
    """Lowest and highest number that an item can give; None when it has fewer than two."""
    values = list(questionnaire.values_by_item.get(item.id, {}).values())
    if item.type is ItemType.MULTIPLE and values:
        return sum(min(value, 0) for value in values), sum(max(value, 0) for value in values)
    if len(values) > 1:
        return min(values), max(values)
    if item.minimum is not None and item.maximum is not None:
        return item.minimum, item.maximum
    return None


def scale_reach(questionnaire: Questionnaire, scale: Scale) -> tuple[float, float] | None:
    """Lowest and highest value of a scale, whatever the routing; None when its items have no numbers."""
    if scale.method == "count_correct":
        return 0.0, float(len(scale.items))
    if scale.method in FIXED_REACH:
        return FIXED_REACH[scale.method]
    found = [bounds for item in known_items(questionnaire, scale) if (bounds := reach(questionnaire, item))]
    if not found:
        return None
    if scale.method == "mean":
        return min(low for low, _ in found), max(high for _, high in found)
    return min(sum(low for low, _ in found), *(low for low, _ in found)), sum(high for _, high in found)


def _bands(subject: Subject, index: int, scale: Scale) -> None:
    path = ("scales", index, "bands")
    if scale.band_certainty is not None and (scale.method != "rasch" or not scale.bands):
        found = f"band_certainty on a {scale.method} scale{'' if scale.bands else ' without bands'}"
        subject.at_scoring("band_certainty", scale.id, found, ("scales", index, "band_certainty"))
    if not scale.bands:
        return
    if not scale.band_reference:
        subject.at_scoring("bands_reference", scale.id, "no band_reference", path)
    for _, name in repeated([band.id for band in scale.bands]):
        subject.at_scoring("id_duplicate", scale.id, f"band {name} again", path)
    first, *others = scale.bands
    starts = [band.from_ for band in others if band.from_ is not None]
    if first.from_ is not None or len(starts) < len(others) or sorted(set(starts)) != starts:
        found = ", ".join("no from" if band.from_ is None else f"{band.from_:g}" for band in scale.bands)
        subject.at_scoring("bands_order", scale.id, found, path)
    bounds = scale_reach(subject.questionnaire, scale)
    for start in starts:
        if bounds and not bounds[0] < start <= bounds[1]:
            found = f"{start:g}, while the scale reaches from {bounds[0]:g} to {bounds[1]:g}"
            subject.at_scoring("bands_range", scale.id, found, path)


def _reliability(subject: Subject, index: int, scale: Scale) -> None:
    """One without the other would be read and never used."""
    known = {"reliability": scale.reliability, "reliability_sd": scale.reliability_sd}
    there = [name for name, value in known.items() if value is not None]
    if len(there) == 1:
        (lacking,) = known.keys() - set(there)
        path = ("scales", index, there[0])
        subject.at_scoring("reliability_pair", scale.id, f"{there[0]} without {lacking}", path)


def _keys(subject: Subject) -> None:
    questionnaire = subject.questionnaire
    keyed = {
        item.id for item in questionnaire.items if questionnaire.structure.kind == "test" and item.type not in OWN_KEY
    }
    for name, codes in questionnaire.scoring.keys.items():
        if name not in keyed:
            subject.at_scoring("key_extra", name, f"a key for {name}", ("keys", name))
            continue
        free = questionnaire.by_id[name].type in (ItemType.GAP, ItemType.NUMBER, ItemType.DATE)
        unknown = () if free else sorted(set(codes) - set(questionnaire.codes_by_item[name]))
        if unknown or not codes or not all(code.strip() for code in codes):
            subject.at_scoring("key_code", name, ", ".join(unknown) or "an empty key", ("keys", name))
    for name in sorted(keyed - set(questionnaire.scoring.keys)):
        subject.at_scoring("key_needed", name, f"no key for {name}", ("keys",))


def _difficulties(subject: Subject) -> None:
    scoring = subject.questionnaire.scoring
    rasch = [scale for scale in scoring.scales if scale.method == "rasch"]
    items = {item.id: item for scale in rasch for item in known_items(subject.questionnaire, scale)}
    for name in sorted(set(scoring.difficulties) - set(items)):
        subject.at_scoring("difficulty", name, f"a difficulty for {name}", ("difficulties", name))
    for name, item in items.items():
        if name not in scoring.difficulties and item.type is not ItemType.MATRIX:
            subject.at_scoring("difficulty", name, f"no difficulty for {name}", ("difficulties",))
    if scoring.difficulties and not scoring.difficulty_reference:
        subject.at_scoring("difficulty_reference", "difficulties", "no difficulty_reference", ("difficulties",))
