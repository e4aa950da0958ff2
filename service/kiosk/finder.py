"""The page of a long list: what stands there at first, what a search finds, what is under a heading.

Searching answers nothing and stores nothing: the page comes back with what fits and with what was picked already.
"""

from collections.abc import Iterator

from service.catalogue import ChoiceList
from service.catalogue.lists import ListEntry
from service.catalogue.lookup import Found, search
from service.catalogue.spelling import sort_key
from service.kiosk.choices import Choice, ChoiceGroup
from service.kiosk.pages import Finder
from service.kiosk.sought import Sought

MOST = 24


def finder_of(choices: ChoiceList, language: str, sought: Sought, value: object) -> tuple[Finder, list[ChoiceGroup]]:
    """The search field as it stands, and the choices below it; what is picked is always among them."""
    found = search(choices, language, sought.words, MOST)
    headings = tuple((group.id, group.label[language]) for group in choices.groups)
    state = _state(sought, found, dict(headings))
    entries = _entries(choices, language, sought, found, state)
    picked = choices.by_code.get(sought.picked or str(value))
    groups = [ChoiceGroup(dict(headings).get(sought.group, ""), _choices(entries, language, picked), _kind(state))]
    if picked is not None and picked not in entries:
        groups.insert(0, ChoiceGroup("", _choices([picked], language, picked), "picked"))
    rest = [entry for entry in choices.entries if entry.otherwise and entry not in (*entries, picked)]
    if rest and state != "often":
        groups.append(ChoiceGroup("", _choices(rest, language, picked), "rest"))
    finder = Finder(sought.words, state, len(found.entries), headings, sought.group if state == "group" else "")
    return finder, [group for group in groups if group.choices]


def _state(sought: Sought, found: Found, headings: dict[str, str]) -> str:
    if sought.group in headings:
        return "group"
    if not sought.words:
        return "often"
    return ("alike" if found.alike else "found") if found.entries else "none"


def _kind(state: str) -> str:
    return state if state == "often" else ""


def _entries(choices: ChoiceList, language: str, sought: Sought, found: Found, state: str) -> list[ListEntry]:
    if state == "group":
        under = [entry for entry in choices.entries if entry.group == sought.group]
        return sorted(under, key=lambda entry: _place(choices, entry, language))
    return [entry for entry in choices.entries if entry.often] if state == "often" else list(found.entries)


def _place(choices: ChoiceList, entry: ListEntry, language: str) -> tuple[bool, str]:
    return entry.otherwise, sort_key(entry.label[language]) if choices.order == "label" else ""


def _choices(entries: list[ListEntry], language: str, picked: ListEntry | None) -> tuple[Choice, ...]:
    return tuple(Choice(entry.code, entry.label[language], chosen=entry is picked) for entry in entries)


def whole(choices: ChoiceList, language: str, chosen: set[object]) -> Iterator[ChoiceGroup]:
    """All of a short list, by its headings."""
    for heading in choices.groups or (None,):
        entries = [entry for entry in choices.entries if heading is None or entry.group == heading.id]
        label = heading.label[language] if heading else ""
        yield ChoiceGroup(
            label, tuple(Choice(entry.code, entry.label[language], chosen=entry.code in chosen) for entry in entries)
        )
