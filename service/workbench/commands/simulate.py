"""`klantbeeld simulate`: an adaptive module tried on made-up people."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from scoring.definition import Questionnaire
from service.workbench.commands.options import Output, give, refusing, writable

#: From a module's name and a directory of questionnaires (None: ours) to its newest definition.
Find = Callable[[str, Path | None], Questionnaire]


def simulate_by(find: Find) -> Callable[..., None]:
    """The command; `find` is given because the workbench does not know the catalogue."""

    def simulate(
        module: Annotated[str, typer.Option(metavar="MODULE", help="An adaptive module, such as leerbaarheid.")],
        people: Annotated[int, typer.Option("--n", metavar="N", help="How many made-up people.")] = 2000,
        seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
        output: Output = None,
        plot: Annotated[Path | None, typer.Option(metavar="FILE.png|.svg", help="The same, drawn.")] = None,
        questionnaires: Annotated[
            Path | None, typer.Option(metavar="DIR", help="Folder of questionnaires (default: ours).")
        ] = None,
    ) -> None:
        """Precision, length and use of the items of an adaptive module, beside its full bank: a table and JSON."""
        questionnaire = find(module, questionnaires)
        with refusing():
            show(questionnaire, people, seed, output, plot)

    return simulate


def show(questionnaire: Questionnaire, people: int, seed: int, output: Path | None, plot: Path | None) -> None:
    """Simulate, print the table, and write the files that were asked for."""
    from service.workbench.plots import checked_ending
    from service.workbench.progress import counted
    from service.workbench.simulation import as_figures, as_json, simulated
    from service.workbench.simulation_plot import draw
    from service.workbench.simulation_table import as_table

    writable(output)
    writable(plot)
    checked_ending(plot)
    with counted("Simulating", people) as told:
        figures = as_figures(simulated(questionnaire, people, seed, told))
    typer.echo(as_table(figures), nl=False)
    if output is not None:
        give(as_json(figures), output)
    if plot is not None:
        draw(figures, plot)
        typer.echo(f"Drawn: {plot}", err=True)
