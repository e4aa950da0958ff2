"""A module as bytes and back, so that what was asked can be kept for as long as its answers are."""

import json
from typing import Any

from scoring.definition import Questionnaire
from service.catalogue.module import Module, canonical
from service.catalogue.texts import Entry, Status, Texts


def freeze(module: Module) -> tuple[str, bytes]:
    """The module's hash and a self-contained copy in canonical JSON: definition, wording, pictures and statuses.

    The hash covers what was asked and how it is scored, not how far a translation was: `thaw(copy).hash` is the
    same hash. Worked cases are left out.
    """
    statuses = {language: _stamps(texts) for language, texts in module.texts.items()}
    return module.hash, canonical({"asked": module.asked(), "stamps": statuses})


def thaw(copy: bytes) -> Module:
    """The module from the bytes of `freeze`. ValueError (pydantic's or JSON's) when they are no such bytes."""
    kept = json.loads(copy)
    asked = kept["asked"]
    texts = {language: _texts(language, words, kept["stamps"][language]) for language, words in asked["texts"].items()}
    content = [_texts(language, words, {}) for language, words in asked["content"].items()]
    return Module(
        questionnaire=Questionnaire.model_validate(asked["questionnaire"]),
        texts=texts,
        content=content[0] if content else None,
        pictures=asked["pictures"],
    )


def _stamps(texts: Texts) -> dict[str, list[str | None]]:
    return {key: [entry.status.value, entry.source, entry.by, entry.on] for key, entry in texts.entries.items()}


def _texts(language: str, words: dict[str, str], stamps: dict[str, list[Any]]) -> Texts:
    entries = {}
    for key, text in words.items():
        status, source, by, on = stamps.get(key, [Status.DRAFT, None, None, None])
        entries[key] = Entry(text, Status(status), source, by, on)
    return Texts(language, entries)
