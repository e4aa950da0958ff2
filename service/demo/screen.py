"""What `klantbeeld demo` shows: one screen with everything one needs to walk around."""

from collections.abc import Sequence
from datetime import datetime

from babel import Locale
from rich.console import Console
from rich.table import Table
from sqlalchemy.orm import Session

from service.demo.fresh_codes import FreshCode
from service.demo.staff import COLLEAGUES, PASSWORD, second_factor

NEXT_CODE = "KLANTBEELD_DATA={data} bin/klantbeeld demo --second-factor EMAIL"


def accounts_table(session: Session, now: datetime) -> Table:
    """The accounts, each with the code of this moment."""
    table = Table(title="Staff", title_justify="left", box=None, pad_edge=False)
    for heading in ("E-mail", "Who", "Code now"):
        table.add_column(heading, no_wrap=True)
    for colleague in COLLEAGUES:
        code = second_factor(session, colleague.email, now).code
        table.add_row(colleague.email, f"{colleague.name}, {colleague.does}", code)
    return table


def codes_table(codes: Sequence[FreshCode]) -> Table:
    """The access codes."""
    table = Table(title="Clients", title_justify="left", box=None, pad_edge=False)
    for heading in ("Access code", "Who", "Language"):
        table.add_column(heading, no_wrap=True)
    for code in codes:
        language = Locale.parse(code.language).get_language_name("en")
        table.add_row(" ".join(code.groups), f"{code.name}, {code.reference}", language)
    return table


def show(console: Console, url: str, data: str, accounts: Table, codes: Table) -> None:
    """Print the screen."""
    console.print()
    console.print(accounts)
    console.print(f"  Password of all: [bold]{PASSWORD}[/]", highlight=False)
    console.print("  A code works once and about a minute. The next one:", highlight=False)
    console.print(f"  [bold]{NEXT_CODE.format(data=data)}[/]", highlight=False, soft_wrap=True)
    console.print()
    console.print(codes)
    console.print("  Fresh at each start of the demo; older ones no longer work.", highlight=False)
    console.print()
    console.print(f"  Clients  [bold]{url}/[/]\n  Staff    [bold]{url}/staff[/]", highlight=False)
    console.print()
