"""How far each module is in each language: one row per place and language, counted per text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from service.catalogue import Catalogue, Status
from service.translations.units import Unit, units


@dataclass(frozen=True)
class Progress:
    """The texts of one place in one language: how many there are, how many are missing, and how many at each status."""

    place: str
    language: str
    texts: int
    missing: int
    counts: dict[Status, int]

    @property
    def lowest(self) -> str:
        """The status of the least finished text; `missing` while any text lacks."""
        if self.missing:
            return "missing"
        return next((status.value for status in Status if self.counts[status]), Status.DRAFT.value)


@lru_cache(maxsize=4)
def progress(catalogue: Catalogue, languages: tuple[str, ...]) -> tuple[Progress, ...]:
    """One row per place and language, in the order of the path; lists and tables of sentences after the modules.

    Worked out once for a catalogue, which never changes: half a second that each view of the page would take.
    """
    by_place: dict[tuple[str, str], list[Unit]] = {}
    for language in languages:
        for unit in units(catalogue, language):
            by_place.setdefault((unit.place, language), []).append(unit)
    places = {place: None for place, _ in by_place}
    ordered = [(place, language) for place in places for language in languages if (place, language) in by_place]
    return tuple(_row(place, language, by_place[place, language]) for place, language in ordered)


def _row(place: str, language: str, found: list[Unit]) -> Progress:
    there = [unit for unit in found if unit.text]
    counted = Counter(unit.status for unit in there)
    counts = {status: counted[status] for status in Status}
    return Progress(place, language, len(found), len(found) - len(there), counts)


def status_table(rows: Iterable[Progress]) -> str:
    """The rows in columns, for a terminal."""
    cells = [("module", "language", "texts", "missing", *(status.value for status in Status), "lowest")]
    cells += [
        (
            row.place,
            row.language,
            str(row.texts),
            str(row.missing),
            *(str(row.counts[status]) for status in Status),
            row.lowest,
        )
        for row in rows
    ]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)
