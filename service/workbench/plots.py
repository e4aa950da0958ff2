"""Drawings of calibrated items: what each is good for, and how well all together measure."""

from pathlib import Path
from typing import Any

import numpy as np

from scoring.calibration import Calibration
from scoring.irt import Bank, ItemParameters, bank_information, probability
from scoring.irt.parameters import Floats
from service.workbench.table import Unusable

ENDINGS = (".png", ".svg")
ABILITIES = np.linspace(-4, 4, 161)
#: More items than this are not named one by one.
MOST_NAMED = 12
#: The same figures give the same bytes; text stays text; a dollar in an item's name is no formula.
SETTINGS = {"svg.hashsalt": "klantbeeld", "svg.fonttype": "none", "text.parse_math": False, "font.size": 9}


def checked_ending(path: Path | None) -> None:
    """Raise `Unusable` for a file that would be neither PNG nor SVG."""
    if path is not None and path.suffix.lower() not in ENDINGS:
        raise Unusable(f'{path.name}: a drawing ends in {" or ".join(ENDINGS)}, not in "{path.suffix}".')


def expected_shares(found: Calibration) -> Floats:
    """Of the highest answer, what is expected at each ability: 0 to 1, shape (161, items); right or wrong: P(right)."""
    columns = [
        np.mean([probability(ABILITIES, threshold, item.a) for threshold in item.b], axis=0) for item in found.items
    ]
    return np.stack(columns, axis=1)


def total_information(found: Calibration) -> Floats:
    """Of all items together, per squared logit, shape (161,). An item that runs the wrong way tells as much."""
    items = [ItemParameters(a=max(abs(item.a), 1e-9), b=tuple(sorted(item.b))) for item in found.items]
    total: Floats = bank_information(Bank.of(items), ABILITIES).sum(axis=1)
    return total


def draw(found: Calibration, path: Path) -> None:
    """Two panels, as PNG or SVG by the ending: the items' curves; information with the standard error it leaves."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(10, 4.2), dpi=150, layout="constrained")
        left, right = figure.subplots(1, 2)
        _draw_curves(left, found)
        _draw_information(right, found)
        figure.suptitle(f"{found.model}, {len(found.items)} items, {found.n} people")
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {}
        figure.savefig(path, metadata=metadata)


def _draw_curves(axes: Any, found: Calibration) -> None:
    lines = axes.plot(ABILITIES, expected_shares(found), linewidth=1)
    graded = found.model == "graded"
    axes.set(xlabel="ability (logits)", ylabel="expected share of the highest answer" if graded else "chance of right")
    axes.set_ylim(0, 1)
    if len(lines) <= MOST_NAMED:
        axes.legend(lines, [item.id for item in found.items], fontsize=7, frameon=False)


def _draw_information(axes: Any, found: Calibration) -> None:
    information = total_information(found)
    axes.plot(ABILITIES, information, color="black", linewidth=1.2, label="information")
    axes.set(xlabel="ability (logits)", ylabel="information (per squared logit)")
    axes.set_ylim(0)
    error = axes.twinx()
    error.plot(ABILITIES, 1 / np.sqrt(information), color="tab:red", linestyle="--", label="standard error")
    error.set_ylabel("standard error (logits)", color="tab:red")
    error.set_ylim(0, min(3.0, float(error.get_ylim()[1])))
