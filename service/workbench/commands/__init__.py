"""The commands of the workbench, one module each. They import what they work with when they run, not before."""

from collections.abc import Callable

import typer

from service.workbench.commands.calibrate import calibrate
from service.workbench.commands.dif import dif
from service.workbench.commands.norms import norms
from service.workbench.commands.reliability import reliability
from service.workbench.commands.simulate import Find, simulate_by

#: Each command's name, and the function that typer calls. A new command is a row here.
COMMANDS: dict[str, Callable[..., None]] = {
    "calibrate": calibrate,
    "dif": dif,
    "norms": norms,
    "reliability": reliability,
}


def add_workbench(app: typer.Typer, find: Find) -> None:
    """Add the commands to the command line. `find`: the definition of a module, for the commands that need one."""
    for name, command in {**COMMANDS, "simulate": simulate_by(find)}.items():
        app.command(name)(command)
