"""The complete adaptive runs that catR 3.17 made, from its own bank: maximum information, EAP, stop at 0.40 or 40."""

from dataclasses import dataclass

from tests.support.reference import rows


@dataclass(frozen=True)
class Run:
    """What catR asked, by place from 0, what it found after each answer, and the answers to all 85 items."""

    items: tuple[int, ...]
    abilities: tuple[float, ...]
    errors: tuple[float, ...]
    answers: tuple[bool, ...]


def runs() -> list[Run]:
    """The 24 runs."""
    return [
        Run(
            items=tuple(int(number) - 1 for number in row["items"].split(";")),
            abilities=tuple(map(float, row["theta_path"].split(";"))),
            errors=tuple(map(float, row["se_path"].split(";"))),
            answers=tuple(mark == "1" for mark in row["full_responses"]),
        )
        for row in rows("catR_randomCAT_MFI_EAP_se040.csv")
    ]
