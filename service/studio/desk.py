"""One text before a speaker: which language and text an address names, and all that its page shows."""

from dataclasses import dataclass
from datetime import date

from service.accounts.guard import Visit
from service.audio import INTERFACE, Recording, Sounds, take
from service.audio.seen import readable_index
from service.catalogue import Catalogue
from service.errors import NotFound
from service.i18n import Language
from service.studio.former import former_of
from service.studio.pages import Kept, TextPage
from service.studio.texts import Spoken, spoken_texts
from service.studio.walk import LEFT, Walk, state_of

#: A peak from which the page's meter says that it is too loud, before anything is distorted.
LOUD = 0.9
#: The measures that the page's script judges by, as the service does.
LIMITS = (
    ("longest", take.LONGEST),
    ("silent", take.SILENT),
    ("quiet", take.QUIET),
    ("loud", LOUD),
    ("full", take.FULL),
    ("flat", take.FLAT),
    ("flattened", take.FLATTENED),
    ("shortest", take.SHORTEST),
)
DONE = ("kept", "restored")


@dataclass(frozen=True)
class Desk:
    """A language with all its texts, for one request."""

    visit: Visit
    language: Language
    sounds: Sounds
    walk: Walk

    def text(self) -> Spoken:
        """The text that the address names; NotFound when there is none."""
        wanted = self.visit.request.path_params["text"]
        found = next((text for text in self.walk.stretch if text.id == wanted), None)
        if found is None:
            raise NotFound("text")
        return found

    def address(self, text: Spoken) -> str:
        """The page of a text, outside any walk."""
        return f"{self.walk.overview}/{text.id}"

    def own(self, text: Spoken) -> Recording | None:
        """What this installation has recorded, in whatever wording."""
        return readable_index(self.sounds.folder(text.phrase)).get(text.phrase.key)


def desk_of(visit: Visit) -> Desk:
    """The language that the address names; NotFound when clients have no such language."""
    code = visit.request.path_params["language"]
    if code not in visit.site.languages.codes("client"):
        raise NotFound("language")
    sounds = visit.site.part(Sounds)
    texts = spoken_texts(visit.site.part(Catalogue), visit.site.translators[code])
    asked = visit.request.query_params
    part, only = asked.get("part", ""), LEFT if asked.get("only") == LEFT else ""
    states = {text.id: state_of(sounds, text) for text in texts}
    known = part if any(text.part == part for text in texts) else ""
    return Desk(visit, visit.site.languages[code], sounds, Walk(texts, states, code, known, only))


def text_page(desk: Desk, text: Spoken, problem: str = "") -> TextPage:
    """The page of a text."""
    walk, visit = desk.walk, desk.visit
    other, beside = words_beside(visit, text)
    here = walk if text.is_listed else walk.without_lists
    kept, asked = kept_now(desk, text), visit.request.query_params
    former = former_of(desk.sounds.folder(text.phrase), text.phrase.key)
    return TextPage(
        code=desk.language.code,
        language=desk.language.name,
        direction=desk.language.direction,
        part=text.part,
        title=part_title(visit, text.part),
        overview=walk.overview,
        address=desk.address(text),
        query=walk.query,
        text=text.phrase.text,
        kind=text.kind,
        about=text.about,
        intent=text.intent,
        beside=beside,
        beside_language=other,
        state=walk.states[text.id],
        number=walk.stretch.index(text) + 1,
        all=len(here.stretch),
        left=sum(map(walk.is_open, here.stretch)),
        before=walk.before(text),
        next=walk.next(text),
        sound=f"{desk.address(text)}/sound?v={kept.mark}" if kept else "",
        take=kept,
        may_remove=desk.own(text) is not None,
        may_restore=former is not None and former.hash == text.phrase.hash,
        voice=usual_voice(desk),
        limits=LIMITS,
        done=asked.get("done", "") if asked.get("done") in DONE else "",
        problem=problem or asked.get("fault", ""),
    )


def kept_now(desk: Desk, text: Spoken) -> Kept | None:
    """What is played for a text, else what was spoken of its former wording; None when there is nothing."""
    found = desk.sounds.find(text.phrase)
    row = found.recording if found else desk.own(text)
    if row is not None:
        return Kept(row.by, date.fromisoformat(row.on), f"{row.hash}{row.on}{row.seconds}", row.kind == "generated")
    return Kept("", None, text.phrase.hash, is_machine=True) if found else None


def usual_voice(desk: Desk) -> str:
    """Who spoke last in this language, else who is signed in."""
    folders = dict.fromkeys(desk.sounds.folder(text.phrase) for text in desk.walk.texts)
    rows = [row for folder in folders for row in readable_index(folder).values()]
    latest = max(rows, key=lambda row: row.on, default=None)
    return latest.by if latest else desk.visit.principal.name


def words_beside(visit: Visit, text: Spoken) -> tuple[str, str]:
    """The same text in a language that the colleague reads, with that language; both empty when it isn't there."""
    reads = (visit.language, *visit.site.languages.codes("staff"))
    other = next(code for code in reads if code != text.phrase.language)
    texts = spoken_texts(visit.site.part(Catalogue), visit.site.translators[other])
    found = next((one.phrase.text for one in texts if one.id == text.id), "")
    return (other, found) if found else ("", "")


def part_title(visit: Visit, part: str) -> str:
    """A module's title in the language of the staff pages; empty for the words of the screens."""
    modules = visit.site.part(Catalogue).modules
    if part in modules:
        module = modules[part]
        return module.text(visit.language, "title") if module.has_text(visit.language, "title") else part
    return "" if part == INTERFACE else part.removeprefix("_lists/")
