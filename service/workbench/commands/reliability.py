"""`klantbeeld reliability`: how well the items of a scale go together."""

import typer

from service.workbench.commands.options import (
    Answers,
    Items,
    Keys,
    Missing,
    Output,
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
) -> None:
    """Alpha with its interval, omega, item-rest correlations and the standard error of measurement, as JSON."""
    with refusing():
        from service.workbench.keys import keys_of
        from service.workbench.reading import read_table
        from service.workbench.reliability import as_json, reliabilities, remarks

        writable(output)
        table = read_table(file)
        scales = keys_of(keys, table, table.chosen(listed(items), listed(without)))
        found = reliabilities(table, scales, listed(missing))
        for remark in remarks(found):
            typer.echo(remark, err=True)
        give(as_json(found), output)
