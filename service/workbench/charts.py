"""One panel for reliability, differences between groups, or norms, as PNG or SVG."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer

from scoring.dif import MantelHaenszel
from scoring.reliability import Reliability
from service.workbench.dif import Found, Groups
from service.workbench.keys import Key
from service.workbench.norms import Norms
from service.workbench.plots import MOST_NAMED, SETTINGS
from service.workbench.reliability import LEAST_ITEM_REST

#: A size of none, small, middle or large, by the class of the test; nothing where there was nothing to compare.
COLOURS = {"A": "tab:green", "B": "tab:orange", "C": "tab:red", None: "lightgrey"}
#: Inches for each bar, and for the frame around them.
PER_BAR, FRAME, LEAST_HEIGHT = 0.22, 1.2, 3.0


def drawn(path: Path | None, draw: Callable[[Any], int]) -> None:
    """Write one panel; `draw` fills its axes and tells how many bars are under each other. Nothing without a path."""
    if path is None:
        return
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(7, LEAST_HEIGHT), dpi=150, layout="constrained")
        bars = draw(figure.subplots())
        figure.set_size_inches(7, max(LEAST_HEIGHT, FRAME + PER_BAR * bars))
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {}
        figure.savefig(path, metadata=metadata)
    typer.echo(f"Drawn: {path}", err=True)


def draw_reliability(axes: Any, found: Sequence[tuple[Key, Reliability]]) -> int:
    """The correlation of each item with the rest of its scale; the line is where an item hardly belongs to it."""
    names = [f"{name} ({key.scale})" for key, _ in found for name in key.items]
    values = [value or 0.0 for _, one in found for value in one.item_rest]
    axes.barh(names, values, color=["tab:blue" if value >= LEAST_ITEM_REST else "tab:red" for value in values])
    axes.axvline(LEAST_ITEM_REST, color="black", linestyle="--", linewidth=0.8)
    axes.invert_yaxis()
    axes.set(xlabel="correlation of the item with the rest of its scale")
    axes.set_title("; ".join(f"{key.scale}: alpha {one.alpha:.2f}" for key, one in found[:MOST_NAMED]), fontsize=8)
    return len(names)


def draw_dif(axes: Any, of: Groups, found: Found) -> int:
    """The size of the difference of each item, coloured by its class."""
    rows = [_size(one) for one in found.items]
    names = [f"{name}  {grade or '-'}" for name, (_, grade) in zip(of.items, rows, strict=True)]
    axes.barh(names, [size for size, _ in rows], color=[COLOURS[grade] for _, grade in rows])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.invert_yaxis()
    is_delta = bool(found.items) and isinstance(found.items[0], MantelHaenszel)
    axes.set(xlabel="ETS delta; below 0 harder for the focal group" if is_delta else "R² of the difference")
    axes.set_title(
        f"{of.reference} (reference), {of.focal} (focal); A none, B some, C large, - nothing to compare", fontsize=8
    )
    return len(of.items)


def _size(one: Any) -> tuple[float, str | None]:
    if isinstance(one, MantelHaenszel):
        return one.delta or 0.0, one.ets
    return one.both.r2_difference if one.both else 0.0, one.size


def draw_norms(axes: Any, found: Sequence[Norms]) -> int:
    """Percentile of every raw score, a line for each score and group."""
    for norms in found:
        name = norms.score if norms.group is None else f"{norms.score}, {norms.group}"
        axes.plot(
            [row.raw for row in norms.table.rows], [row.percentile for row in norms.table.rows], label=name, marker="."
        )
    axes.set(xlabel="raw score", ylabel="percentile (mid-rank)", ylim=(0, 100))
    if len(found) <= MOST_NAMED:
        axes.legend(fontsize=7, frameon=False)
    return 0
