"""An adaptive module's bank on the path of its module: which items are left out, for the kiosk and for scoring.

The kiosk knows the sitting's seed and the response times and asks one item at a time. Scoring looks back and needs
neither: every answered item of the bank was asked, the others were not.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from scoring.adaptive.groups import group_of
from scoring.adaptive.plan import Adaptive, FollowUp
from scoring.adaptive.pool import Pool
from scoring.adaptive.run import Choice, End, Runs, Step
from scoring.definition import Item, Questionnaire
from scoring.irt.parameters import ItemParameters
from scoring.keying import difficulty_of, is_correct
from scoring.result import DECLINED, TIMED_OUT, AnswerValue


@dataclass(frozen=True, slots=True)
class Course:
    """Where a person is in a bank. `left_out`: the items of the module that are not, or not yet, on the path."""

    step: Step
    left_out: frozenset[str]

    @property
    def open(self) -> Choice | None:
        """The item to ask now, with its reason; None once the bank has ended."""
        return self.step.choice

    @property
    def end(self) -> End | None:
        """Why the bank has ended; None while it goes on."""
        return self.step.end

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Every item that was chosen so far, in the order asked, the open one included."""
        return tuple(step.choice for step in self.step.chain() if step.choice is not None)[::-1]

    @property
    def answered(self) -> int:
        """How many of the bank's items are answered."""
        return len(self.choices) - (self.open is not None)


class AdaptiveBank:
    """The bank of one module."""

    def __init__(self, questionnaire: Questionnaire, plan: Adaptive) -> None:
        items = [questionnaire.by_id[name] for name in questionnaire.scales_by_id[plan.scale].items]
        self.plan = plan
        self.ids = frozenset(item.id for item in items)
        self.after = _after(questionnaire, self.ids)
        self._questionnaire = questionnaire
        self._late = False if questionnaire.scales_by_id[plan.scale].timed_out == "unsolved" else None
        self.pool = _pool(questionnaire, plan, items)
        self.runs = Runs(self.pool, plan, self._is_right)

    @property
    def most(self) -> int:
        """The largest number of its items that a person can be asked."""
        return min(self.plan.stop.maximum, len(self.ids))

    def _is_right(self, item_id: str, answer: AnswerValue) -> bool | None:
        """None: left out of the estimate."""
        if answer == TIMED_OUT:
            return self._late
        questionnaire = self._questionnaire
        return answer != DECLINED and is_correct(questionnaire, questionnaire.by_id[item_id], answer)

    def course(
        self,
        seed: int,
        answers: Mapping[str, AnswerValue],
        times: Mapping[str, int],
        limits: Mapping[str, float] | None = None,
    ) -> Course:
        """Where a person with these answers is. `times`, `limits`: see `Runs.run`."""
        step = self.runs.run(seed, answers, times, limits)
        if step.choice is not None:
            return Course(step, (self.ids - {step.choice.item}) | self.after)
        return Course(step, self.ids | self._closed(step.estimate.value, ()))

    def left_out(self, answers: Mapping[str, AnswerValue]) -> frozenset[str]:
        """What does not count as asked, from the answers alone: unanswered items of the bank, and follow-up items of
        which none was answered, unless the bank has ended with an ability that they are for.
        """
        answered = {name for name, value in answers.items() if value is not None}
        asked = self.ids & answered
        outcomes = {self.pool.place[name]: self._is_right(name, answers[name]) for name in asked}
        right = [place for place, is_right in outcomes.items() if is_right]
        wrong = [place for place, is_right in outcomes.items() if is_right is False]
        estimate = self.pool.estimate(right, wrong)
        left_out = len(asked) - len(right) - len(wrong)
        ended = self.runs.ending(len(asked), left_out, estimate, 0.0) is not None
        return (self.ids - asked) | self._closed(estimate.value if ended else None, answered)

    def _closed(self, ability: float | None, answered: Collection[str]) -> frozenset[str]:
        """The follow-up items that are not for this ability; None for a bank that has not ended."""

        def is_closed(follow: FollowUp) -> bool:
            return not any(name in answered for name in follow.items) and (ability is None or not follow.fits(ability))

        return frozenset(name for follow in self.plan.then if is_closed(follow) for name in follow.items)


def _after(questionnaire: Questionnaire, bank: frozenset[str]) -> frozenset[str]:
    """The items behind the last one of the bank."""
    ids = [item.id for item in questionnaire.items]
    last = max(place for place, name in enumerate(ids) if name in bank)
    return frozenset(ids[last + 1 :])


def _pool(questionnaire: Questionnaire, plan: Adaptive, items: Iterable[Item]) -> Pool:
    found = [(item, difficulty_of(questionnaire, item)) for item in items]
    if any(difficulty is None for _, difficulty in found):
        raise ValueError(f"{questionnaire.slug}: every item of a bank needs a difficulty")
    parameters = [ItemParameters(id=item.id, b=(difficulty,)) for item, difficulty in found if difficulty is not None]
    groups = {item.id: group_of(plan.balance.by, item) for item, _ in found} if plan.balance else {}
    prior = questionnaire.prior_of(questionnaire.scales_by_id[plan.scale])
    return Pool(parameters, prior, groups=groups, balance=plan.balance)
