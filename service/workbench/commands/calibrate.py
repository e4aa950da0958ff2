"""`klantbeeld calibrate`: item parameters from a file of answers."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from service.workbench.commands.options import (
    Answers,
    Id,
    Items,
    Missing,
    Output,
    Without,
    give,
    listed,
    refusing,
    writable,
)


def calibrate(
    file: Answers,
    model: Annotated[Literal["rasch", "2pl", "graded"], typer.Option(help="Right or wrong: rasch or 2pl.")],
    output: Output = None,
    plot: Annotated[Path | None, typer.Option(metavar="FILE.png|.svg", help="Curves and information, drawn.")] = None,
    items: Items = "",
    without: Without = "",
    missing: Missing = "NA",
    identity: Id = "",
) -> None:
    """Estimate item parameters by marginal maximum likelihood; errors, log-likelihood and item fit as JSON."""
    with refusing():
        from service.workbench.calibration import as_json, calibrated, remarks
        from service.workbench.plots import checked_ending, draw
        from service.workbench.progress import shown
        from service.workbench.reading import read_table

        writable(output)
        writable(plot)
        checked_ending(plot)
        table = read_table(file)
        names = table.chosen(listed(items), (*listed(without), *table.identified(identity)))
        with shown("Calibrating") as progress:
            answers, found = calibrated(table, names, model, listed(missing), progress)
        for remark in remarks(answers, found):
            typer.echo(remark, err=True)
        give(as_json(answers, found), output)
        if plot is not None:
            draw(found, plot)
            typer.echo(f"Drawn: {plot}", err=True)
