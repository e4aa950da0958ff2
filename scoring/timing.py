"""How long a part or an item may take, for one person. Pure: times and extra time are passed in.

The time of a part is the sum of the response times of its answers. A part does not end in the middle of a question:
when its time is over, the question before the client may still be finished. Units: seconds, or milliseconds where the
name ends in `ms`. No limit is `math.inf`.
"""

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from scoring.conditions import Frozen, Identifier, Real

if TYPE_CHECKING:
    from scoring.definition import Questionnaire

#: An answer counts for at most this many seconds of the time that a part may take: a pause is no work.
LONGEST_S = 180.0
#: Who has a question of a timed part open has at least so many seconds to finish it, though the part's time is over.
FINISH_S = 120.0


class TimedBlock(Frozen):
    """Items that stand together and have one time limit. `reference`: why so long."""

    id: Identifier
    items: tuple[Identifier, ...] = Field(min_length=1)
    minutes: Real = Field(gt=0, le=120)
    reference: str = Field(min_length=10)


class TimedPart(NamedTuple):
    """A block, or the bank of an adaptive module, with its limit in seconds before any extra time."""

    id: str
    items: frozenset[str]
    seconds: float
    is_bank: bool


class Allowance(NamedTuple):
    """Extra time of one person: `percent` on top of each limit, None for no limit; `minutes` on top of that."""

    percent: int | None = 0
    minutes: int = 0

    def seconds(self, limit: float) -> float:
        """A limit with the extra time."""
        return math.inf if self.percent is None else limit * (100 + self.percent) / 100 + self.minutes * 60


def timed_parts(questionnaire: "Questionnaire") -> Iterator[TimedPart]:
    """All parts with a limit: the bank first, then the blocks in file order."""
    bank, structure = questionnaire.adaptive_bank, questionnaire.structure
    if bank is not None and bank.plan.stop.minutes is not None:
        yield TimedPart(bank.plan.scale, bank.ids, bank.plan.stop.minutes * 60, True)
    for block in structure.timed:
        yield TimedPart(block.id, frozenset(block.items), block.minutes * 60, False)


def part_of(questionnaire: "Questionnaire", item_id: str | None) -> TimedPart | None:
    """The timed part that the item is in."""
    if questionnaire.adaptive_bank is None and not questionnaire.structure.timed:
        return None  # most modules; this is asked for every item of a path
    return next((part for part in timed_parts(questionnaire) if item_id in part.items), None)


def can_time_out(questionnaire: "Questionnaire", item_id: str) -> bool:
    """Whether time can run out at this item: it has a limit of its own, or is in a timed part."""
    item = questionnaire.by_id.get(item_id)
    return item is not None and (item.seconds is not None or part_of(questionnaire, item_id) is not None)


def worked(response_ms: int) -> float:
    """What an answer counts for in the time of its part."""
    return min(response_ms / 1000, LONGEST_S)


def spent(part: TimedPart, times: Mapping[str, int]) -> float:
    """Seconds of the part that are gone. `times`: response time per answered item, in milliseconds."""
    return math.fsum(worked(times[name]) for name in sorted(part.items & times.keys()))


def item_limit(questionnaire: "Questionnaire", item_id: str, gone: float, allowance: Allowance) -> float:
    """How long one answer may take: the item's own limit, else what is left of its part and time to finish it.

    `gone`: seconds of the part that its answers have taken.
    """
    own, part = questionnaire.by_id[item_id].seconds, part_of(questionnaire, item_id)
    if own is not None:
        return allowance.seconds(own)
    return math.inf if part is None else max(allowance.seconds(part.seconds) - gone, 0.0) + FINISH_S
