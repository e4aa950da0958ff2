"""An item bank made ready for choosing: everything that does not depend on the person is worked out once."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.plan import Balance
from scoring.irt.ability import Ability
from scoring.irt.information import information
from scoring.irt.models import log_chances
from scoring.irt.parameters import Bank, Floats, ItemParameters
from scoring.irt.posterior import Posterior
from scoring.irt.prior import Prior, Quadrature

#: Decimals of abilities and of information that a choice looks at, so that every machine makes the same one.
DECIMALS = 9
Places = NDArray[np.int64]


class Pool:
    """The items of a bank with their parameters, content groups and likelihoods over a fixed grid of abilities."""

    def __init__(
        self,
        items: Sequence[ItemParameters],
        prior: Prior,
        quadrature: Quadrature | None = None,
        groups: Mapping[str, str] | None = None,
        balance: Balance | None = None,
    ) -> None:
        self.ids = tuple(item.id for item in items)
        self.place = {name: place for place, name in enumerate(self.ids)}
        self.bank = Bank.of(items)
        quadrature = quadrature or Quadrature.around(prior)
        self.grid = quadrature.grid
        self._prior = quadrature.log_weights + prior.log_density(self.grid)
        self._wrong, self._right = np.moveaxis(log_chances(self.bank, self.grid), 0, -1).transpose(1, 0, 2).copy()
        self.groups = tuple((groups or {}).get(name, "") for name in self.ids)
        self._members = {name: self._in_group(name) for name in dict.fromkeys(self.groups)}
        self.balance = balance

    def _in_group(self, name: str) -> NDArray[np.bool_]:
        return np.array([group == name for group in self.groups])

    def estimate(self, right: Sequence[int], wrong: Sequence[int]) -> Ability:
        """Expected a posteriori ability after these items, by place, rounded. Their order makes no difference."""
        log = self._prior + self._right[sorted(right)].sum(axis=0) + self._wrong[sorted(wrong)].sum(axis=0)
        found = Posterior.of(self.grid, log).ability
        return Ability(round(found.value, DECIMALS), round(found.se, DECIMALS))

    def information(self, ability: float) -> Floats:
        """Fisher information of every item at an ability, per squared logit, rounded; shape (n,)."""
        bank = self.bank
        return np.round(information(ability, bank.b[:, 0], bank.a, bank.c), DECIMALS)

    def best(self, ability: float, asked: Sequence[int], among: int) -> tuple[Places, Floats]:
        """The places of the `among` items that tell most at this ability, best first, and every item's information.

        Items that were asked are out. With content balance only the group whose turn it is. Of equal items the one
        that stands first in the bank comes first.
        """
        found = self.information(ability)
        left = found.copy()
        left[list(asked)] = -1.0
        chosen = self._balanced(left, asked)
        order = np.argsort(-chosen, kind="stable")[:among]
        return order[chosen[order] >= 0], found

    def _balanced(self, left: Floats, asked: Sequence[int]) -> Floats:
        """The information of the items of the group whose turn it is; -1 for all others."""
        if self.balance is None:
            return left
        least = self.balance.worth * left.max(initial=0.0)
        for name in self._by_lag(asked):
            inside = np.where(self._members[name], left, -1.0)
            if inside.max() >= max(least, 0.0):
                return inside
        return left

    def _by_lag(self, asked: Sequence[int]) -> list[str]:
        """The groups with a share, the one that lags furthest behind first; of equal ones the first in the file."""
        shares = self.balance.shares if self.balance else {}
        counts = dict.fromkeys(shares, 0)
        for place in asked:
            if self.groups[place] in counts:
                counts[self.groups[place]] += 1
        lags = {name: share * (len(asked) + 1) - counts[name] for name, share in shares.items()}
        return sorted((name for name in lags if name in self._members), key=lambda name: -round(lags[name], DECIMALS))
