"""Rules for adaptive modules: the bank, when it stops, its balance, and what follows it."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from scoring.adaptive.groups import group_of
from scoring.adaptive.plan import Adaptive, Balance, FollowUp
from scoring.conditions import items_in
from scoring.definition import Item, Scale, Sensitivity
from scoring.irt import information
from scoring.keying import difficulty_of
from service.catalogue.checks.scales import LOGITS, known_items
from service.catalogue.checks.subject import Subject, repeated
from service.catalogue.schema import suggestion


def check_adaptive(subject: Subject) -> None:
    """Everything in the block `adaptive`."""
    plan = subject.questionnaire.structure.adaptive
    if plan is None:
        return
    scale = subject.questionnaire.scales_by_id.get(plan.scale)
    _scale(subject, plan, scale)
    if scale is None:
        return
    bank = known_items(subject.questionnaire, scale)
    for item in bank:
        for found in _unfit(item):
            subject.item("adaptive_bank", item, found)
    _together(subject, bank)
    for found in _stop(subject, plan, bank):
        subject.at_structure("adaptive_stop", "adaptive", found, ("adaptive", "stop"))
    for found in _balance(plan.balance, bank, plan.stop.maximum) if plan.balance else ():
        subject.at_structure("adaptive_balance", "adaptive", found, ("adaptive", "balance"))
    _then(subject, plan, bank)


def _scale(subject: Subject, plan: Adaptive, scale: Scale | None) -> None:
    path = ("adaptive", "scale")
    if subject.questionnaire.structure.kind != "test":
        subject.at_structure("adaptive_scale", "adaptive", "an adaptive personal module", ("adaptive",))
    if scale is None:
        close = suggestion(plan.scale, list(subject.questionnaire.scales_by_id))
        mend = f"Did you mean {close}?" if close else None
        subject.at_structure("adaptive_scale", "adaptive", f"no scale {plan.scale}", path, mend)
    elif scale.method != "rasch":
        subject.at_structure("adaptive_scale", "adaptive", f"{scale.id}, a {scale.method} scale", path)


def _unfit(item: Item) -> Iterator[str]:
    if item.sensitivity is Sensitivity.HEALTH:
        yield "a health item in a bank"
    if item.show_if is not None:
        yield "show_if on an item of a bank"


def _together(subject: Subject, bank: list[Item]) -> None:
    """The bank is one block, in a fixed order, and no routing looks into it."""
    if subject.questionnaire.structure.item_order != "fixed":
        subject.at_structure("adaptive_bank", "item_order", "item_order: shuffled", ("item_order",))
    ids = {item.id for item in bank}
    places = sorted(subject.position[name] for name in ids)
    inside = subject.questionnaire.items[places[0] : places[-1] + 1] if places else ()
    for item in inside:
        if item.id not in ids:
            subject.item("adaptive_bank", item, f"{item.id} between the items of the bank")
    for item in subject.questionnaire.items:
        for name in items_in(item.show_if) if item.show_if else ():
            if name in ids:
                subject.item("adaptive_bank", item, f"{item.id} looks at {name}, an item of the bank", "show_if")


def _stop(subject: Subject, plan: Adaptive, bank: list[Item]) -> Iterator[str]:
    stop = plan.stop
    if stop.minimum > stop.maximum:
        yield f"minimum {stop.minimum} above maximum {stop.maximum}"
    if stop.maximum > len(bank):
        yield f"maximum {stop.maximum} of {len(bank)} items"
    found = [difficulty_of(subject.questionnaire, item) for item in bank]
    difficulties = [difficulty for difficulty in found if difficulty is not None]
    if stop.se is not None and len(difficulties) == len(bank):
        reached = best_error(difficulties, plan.prior.sd, min(stop.maximum, len(bank)))
        if reached > stop.se:
            yield f"se {stop.se:g}, while {stop.maximum} items reach {reached:.2f} at best"


def best_error(difficulties: list[float], prior_sd: float, items: int) -> float:
    """The smallest standard error that so many of these items can give anybody: 1 / sqrt(information + 1 / sd²)."""
    abilities = np.linspace(*LOGITS, 121)[:, None]
    told = np.sort(information(abilities, np.array(difficulties)), axis=1)[:, -items:].sum(axis=1)
    return float(1 / np.sqrt(told.max() + 1 / prior_sd**2))


def _balance(balance: Balance, bank: list[Item], maximum: int) -> Iterator[str]:
    counts = Counter(group_of(balance.by, item) for item in bank)
    total = sum(balance.shares.values())
    if abs(total - 1) > 1e-6:
        yield f"shares that add up to {total:g}"
    for name, share in balance.shares.items():
        if name not in counts:
            close = suggestion(name, list(counts))
            yield f"no item with {balance.by} {name}{f'; did you mean {close}?' if close else ''}"
        elif share <= 0 or round(share * maximum) > counts[name]:
            yield f"a share of {share:g} for {name}, which has {counts[name]} items"
    for name in sorted(set(counts) - set(balance.shares)):
        yield f"no share for {balance.by} {name}, which has {counts[name]} items"


def _then(subject: Subject, plan: Adaptive, bank: list[Item]) -> None:
    for index, follow in enumerate(plan.then):
        for found in _follow(subject, follow, bank):
            subject.at_structure("adaptive_then", "adaptive", found, ("adaptive", "then", index))
    for _, name in repeated([name for follow in plan.then for name in follow.items]):
        subject.at_structure("adaptive_then", "adaptive", f"{name} again", ("adaptive", "then"))


def _follow(subject: Subject, follow: FollowUp, bank: list[Item]) -> Iterator[str]:
    last = max((subject.position[item.id] for item in bank), default=-1)
    for name in follow.items:
        if name not in subject.position:
            close = suggestion(name, list(subject.position))
            yield f"no item {name}{f'; did you mean {close}?' if close else ''}"
        elif subject.position[name] <= last:
            yield f"{name}, which does not stand after the bank"
    limits = [limit for limit in (follow.at_least, follow.at_most) if limit is not None]
    if not limits:
        yield "neither at_least nor at_most"
    for limit in limits:
        if not LOGITS[0] <= limit <= LOGITS[1]:
            yield f"{limit:g}, while the scale reaches from {LOGITS[0]:g} to {LOGITS[1]:g}"
    if follow.at_least is not None and follow.at_most is not None and follow.at_least > follow.at_most:
        yield f"at_least {follow.at_least:g} above at_most {follow.at_most:g}"
