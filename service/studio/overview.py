"""The pages of all languages and of one, with the list of its texts."""

from dataclasses import replace
from urllib.parse import urlencode

from service.accounts.guard import Visit
from service.audio import Recording, Sounds
from service.cases.caseload import ON_A_PAGE, page_number
from service.catalogue import Catalogue
from service.studio.desk import Desk, part_title
from service.studio.pages import LanguageRow, LanguagesPage, OverviewPage, PartRow, TextRow
from service.studio.texts import Spoken, spoken_texts
from service.studio.voices import voices
from service.studio.walk import LEFT, Walk, counts_of, state_of

FILTERS = ("q", "part", "state", "voice")
DONE = ("end", "removed", "voice_removed")


def languages_page(visit: Visit) -> LanguagesPage:
    """All languages that clients may choose."""
    return LanguagesPage(tuple(language_row(visit, code) for code in visit.site.languages.codes("client")))


def language_row(visit: Visit, code: str) -> LanguageRow:
    """One of them."""
    sounds, row = visit.site.part(Sounds), visit.site.languages[code]
    texts = spoken_texts(visit.site.part(Catalogue), visit.site.translators[code])
    states = (state_of(sounds, text) for text in texts if not text.is_listed)
    return LanguageRow(code, row.name, row.direction, counts_of(states))


def overview_page(desk: Desk) -> OverviewPage:
    """One language."""
    walk, needed, asked = (
        desk.walk,
        desk.walk.without_lists,
        {name: desk.visit.request.query_params.get(name, "") for name in FILTERS},
    )
    found = [text for text in walk.texts if fits(walk, text, asked) and spoken_by(desk, text, asked["voice"])]
    number, pages = page_number(desk.visit.request.query_params.get("page", "1"), len(found))
    shown = found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    parts = tuple(part_row(desk, part) for part in dict.fromkeys(text.part for text in walk.texts))
    done = desk.visit.request.query_params.get("done", "")
    return OverviewPage(
        code=desk.language.code,
        name=desk.language.name,
        direction=desk.language.direction,
        counts=counts_of(walk.states[text.id] for text in needed.texts),
        first=replace(needed, part="", only=LEFT).first(),
        parts=parts,
        part_choices=tuple((row.slug, row.title) for row in parts),
        voices=tuple(sorted(voices(desk.sounds, desk.language.code))),
        rows=tuple(text_row(desk, text) for text in shown),
        asked=asked,
        total=len(found),
        number=number,
        pages=pages,
        before=page_address(walk, asked, number - 1),
        after=page_address(walk, asked, number + 1),
        done=done if done in DONE else "",
    )


def fits(walk: Walk, text: Spoken, asked: dict[str, str]) -> bool:
    """Whether a text is among those asked for."""
    state = asked["state"]
    return (
        asked["q"].strip().casefold() in text.phrase.text.casefold()
        and asked["part"] in ("", text.part)
        and (walk.is_open(text) if state == LEFT else state in ("", walk.states[text.id]))
    )


def spoken_by(desk: Desk, text: Spoken, voice: str) -> bool:
    """Whether this voice is heard, or was before the text changed; any, when none is asked for."""
    row = recording_of(desk, text) if voice else None
    return not voice or (row is not None and row.by == voice)


def recording_of(desk: Desk, text: Spoken) -> Recording | None:
    """What is played for a text, else what was spoken of its former wording."""
    found = desk.sounds.find(text.phrase)
    return found.recording if found else desk.own(text)


def page_address(walk: Walk, asked: dict[str, str], number: int) -> str:
    """Another page of the same list."""
    return f"{walk.overview}?{urlencode({**asked, 'page': number})}#texts"


def part_row(desk: Desk, part: str) -> PartRow:
    """A module, a list or the words of the screens."""
    walk = Walk(desk.walk.texts, desk.walk.states, desk.walk.language, part, LEFT)
    counts = counts_of(walk.states[text.id] for text in walk.stretch)
    return PartRow(part, part_title(desk.visit, part), counts, walk.first())


def text_row(desk: Desk, text: Spoken) -> TextRow:
    """A line of the list."""
    row = recording_of(desk, text)
    state = desk.walk.states[text.id]
    address = f"{desk.walk.overview}/{text.id}?{urlencode({'part': text.part})}"
    return TextRow(address, text.phrase.text, text.kind, state, *told(row))


def told(row: Recording | None) -> tuple[str, str]:
    """How many seconds it lasts and whose voice it is; both empty for nothing."""
    return (f"{row.seconds:.1f}", row.by) if row else ("", "")
