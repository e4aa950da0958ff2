"""Rules for time limits: where they may be, what a block is, what running out of time means for a scale."""

from collections.abc import Iterator

from scoring.definition import Item, Sensitivity
from scoring.timing import TimedBlock
from service.catalogue.checks.subject import Subject, repeated
from service.catalogue.schema import suggestion


def check_timing(subject: Subject) -> None:
    """Everything about time."""
    structure = subject.questionnaire.structure
    for item in subject.questionnaire.items:
        for found in _unfit(subject, item) if item.seconds is not None else ():
            subject.item("time_kind", item, found, "seconds")
    for index, name in repeated([block.id for block in structure.timed]):
        subject.at_structure("id_duplicate", name, f"{name} again", ("timed", index))
    for index, block in enumerate(structure.timed):
        for found in _block(subject, block):
            subject.at_structure("time_block", block.id, found, ("timed", index))
        for found in _unfit_block(subject, block):
            subject.at_structure("time_kind", block.id, found, ("timed", index))
    _scales(subject)


def _unfit(subject: Subject, item: Item) -> Iterator[str]:
    if subject.questionnaire.structure.kind != "test":
        yield "a time limit in a personal module"
    if item.sensitivity is Sensitivity.HEALTH:
        yield f"a time limit on {item.id}, a health item"
    if item.practice or not item.takes_answer:
        yield f"a time limit on {item.id}, {'a practice' if item.practice else f'a {item.type.value}'} item"


def _unfit_block(subject: Subject, block: TimedBlock) -> Iterator[str]:
    by_id = subject.questionnaire.by_id
    yield from dict.fromkeys(found for name in block.items if name in by_id for found in _unfit(subject, by_id[name]))


def _block(subject: Subject, block: TimedBlock) -> Iterator[str]:
    by_id, known = subject.questionnaire.by_id, subject.position
    for name in block.items:
        if name not in known:
            close = suggestion(name, list(known))
            yield f"no item {name}{f'; did you mean {close}?' if close else ''}"
        elif by_id[name].show_if is not None:
            yield f"{name}, which is not always asked"
    yield from (f"{name} again" for _, name in repeated(list(block.items)))
    places = [known[name] for name in block.items if name in known]
    if places and places != list(range(places[0], places[0] + len(places))):
        yield "items that do not stand together, in the order of the file"
    if subject.questionnaire.structure.item_order != "fixed":
        yield "item_order: shuffled"
    yield from _elsewhere(subject, block)


def _elsewhere(subject: Subject, block: TimedBlock) -> Iterator[str]:
    structure = subject.questionnaire.structure
    scale = subject.questionnaire.scales_by_id.get(structure.adaptive.scale) if structure.adaptive else None
    for name in block.items:
        if scale is not None and name in scale.items:
            yield f"{name}, which is in the adaptive bank; its limit is `minutes` of `stop`"
        earlier = structure.timed[: structure.timed.index(block)]
        yield from (f"{name}, which is in {other.id} too" for other in earlier if name in other.items)


def _timed(subject: Subject) -> frozenset[str]:
    """The items at which time can run out; read from the files, since the definition may not hold together yet."""
    structure = subject.questionnaire.structure
    own = [item.id for item in subject.questionnaire.items if item.seconds is not None]
    blocks = [name for block in structure.timed for name in block.items]
    plan = structure.adaptive
    bank = subject.questionnaire.scales_by_id.get(plan.scale) if plan and plan.stop.minutes is not None else None
    return frozenset((*own, *blocks, *(bank.items if bank else ())))


def _scales(subject: Subject) -> None:
    timed = _timed(subject)
    for index, scale in enumerate(subject.questionnaire.scoring.scales):
        late = [name for name in scale.items if name in timed]
        if late and scale.timed_out is None:
            found = f"no timed_out, while time can run out at {late[0]}"
            subject.at_scoring("time_scale", scale.id, found, ("scales", index))
        if scale.timed_out is not None and not late:
            found = f"timed_out: {scale.timed_out}, while no item has a time limit"
            subject.at_scoring("time_scale", scale.id, found, ("scales", index, "timed_out"))
