"""`klantbeeld dif`: whether items are as hard for one group as for another."""

from typing import Annotated, Literal

import typer

from service.workbench.commands.options import (
    Answers,
    Id,
    Items,
    Missing,
    Output,
    Plot,
    Without,
    give,
    listed,
    refusing,
    writable,
)


def dif(  # noqa: PLR0913 - each is an option of the command line
    file: Answers,
    group: Annotated[str, typer.Option(metavar="COLUMN", help="The column with the two groups.")],
    method: Annotated[Literal["mh", "logistic"], typer.Option(help="Mantel-Haenszel, or logistic regression.")],
    purify: Annotated[bool, typer.Option("--purify", help="Leave items that differ out of the score.")] = False,
    focal: Annotated[str, typer.Option(metavar="VALUE", help="The focal group (default: the smaller one).")] = "",
    output: Output = None,
    items: Items = "",
    without: Without = "",
    missing: Missing = "NA",
    identity: Id = "",
    plot: Plot = None,
) -> None:
    """Compare two groups item by item at the same sum score; tests, sizes and classes A, B, C as JSON."""
    with refusing():
        from service.workbench.charts import draw_dif, drawn
        from service.workbench.dif import as_json, found_by, groups, remarks
        from service.workbench.plots import checked_ending
        from service.workbench.progress import waiting
        from service.workbench.reading import read_table

        writable(output)
        writable(plot)
        checked_ending(plot)
        table = read_table(file)
        table.chosen([group])
        names = table.chosen(listed(items), (*listed(without), group, *table.identified(identity)))
        compared = groups(table, names, group, focal, listed(missing))
        with waiting("Comparing"):
            found = found_by(method, compared, purify)
        for remark in remarks(compared, found):
            typer.echo(remark, err=True)
        give(as_json(method, compared, found, purify), output)
        drawn(plot, lambda axes: draw_dif(axes, compared, found))
