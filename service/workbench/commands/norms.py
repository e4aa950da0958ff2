"""`klantbeeld norms`: what a raw score means among the people of a file."""

from typing import Annotated

import typer

from service.workbench.commands.options import (
    Answers,
    Id,
    Items,
    Keys,
    Missing,
    Output,
    Plot,
    Without,
    give,
    listed,
    refusing,
    writable,
)


def norms(  # noqa: PLR0913 - each is an option of the command line
    file: Answers,
    population: Annotated[str, typer.Option(metavar="TEXT", help="Whom the norms are of.")],
    source: Annotated[str, typer.Option(metavar="TEXT", help="Where the answers come from.")],
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="When they were collected, or the last of them.")],
    group: Annotated[str, typer.Option(metavar="COLUMN", help="A table for each group in this column.")] = "",
    least: Annotated[int, typer.Option(help="The smallest group.")] = 200,
    keys: Keys = None,
    output: Output = None,
    items: Items = "",
    without: Without = "",
    missing: Missing = "NA",
    identity: Id = "",
    plot: Plot = None,
) -> None:
    """Percentile, z, T and stanine of every raw score, as JSON; columns are scores, or with --keys items of scales."""
    with refusing():
        from service.workbench.charts import draw_norms, drawn
        from service.workbench.keys import keys_of
        from service.workbench.norms import as_json, groups_of, norms_of, scores_of, stated
        from service.workbench.plots import checked_ending
        from service.workbench.progress import waiting
        from service.workbench.reading import read_table

        writable(output)
        writable(plot)
        checked_ending(plot)
        head = stated(population, source, date)
        table = read_table(file)
        out = (*listed(without), *([group] if group else []), *table.identified(identity))
        names = table.chosen(listed(items), out)
        scales = keys_of(keys, table, names) if keys is not None else ()
        scores = scores_of(table, scales, names, listed(missing))
        with waiting("Norms"):
            found, small = norms_of(table.source, scores, groups_of(table, group, listed(missing)), least)
        for line in small:
            typer.echo(f"Left out: {line}", err=True)
        give(as_json(head, found), output)
        drawn(plot, lambda axes: draw_norms(axes, found))
