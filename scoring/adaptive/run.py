"""One person's way through a bank, recomputed from the answers: what is asked, why, and why it ends.

Nothing of it is stored to go on with: the same bank, seed and answers give the same way on every computer. Steps that
were worked out are remembered, so that one more answer costs one more step.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from scoring.adaptive.plan import Adaptive
from scoring.adaptive.pool import Pool
from scoring.irt.ability import Ability
from scoring.matrices.chance import Chance
from scoring.result import AnswerValue
from scoring.timing import worked

Ending = Literal["precision", "maximum", "bank", "time"]
#: How many runs are remembered per bank.
REMEMBERED = 1024


class Choice(NamedTuple):
    """Why an item was asked as the `number`th: the ability it was chosen for, its error before, what the item tells
    there, its content group, and that it was the `rank`th best of `among` that it was drawn from.
    """

    item: str
    number: int
    ability: float
    se: float
    information: float
    group: str
    rank: int
    among: int


class End(NamedTuple):
    """Why a bank ended, after how many items, with which ability and error, in how many seconds of answering."""

    reason: Ending
    items: int
    ability: float
    se: float
    seconds: float


class Given(NamedTuple):
    """An answer to a bank's item with its response time in milliseconds.

    `limit`: how many seconds this person had for the bank when it was answered; None: what the module's file says.
    """

    answer: AnswerValue
    ms: int
    limit: float | None = None


#: Right or wrong; None for an answer that is left out of the estimate.
IsRight = Callable[[str, AnswerValue], bool | None]


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A moment of a run: either `choice` is open, or `end` has come. `before` is the moment before the last answer."""

    before: "Step | None"
    estimate: Ability
    seconds: float
    choice: Choice | None
    end: End | None
    outcome: tuple[int, bool | None] | None
    after: dict[Given, "Step"]

    def chain(self) -> "Iterator[Step]":
        """This moment and those before it, the last first."""
        step: Step | None = self
        while step is not None:
            yield step
            step = step.before


class Runs:
    """All runs through one bank. `is_right`: whether an answer to an item, by id, is correct, None to leave it out."""

    def __init__(self, pool: Pool, plan: Adaptive, is_right: IsRight) -> None:
        self.pool, self.plan, self.is_right = pool, plan, is_right
        self._begun = lru_cache(maxsize=REMEMBERED)(self.begin)

    def run(
        self,
        seed: int,
        answers: Mapping[str, AnswerValue],
        times: Mapping[str, int],
        limits: Mapping[str, float] | None = None,
    ) -> Step:
        """The moment that these answers lead to. Answers to items that are never asked on the way are not looked at.

        `times`: response time per item, in milliseconds; none counts as nothing. `limits`: per item, how many seconds
        the person had for the bank when it was answered; none counts as what the module's file says.
        """
        limits = limits or {}
        step = self._begun(seed)
        while step.choice is not None and (answer := answers.get(step.choice.item)) is not None:
            item = step.choice.item
            given = Given(answer, times.get(item, 0), limits.get(item))
            step = step.after.get(given) or step.after.setdefault(given, self.go_on(step, given, seed))
        return step

    def begin(self, seed: int) -> Step:
        """Before the first answer."""
        return self._moment(None, None, 0.0, seed)

    def go_on(self, step: Step, given: Given, seed: int) -> Step:
        """After the open item's answer. ValueError when no item is open."""
        if step.choice is None:
            raise ValueError("the bank has ended")
        outcome = (self.pool.place[step.choice.item], self.is_right(step.choice.item, given.answer))
        return self._moment(step, outcome, step.seconds + worked(given.ms), seed, given.limit)

    def ending(
        self, items: int, left_out: int, estimate: Ability, seconds: float, limit: float | None = None
    ) -> End | None:
        """Why the bank ends here; None while it goes on. `left_out`: of the asked `items`, those without an outcome."""
        reason = self._reason(items, left_out, estimate.se, seconds, limit)
        return None if reason is None else End(reason, items, estimate.value, estimate.se, seconds)

    def _reason(self, items: int, left_out: int, se: float, seconds: float, limit: float | None) -> Ending | None:
        stop = self.plan.stop
        enough = items - left_out >= stop.minimum
        if enough and stop.se is not None and se <= stop.se:
            return "precision"
        if items >= stop.maximum:
            return "maximum"
        if items >= len(self.pool.ids):
            return "bank"
        late = stop.minutes is not None and seconds >= (stop.minutes * 60 if limit is None else limit)
        return "time" if enough and late else None

    def _moment(
        self,
        before: Step | None,
        outcome: tuple[int, bool | None] | None,
        seconds: float,
        seed: int,
        limit: float | None = None,
    ) -> Step:
        outcomes = [step.outcome for step in before.chain() if step.outcome] if before else []
        outcomes += [outcome] if outcome else []
        right = [place for place, is_right in outcomes if is_right]
        wrong = [place for place, is_right in outcomes if is_right is False]
        left_out = [place for place, is_right in outcomes if is_right is None]
        estimate = self.pool.estimate(right, wrong)
        end = self.ending(len(outcomes), len(left_out), estimate, seconds, limit)
        choice = None if end else self._choose(estimate, [*right, *wrong, *left_out], seed)
        return Step(before, estimate, seconds, choice, end, outcome, {})

    def _choose(self, estimate: Ability, asked: list[int], seed: int) -> Choice:
        ability = estimate.value - self.plan.ease if asked else self.plan.start
        best, information = self.pool.best(ability, asked, self.plan.among)
        rank = draw(seed, len(asked), len(best))
        place = int(best[rank])
        return Choice(
            item=self.pool.ids[place],
            number=len(asked) + 1,
            ability=ability,
            se=estimate.se,
            information=float(information[place]),
            group=self.pool.groups[place],
            rank=rank + 1,
            among=len(best),
        )


def draw(seed: int, asked: int, among: int) -> int:
    """Which of the best items is taken: a place below `among`, for each seed and number of items always the same."""
    return Chance(seed * 1000 + asked).below(among) if among > 1 else 0
