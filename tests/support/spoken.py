"""Texts that can be heard, without a sound: each file holds the text that it stands for, so that a test can tell."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from service.audio import Phrase, Recording, Sounds, long_list_phrases, phrases
from service.catalogue import Catalogue
from service.web.site import Site


def record(sounds: Sounds, spoken: Iterable[Phrase]) -> None:
    """Recordings of these texts in the organisation's folder."""
    shelves: dict[tuple[str, str], list[Phrase]] = {}
    for phrase in spoken:
        shelves.setdefault((phrase.place, phrase.language), []).append(phrase)
    for (place, language), texts in shelves.items():
        folder = sounds.own / place / "audio" / language
        folder.mkdir(parents=True, exist_ok=True)
        rows = {text.key: asdict(Recording(text.hash, "recorded", "A. Name", "2026-11-27", 1.0)) for text in texts}
        for text in texts:
            (folder / f"{text.key}.ogg").write_text(text.text, encoding="utf-8")
        (folder / "index.json").write_text(json.dumps(rows))


def record_all(site: Site, language: str, but: Iterable[str] = ()) -> tuple[Phrase, ...]:
    """Recordings of everything that clients see in a language, but for these keys."""
    left_out = set(but)
    catalogue, translator = site.part(Catalogue), site.translators[language]
    found = (*phrases(catalogue, translator), *long_list_phrases(catalogue, translator))
    record(site.part(Sounds), (phrase for phrase in found if phrase.key not in left_out))
    return found


def make_speech(site: Site, language: str, spoken: Iterable[Phrase]) -> None:
    """Speech of the machine for these texts."""
    sounds = site.part(Sounds)
    folder = sounds.speech / language
    folder.mkdir(parents=True, exist_ok=True)
    for phrase in spoken:
        (folder / sounds.voices[language].file_of(phrase.text)).write_text(phrase.text, encoding="utf-8")
