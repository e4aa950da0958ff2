"""How precise an adaptive plan is, from made-up people: figures, a table and JSON."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from scoring.adaptive.run import Runs
from scoring.adaptive.simulation import Estimates, Simulated, is_right, least_rmse, simulate
from scoring.definition import Questionnaire, Scale
from scoring.irt.parameters import Floats
from service.workbench.table import Unusable

#: Half of an interval that holds so many percent of a normal distribution, in standard deviations.
INTERVALS = {68: 0.99446, 95: 1.95996}
#: Borders of the groups of ability in which precision is shown, in logits.
GROUPS = (-np.inf, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, np.inf)
DECIMALS = 4
#: The share of its bank that a plan may take.
SHARE = 0.4
#: With fewer one person is more than three points of the percentages; own choice.
LEAST_PEOPLE = 30


@dataclass(frozen=True, eq=False)
class Simulation:
    """A module's plan, simulated."""

    questionnaire: Questionnaire
    scale: Scale
    people: int
    seed: int
    found: Simulated
    #: RMSE that nothing can go below: with `SHARE` of the bank, and with all of it.
    least: tuple[float, float]

    @property
    def bank(self) -> int:
        """The number of items of the bank."""
        return len(self.found.exposure)


def simulated(questionnaire: Questionnaire, people: int, seed: int, told: Callable[[int], None]) -> Simulation:
    """Simulate a module. `Unusable` when it is not adaptive, or for fewer than two people."""
    bank = questionnaire.adaptive_bank
    if bank is None:
        raise Unusable(f"{questionnaire.slug}: questionnaire.yaml has no block `adaptive`; nothing can be simulated.")
    if people < LEAST_PEOPLE:
        raise Unusable(f"--n {people}: at least {LEAST_PEOPLE} people are needed.")
    scale = questionnaire.scales_by_id[bank.plan.scale]
    runs = Runs(bank.pool, bank.plan, is_right)
    prior = questionnaire.prior_of(scale)
    found = simulate(runs, prior, people, seed, told)
    lengths = (max(1, int(SHARE * len(bank.pool.ids))), len(bank.pool.ids))
    share, full = (least_rmse(bank.pool, prior, found.true, items) for items in lengths)
    return Simulation(questionnaire, scale, people, seed, found, (share, full))


def precision(scale: Scale, true: Floats, estimates: Estimates) -> dict[str, float]:
    """How near estimates are to the truth.

    `bias`: mean error. `rmse`: root of the mean squared error. `se`: root of the mean squared standard error; like the
    RMSE where it is honest. `coverage_68`, `coverage_95`: percent of people whose interval holds the truth.
    `reliability`: squared correlation with the truth. `bands_right`: percent in the band of their true ability.
    """
    errors = estimates.ability - true
    borders = [band.from_ for band in scale.bands if band.from_ is not None]
    bands = [np.searchsorted(borders, values, side="right") for values in (true, estimates.ability)]
    spread = min(float(np.std(true)), float(np.std(estimates.ability)))
    found = {
        "bias": errors.mean(),
        "rmse": np.sqrt((errors**2).mean()),
        "se": np.sqrt((estimates.se**2).mean()),
        **{f"coverage_{share}": 100 * (np.abs(errors) <= z * estimates.se).mean() for share, z in INTERVALS.items()},
        "reliability": np.corrcoef(true, estimates.ability)[0, 1] ** 2 if spread > 0 else 0.0,
        "bands_right": 100 * (bands[0] == bands[1]).mean(),
    }
    return {name: round(float(value), DECIMALS) for name, value in found.items()}


def as_figures(simulation: Simulation) -> dict[str, Any]:
    """Everything that was found, as JSON values."""
    found, scale = simulation.found, simulation.scale
    adaptive, full = (precision(scale, found.true, one) for one in (found.adaptive, found.full))
    length = float(found.lengths.mean())
    plan = simulation.questionnaire.structure.adaptive
    return {
        "module": simulation.questionnaire.slug,
        "version": simulation.questionnaire.version,
        "scale": scale.id,
        "n": simulation.people,
        "seed": simulation.seed,
        "plan": plan.model_dump(mode="json", exclude={"reference"}) if plan else None,
        "bank": simulation.bank,
        "adaptive": {**adaptive, "length": round(length, 2), "length_share": round(100 * length / simulation.bank, 2)},
        "full_bank": {**full, "length": simulation.bank},
        "least_rmse": {"share": 100 * SHARE, "rmse": round(simulation.least[0], DECIMALS)},
        "least_rmse_full_bank": round(simulation.least[1], DECIMALS),
        "lost": {name: round(adaptive[name] - full[name], DECIMALS) for name in ("rmse", "reliability", "bands_right")},
        "endings": found.endings,
        "right_answers": round(100 * found.right, 2),
        "by_ability": by_ability(simulation),
        "exposure": {
            name: round(100 * float(share), 2)
            for name, share in zip(simulation.scale.items, found.exposure, strict=True)
        },
    }


def by_ability(simulation: Simulation) -> list[dict[str, Any]]:
    """The same figures in groups of true ability; groups without two people are left out."""
    found, rows = simulation.found, []
    for low, high in pairwise(GROUPS):
        inside = (found.true >= low) & (found.true < high)
        if inside.sum() < 2:
            continue
        parts = [Estimates(one.ability[inside], one.se[inside]) for one in (found.adaptive, found.full)]
        adaptive, full = (precision(simulation.scale, found.true[inside], part) for part in parts)
        rows.append(
            {
                "from": None if np.isinf(low) else low,
                "to": None if np.isinf(high) else high,
                "n": int(inside.sum()),
                "length": round(float(found.lengths[inside].mean()), 2),
                **{name: adaptive[name] for name in ("bias", "rmse", "coverage_68", "coverage_95")},
                "rmse_full_bank": full["rmse"],
            }
        )
    return rows


def as_json(figures: dict[str, Any]) -> str:
    """The figures as a JSON text; the same input gives the same bytes."""
    return json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
