"""What of a long list can be heard: the words of its search, the choices that stand there now, and the headings.

What stands there hangs on what was looked for, which the server does not keep. So a choice's number is its place in the
whole list, which is put in another order for each client and question: an address tells nothing about a choice.
"""

import hmac
from collections.abc import Iterator

from service.audio import Phrase, Sound, Sounds
from service.audio import buttons as words
from service.audio.phrases import is_read_aloud, whole_list_phrases
from service.catalogue import Catalogue
from service.kiosk.heard import Listed
from service.kiosk.pages import Finder, ItemPage
from service.kiosk.standing import audible
from service.kiosk.turn import Turn

#: The number of the first of them. Other sounds have smaller ones.
FIRST = 1000
ABOVE = {"picked": words.YOUR_CHOICE, "often": words.OFTEN}


def names(turn: Turn) -> list[Phrase]:
    """Headings and choices of the long list at this question, in this client's order; none at any other question."""
    item = turn.item if turn.place.sitting.screen == "item" else None
    choices = turn.site.part(Catalogue).lists[item.list] if item and item.list else None
    if item is None or choices is None or not choices.is_long or not is_read_aloud(turn.module.questionnaire, item):
        return []
    key = f"{turn.token}{item.id}".encode()
    found = whole_list_phrases(choices, turn.language)
    return sorted(found, key=lambda phrase: hmac.digest(key, phrase.key.encode(), "sha256"))


def name_sound(turn: Turn, number: int) -> Sound | None:
    """The sound of one of them."""
    found = names(turn)[number - FIRST : number - FIRST + 1]
    return turn.site.part(Sounds).find(found[0]) if found else None


def listed(turn: Turn, page: object) -> Listed:
    """What of the list stands on this page and can be heard."""
    if not isinstance(page, ItemPage) or page.finder is None:
        return Listed()
    found = _names_with_sound(turn, page, page.finder)
    numbers = {**{text: number for text, (number, _) in found.items()}, **_words_with_sound(turn)}
    order = tuple(numbers[text] for text in _standing(turn, page, page.finder) if text in numbers)
    return Listed(0, order, numbers, any(machine for _, machine in found.values()))


def _names_with_sound(turn: Turn, page: ItemPage, finder: Finder) -> dict[str, tuple[int, bool]]:
    """Of the choices and headings that stand there, those that can be heard: number, whether it is a machine."""
    there = {
        *(choice.text for group in page.groups for choice in group.choices),
        *(text for _, text in finder.headings),
    }
    sounds = turn.site.part(Sounds)
    shown = [(phrase, number) for number, phrase in enumerate(names(turn), FIRST) if phrase.text in there]
    return {phrase.text: (number, sound.is_generated) for phrase, number in shown if (sound := sounds.find(phrase))}


def _words_with_sound(turn: Turn) -> dict[str, int]:
    """Of the words of the search, those that can be heard."""
    told = turn.site.translators[turn.language].gettext
    return {told(text): number for text in words.FINDER for number in audible(turn.site, turn.language, [text])}


def _standing(turn: Turn, page: ItemPage, finder: Finder) -> Iterator[str]:
    """All of it from above to below; how many were found is not said: they follow."""
    told = turn.site.translators[turn.language].gettext
    yield from map(told, (words.TYPE, words.SEARCH))
    yield from (told(words.FOUND[finder.state]) for _ in range(finder.state in words.FOUND))
    for group in page.groups:
        yield told(ABOVE[group.kind]) if group.kind in ABOVE else group.label
        yield from (choice.text for choice in group.choices)
    yield told(words.IN_A_GROUP)
    yield from (told(words.OFTEN) for _ in range(finder.state != "often"))
    yield from (text for _, text in finder.headings)
