"""`klantbeeld reliability`: how well the items of a scale go together."""

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


def reliability(
    file: Answers,
    keys: Keys = None,
    output: Output = None,
    items: Items = "",
    without: Without = "",
    missing: Missing = "NA",
    identity: Id = "",
    plot: Plot = None,
) -> None:
    """Alpha with its interval, omega, item-rest correlations and the standard error of measurement, as JSON."""
    with refusing():
        from service.workbench.charts import draw_reliability, drawn
        from service.workbench.keys import keys_of
        from service.workbench.plots import checked_ending
        from service.workbench.progress import counted
        from service.workbench.reading import read_table
        from service.workbench.reliability import as_json, reliabilities, remarks

        writable(output)
        writable(plot)
        checked_ending(plot)
        table = read_table(file)
        names = table.chosen(listed(items), (*listed(without), *table.identified(identity)))
        scales = keys_of(keys, table, names)
        with counted("Scales", len(scales)) as told:
            found = reliabilities(table, scales, listed(missing), told)
        for remark in remarks(found):
            typer.echo(remark, err=True)
        give(as_json(found), output)
        drawn(plot, lambda axes: draw_reliability(axes, found))
