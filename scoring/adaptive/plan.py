"""What an adaptive module's file says: which bank, where to begin, how to choose, when to stop, what follows."""

from typing import Literal

from pydantic import Field

from scoring.conditions import Frozen, Identifier, Number, Real, Whole

#: By what the items of a bank can be balanced.
GroupBy = Literal["task", "level", "layout", "rule"]


class AbilityPrior(Frozen):
    """What is assumed of a person before the first answer: normal, in logits. The scale is scored with it as well."""

    mean: Real = Field(default=0.0, ge=-4, le=4)
    sd: Real = Field(default=1.5, ge=0.3, le=3)


class Balance(Frozen):
    """Content balance: the group that lags furthest behind its share comes next (Kingsbury & Zara, 1989).

    `by`: an item's `task`, its `level`, or of a figure its `layout` or its first `rule`. `worth`: a group is passed
    over while its best item gives less than this part of the information of the best item of all; 0 is strict balance.
    """

    by: GroupBy
    shares: dict[str, Number] = Field(min_length=1)
    worth: Real = Field(default=0.0, ge=0, le=1)


class StopRules(Frozen):
    """The bank ends when the standard error is `se` logits or less, after `maximum` items, or after `minutes`.

    Not before `minimum` items, whatever the clock says: with fewer the scale has no score. `minutes` is a time limit:
    the client is told of it, and a person's extra time goes on top (see `scoring.timing`). It is the sum of the
    response times of the bank's answers, each of them counted for at most `scoring.timing.LONGEST_S`.
    """

    se: Real | None = Field(default=None, gt=0, le=2)
    minimum: Whole = Field(ge=1, le=100)
    maximum: Whole = Field(ge=1, le=100)
    minutes: Real | None = Field(default=None, gt=0, le=120)


class FollowUp(Frozen):
    """Items after the bank that are shown only from or up to an ability, in logits."""

    items: tuple[Identifier, ...] = Field(min_length=1)
    at_least: Number | None = None
    at_most: Number | None = None

    def fits(self, ability: float) -> bool:
        """Whether a person of this ability gets the items."""
        enough = self.at_least is None or ability >= self.at_least
        return enough and (self.at_most is None or ability <= self.at_most)


class Adaptive(Frozen):
    """The block `adaptive` of `questionnaire.yaml`. The bank is the items of `scale`.

    `start`: the ability, in logits, for which the first item is chosen. `ease`: later items are chosen for the estimate
    less so many logits, so that a person solves more than half of them; 0.4 aims at 60 % right answers. `among`: each
    item is drawn from this many best ones, so that not everybody sees the same (randomesque; Kingsbury & Zara, 1989).
    `reference`: why these values.
    """

    scale: Identifier
    start: Real = Field(default=0.0, ge=-4, le=4)
    prior: AbilityPrior = AbilityPrior()
    ease: Real = Field(default=0.0, ge=0, le=1.5)
    among: Whole = Field(default=1, ge=1, le=20)
    balance: Balance | None = None
    stop: StopRules
    then: tuple[FollowUp, ...] = ()
    reference: str = Field(min_length=10)
