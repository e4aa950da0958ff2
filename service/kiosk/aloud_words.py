"""Phrases for a client: the interface's and a module's own, in the client's language."""

from service.audio import Phrase
from service.audio.numbers import with_numbers
from service.audio.phrase import interface_phrase
from service.audio.phrases import module_phrase
from service.kiosk.turn import Turn
from service.web.site import Site


def worded(site: Site, language: str, message: str) -> Phrase:
    """A phrase of the interface."""
    return interface_phrase(language, message, site.translators[language].gettext(message))


def ours(turn: Turn, *messages: str) -> list[Phrase]:
    """Phrases of the interface in the client's language."""
    return [worded(turn.site, turn.language, message) for message in messages]


def counted(turn: Turn, message: str, **numbers: int) -> list[Phrase]:
    """One sentence of the interface with its numbers."""
    return [with_numbers(turn.site.translators[turn.language], message, **numbers)]


def theirs(turn: Turn, *keys: str) -> list[Phrase]:
    """Phrases of the open module that are there."""
    module, language = turn.module, turn.language
    return [module_phrase(module, language, key) for key in keys if module.has_text(language, key)]
