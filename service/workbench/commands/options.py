"""What the commands share: arguments, how a refusal is told, where results go."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

Answers = Annotated[
    Path, typer.Argument(metavar="FILE", help="One row a person, one column an item: .csv, .parquet or .sav.")
]
Items = Annotated[str, typer.Option("--items", metavar="A,B,...", help="Only these columns (default: all).")]
Without = Annotated[str, typer.Option("--without", metavar="A,B,...", help="Leave these columns out.")]
Missing = Annotated[
    str, typer.Option("--missing", metavar="X,Y,...", help="Values that mean that nothing was answered, beside empty.")
]
Id = Annotated[
    str, typer.Option("--id", metavar="COLUMN", help="The column that tells people apart; nobody may be there twice.")
]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="FILE.png|.svg", help="The same, drawn.")]
Keys = Annotated[
    Path | None, typer.Option("--keys", metavar="FILE.yaml", help="Scales: items, reversed, lowest, highest.")
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Where to write the JSON (default: on the screen).")
]


def listed(text: str) -> tuple[str, ...]:
    """The parts between commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


@contextmanager
def refusing() -> Iterator[None]:
    """Tell why a file can't be used, read or written, without a trace, and leave with 2."""
    from service.workbench.table import Unusable

    try:
        yield
    except Unusable as problem:
        typer.echo(problem.detail, err=True)
        raise typer.Exit(2) from problem
    except OSError as problem:
        typer.echo(f"{problem.filename}: {problem.strerror}.", err=True)
        raise typer.Exit(2) from problem


def writable(path: Path | None) -> None:
    """Raise `Unusable` for a place where nothing can be written, before the work begins."""
    from service.workbench.table import Unusable

    if path is not None and (path.is_dir() or not path.parent.is_dir()):
        raise Unusable(f"{path}: there is no folder {path.parent}, or this is a folder itself.")


def give(text: str, path: Path | None) -> None:
    """Write to the file, or on the screen."""
    if path is None:
        typer.echo(text, nl=False)
    else:
        path.write_text(text, encoding="utf-8")
        typer.echo(f"Written: {path}", err=True)
