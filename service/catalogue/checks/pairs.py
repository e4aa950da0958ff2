"""Rules for the learning task: sets of pairs, questions about them, and the scales that compare two tests."""

from collections import Counter
from collections.abc import Iterator

from scoring.definition import Item, ItemType, PairSpec, Scale
from service.catalogue.checks.subject import Subject

COMPARED = ("gain", "retention")


def check_pairs(subject: Subject) -> None:
    """Every pairs and pair item of a module, and its gain and retention scales."""
    for item in subject.questionnaire.items:
        for found in _spec(subject, item):
            subject.item("pairs", item, found, "pair" if item.pair else "pairs" if item.pairs else "")
    for index, scale in enumerate(subject.questionnaire.scoring.scales):
        for found in _compared(subject, scale):
            subject.at_scoring("compared", scale.id, found, ("scales", index))


def _spec(subject: Subject, item: Item) -> Iterator[str]:
    for key, kind in (("pairs", ItemType.PAIRS), ("pair", ItemType.PAIR)):
        if (getattr(item, key) is not None) != (item.type is kind):
            yield f"`{key}:` on a {item.type.value} item" if getattr(item, key) else f"no `{key}:`"
    if item.pairs is not None and item.practice:
        yield "`practice:` on what is only studied; put it on the pair items"
    if item.pair is not None and item.type is ItemType.PAIR:
        yield from _question(subject, item, item.pair)


def _question(subject: Subject, item: Item, spec: PairSpec) -> Iterator[str]:
    studied = subject.questionnaire.by_id.get(spec.study)
    if studied is None or studied.pairs is None:
        yield f"{spec.study}, which shows no pairs"
        return
    if subject.position[studied.id] > subject.position[item.id]:
        yield f"{spec.study}, which comes later"
    if spec.ask > studied.pairs.count or spec.options > studied.pairs.count:
        yield f"pair {spec.ask} with {spec.options} options of a set of {studied.pairs.count}"


def _compared(subject: Subject, scale: Scale) -> Iterator[str]:
    if scale.method not in COMPARED:
        if scale.earlier or scale.needed:
            yield f"`earlier` or `needed` in a {scale.method} scale"
        return
    later = [name for name in scale.items if name not in scale.earlier]
    if not scale.earlier or not set(scale.earlier) < set(scale.items):
        yield "`earlier` names no items, all items, or items that are not in the scale"
    elif _asked(subject, scale.earlier) != _asked(subject, later):
        yield "an earlier and a later test that ask for different pairs"


def _asked(subject: Subject, names: tuple[str, ...] | list[str]) -> Counter[object]:
    """Which pairs these items ask for: the seed of the set and the number of the pair."""
    by_id = subject.questionnaire.by_id
    specs = [(by_id[name].pair, name) for name in names if name in by_id]
    return Counter(_pair(subject, spec) if spec else name for spec, name in specs)


def _pair(subject: Subject, spec: PairSpec) -> tuple[int | None, int]:
    studied = subject.questionnaire.by_id.get(spec.study)
    return (studied.pairs.seed if studied and studied.pairs else None), spec.ask
