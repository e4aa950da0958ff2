"""What the MGGZ keeps of a scored sitting: health scores, and every flag that was ever raised in it. Pure."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from scoring.conditions import Frozen
from scoring.result import FlagResult, ModuleResult


class Urgency(StrEnum):
    """How soon someone must look, most urgent first. `unreadable`: a flag is there that can't be opened."""

    UNREADABLE = "unreadable"
    ACUTE = "acute"
    ELEVATED = "elevated"
    ATTENTION = "attention"
    NONE = "none"
    UNSCORED = "unscored"

    @property
    def rank(self) -> int:
        """0 is the most urgent."""
        return list(Urgency).index(self)


class Signal(Frozen):
    """A flag on a sitting. A flag whose answer was changed later stays; `holds` says whether the rule still holds.

    `raised_at`, `raised_again_at`: the first and the last time its answer was given, for flags raised at once.
    """

    slug: str
    rule: str
    level: Literal["acute", "elevated", "attention"]
    evidence: tuple[str, ...]
    raised_at: datetime | None = None
    raised_again_at: datetime | None = None
    holds: bool = True

    @property
    def name(self) -> str:
        """The rule with its module: the same flag is raised once."""
        return f"{self.slug}.{self.rule}"

    @property
    def occasion(self) -> str:
        """The flag and when it was raised last: who closed it before has not closed what was said since."""
        return f"{self.name} {self.raised_again_at.isoformat() if self.raised_again_at else ''}"


class HealthResult(Frozen):
    """The sealed content of a review: results by module, and the flags. `unreadable`: a sealed flag didn't open."""

    modules: dict[str, ModuleResult] = {}
    signals: tuple[Signal, ...] = ()
    unreadable: bool = False


def raised(flags: Iterable[tuple[str, FlagResult, datetime]]) -> tuple[Signal, ...]:
    """The flags raised with an answer, each rule once: at its first moment, with all of its evidence."""
    found: dict[str, Signal] = {}
    for slug, flag, at in flags:
        new = _signal(slug, flag, raised_at=at, raised_again_at=at, holds=False)
        found[new.name] = _joined(found[new.name], new) if new.name in found else new
    return tuple(found.values())


def merged(at_once: Sequence[Signal], modules: dict[str, ModuleResult]) -> tuple[Signal, ...]:
    """Flags of the scores and flags raised at once. None of the latter is lost, whatever was answered afterwards."""
    found = {signal.name: signal for signal in at_once}
    for slug, result in modules.items():
        for flag in result.flags:
            new = _signal(slug, flag)
            found[new.name] = _joined(found[new.name], new) if new.name in found else new
    return tuple(sorted(found.values(), key=lambda signal: Urgency(signal.level).rank))


def _signal(slug: str, flag: FlagResult, **moments: Any) -> Signal:
    return Signal(slug=slug, rule=flag.rule, level=flag.level, evidence=flag.evidence, **moments)


def _joined(first: Signal, second: Signal) -> Signal:
    return first.model_copy(
        update={
            "evidence": tuple(dict.fromkeys((*first.evidence, *second.evidence))),
            "raised_again_at": second.raised_again_at or first.raised_again_at,
            "holds": first.holds or second.holds,
        }
    )


def urgency_of(signals: Collection[Signal], *, scored: bool, unreadable: bool = False) -> Urgency:
    """The urgency of these open signals."""
    if unreadable:
        return Urgency.UNREADABLE
    if signals:
        return min((Urgency(signal.level) for signal in signals), key=lambda level: level.rank)
    return Urgency.NONE if scored else Urgency.UNSCORED
