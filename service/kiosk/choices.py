"""What a client picks from, as the templates get it."""

from dataclasses import dataclass

from scoring.symbols import Picture
from service.kiosk.amounts import Amount
from service.kiosk.figures import Mark


@dataclass(frozen=True)
class Choice:
    """An answer to pick. `amount`: the small drawing beside an answer of a scale."""

    code: str
    text: str
    picture: str = ""
    chosen: bool = False
    marks: tuple[Mark, ...] = ()
    drawn: Picture | None = None
    second: str = ""
    amount: Amount | None = None


@dataclass(frozen=True)
class ChoiceGroup:
    """A heading and its choices; lists without headings have one group with an empty one.
    `kind`: `picked`, `often` and `rest` of a long list have their words in the template.
    """

    label: str
    choices: tuple[Choice, ...]
    kind: str = ""
    second: str = ""
