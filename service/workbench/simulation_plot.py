"""A simulation drawn: precision and length by true ability, and how often each item was seen."""

from pathlib import Path
from typing import Any

from service.workbench.plots import SETTINGS


def draw(figures: dict[str, Any], path: Path) -> None:
    """Three panels, as PNG or SVG by the ending."""
    import matplotlib
    from matplotlib.figure import Figure

    with matplotlib.rc_context(SETTINGS):
        figure = Figure(figsize=(12, 4.2), dpi=150, layout="constrained")
        precise, long, seen = figure.subplots(1, 3)
        names = [_name(row) for row in figures["by_ability"]]
        _draw_precision(precise, names, figures)
        _draw_lengths(long, names, figures)
        _draw_exposure(seen, figures)
        figure.suptitle(f"{figures['module']} {figures['version']}, {figures['n']} made-up people")
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {}
        figure.savefig(path, metadata=metadata)


def _name(row: dict[str, Any]) -> str:
    if row["from"] is None:
        return f"< {row['to']:+.0f}"
    return f"> {row['from']:+.0f}" if row["to"] is None else f"{row['from']:+.0f}…{row['to']:+.0f}"


def _draw_precision(axes: Any, names: list[str], figures: dict[str, Any]) -> None:
    rows = figures["by_ability"]
    axes.plot(names, [row["rmse"] for row in rows], marker="o", color="black", label="adaptive")
    axes.plot(
        names, [row["rmse_full_bank"] for row in rows], marker="s", linestyle="--", color="gray", label="full bank"
    )
    axes.set(xlabel="true ability (logits)", ylabel="RMSE (logits)")
    axes.set_ylim(0)
    axes.tick_params(axis="x", labelrotation=45)
    axes.legend(frameon=False)


def _draw_lengths(axes: Any, names: list[str], figures: dict[str, Any]) -> None:
    axes.bar(names, [row["length"] for row in figures["by_ability"]], color="lightgray", edgecolor="black")
    axes.axhline(0.4 * figures["bank"], color="tab:red", linestyle=":", label="40 % of the bank")
    axes.set_ylim(0, 0.5 * figures["bank"])
    axes.set(xlabel="true ability (logits)", ylabel="items asked, on average")
    axes.tick_params(axis="x", labelrotation=45)
    axes.legend(frameon=False)


def _draw_exposure(axes: Any, figures: dict[str, Any]) -> None:
    shares = sorted(figures["exposure"].values(), reverse=True)
    axes.bar(range(1, len(shares) + 1), shares, width=1.0, color="lightgray", edgecolor="black", linewidth=0.3)
    axes.set(xlabel="items, the most seen first", ylabel="people who saw it (%)")
    axes.set_ylim(0, 100)
