"""Whether each text can be heard, for the column of a translator's file: its state, and where a recording would lie."""

from collections.abc import Iterable
from dataclasses import replace

from service.audio import Phrase, Sounds, State, phrases
from service.catalogue import Catalogue
from service.i18n import Translator
from service.translations.units import Unit


def with_sound(units: Iterable[Unit], sounds: Sounds, catalogue: Catalogue, translator: Translator) -> tuple[Unit, ...]:
    """The same units with `audio` told; empty for texts that are not read aloud, such as those of the report."""
    spoken = {(phrase.place, phrase.key): phrase for phrase in phrases(catalogue, translator)}
    return tuple(replace(unit, audio=told(unit, spoken.get((unit.place, unit.key)), sounds)) for unit in units)


def told(unit: Unit, phrase: Phrase | None, sounds: Sounds) -> str:
    """The state of one text, and its file."""
    if not unit.audio or (unit.text and phrase is None):
        return ""
    state = sounds.state(phrase) if phrase else State.MISSING
    return f"{state.value}: {unit.audio}"
