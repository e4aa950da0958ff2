"""How much of each module can be heard in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.audio.phrase import Phrase
from service.audio.phrases import long_list_phrases, phrases
from service.audio.sounds import Counts, Sounds
from service.catalogue import Catalogue
from service.i18n import Translator


@dataclass(frozen=True)
class Row:
    """The texts of one place in one language."""

    place: str
    language: str
    counts: Counts


def status_rows(sounds: Sounds, catalogue: Catalogue, translators: Mapping[str, Translator]) -> tuple[Row, ...]:
    """One row per place and language, places in the order of the path."""
    found: dict[str, dict[str, list[Phrase]]] = {}
    for language, translator in translators.items():
        for phrase in (*phrases(catalogue, translator), *long_list_phrases(catalogue, translator)):
            found.setdefault(phrase.place, {}).setdefault(language, []).append(phrase)
    return tuple(
        Row(place, language, sounds.counts(texts))
        for place, by_language in found.items()
        for language, texts in by_language.items()
    )


def status_table(rows: Iterable[Row]) -> str:
    """The rows in columns, for a terminal."""
    cells: list[tuple[str, ...]] = [("module", "language", "texts", "recorded", "generated", "missing", "stale")]
    for row in rows:
        found = row.counts
        numbers = (found.texts, found.recorded, found.generated, found.missing, found.stale)
        cells.append((row.place, row.language, *map(str, numbers)))
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)
