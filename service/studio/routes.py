"""The studio's pages: languages, one language, one text; a take comes in, is put back, is removed; all as ZIP."""

from typing import Annotated

from pydantic import Field
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, JSONResponse, Response

from service.accounts.guard import Later, StaffRoutes, Visit
from service.accounts.permissions import Need
from service.cases.days import dutch_day
from service.errors import NotFound
from service.studio import actions
from service.studio.desk import Desk, desk_of, text_page
from service.studio.export import write_zip
from service.studio.overview import languages_page, overview_page
from service.studio.pages import RemovePage
from service.studio.takes import MOST_BYTES, Heard, hear
from service.studio.texts import Spoken
from service.web.forms import Form

routes = StaffRoutes()
READ, WRITE = Need("recordings", "read"), Need("recordings", "write")
LANGUAGE = "/staff/studio/{language}"
TEXT = f"{LANGUAGE}/{{text}}"
#: The one page of ours that may use the microphone.
MICROPHONE = {"permissions-policy": "camera=(), microphone=(self), geolocation=()"}


class TakeForm(Form):
    """Whose voice it is, and the faults that the speaker was told of."""

    voice: Annotated[str, Field(max_length=80)] = ""
    told: Annotated[str, Field(max_length=80)] = ""
    take: str = ""


@routes.get("/staff/studio", READ)
def studio(visit: Visit) -> Response:
    """All languages."""
    return visit.render("staff/studio/languages.html", languages_page(visit))


@routes.get(LANGUAGE, READ)
def recordings(visit: Visit) -> Response:
    """One language."""
    return visit.render("staff/studio/overview.html", overview_page(desk_of(visit)))


@routes.get(f"{LANGUAGE}/export", READ, audited=True)
def export_recordings(visit: Visit) -> Later:
    """All recordings of a language as a file; made after the commit."""
    desk = desk_of(visit)
    language, day = desk.language.code, dutch_day(visit.now)
    visit.audit("recordings_exported", language=language)

    def send() -> Response:
        file = write_zip(desk.sounds, desk.walk.texts, language, day.isoformat())
        name = f"recordings-{language}-{day.isoformat()}.zip"
        return FileResponse(file, filename=name, background=BackgroundTask(file.unlink))

    return send


@routes.get(TEXT, READ)
def text_to_read(visit: Visit) -> Response:
    """One text."""
    desk = desk_of(visit)
    return show(desk, desk.text())


@routes.post(TEXT, WRITE, most_bytes=MOST_BYTES, ahead=hear)
def keep_take(visit: Visit) -> Response:
    """Keep what was spoken. The page's script gets JSON: kept and where to go on, or the fault it must tell first."""
    desk = desk_of(visit)
    text, heard, form = desk.text(), visit.made, visit.fill(TakeForm).form
    scripted = "application/json" in visit.request.headers.get("accept", "")
    if not isinstance(heard, Heard) or form is None:
        raise NotFound("take")
    faults = heard.faults(text.phrase.text)
    if heard.encoded is None:
        return not_kept(desk, text, heard.problem, scripted)
    untold = [fault for fault in faults if fault not in form.told.split()]
    if scripted and untold:
        return not_kept(desk, text, untold[0], scripted)
    actions.keep(visit, text, heard.encoded, form.voice or visit.principal.name, dutch_day(visit.now))
    if scripted:
        return JSONResponse({"kept": True, "next": desk.walk.next(text)})
    fault = f"&fault={faults[0]}" if faults else ""
    return visit.redirect(f"{desk.address(text)}?done=kept{fault}")


def not_kept(desk: Desk, text: Spoken, fault: str, scripted: bool) -> Response:
    """Say why; the script still holds the take."""
    if scripted:
        return JSONResponse({"kept": False, "fault": fault}, 422)
    return show(desk, text, fault, 422)


def show(desk: Desk, text: Spoken, fault: str = "", status: int = 200) -> Response:
    """The page of a text, which may use the microphone."""
    response = desk.visit.render("staff/studio/text.html", text_page(desk, text, fault), status)
    response.headers.update(MICROPHONE)
    return response


@routes.get(f"{TEXT}/sound", READ)
def play_recording(visit: Visit) -> Response:
    """What is played for a text now, else what was spoken of its former wording."""
    desk = desk_of(visit)
    text = desk.text()
    found = desk.sounds.find(text.phrase)
    path = found.path if found else desk.sounds.folder(text.phrase) / f"{text.phrase.key}.ogg"
    if not path.is_file():
        raise NotFound("sound")
    return FileResponse(path, media_type="audio/ogg")


@routes.get(f"{TEXT}/remove", READ)
def confirm_remove_recording(visit: Visit) -> Response:
    """Ask whether it may go."""
    desk = desk_of(visit)
    text = desk.text()
    page = RemovePage(desk.language.code, desk.language.direction, text.phrase.text, desk.address(text))
    return visit.render("staff/studio/remove.html", page)


@routes.post(f"{TEXT}/remove", WRITE)
def remove_recording(visit: Visit) -> Response:
    """Take it away."""
    desk = desk_of(visit)
    actions.remove(visit, desk.text())
    return visit.redirect(f"{desk.walk.overview}?done=removed")


@routes.post(f"{TEXT}/restore", WRITE)
def restore_recording(visit: Visit) -> Response:
    """Put the former recording back."""
    desk = desk_of(visit)
    text = desk.text()
    actions.restore(visit, text)
    return visit.redirect(f"{desk.address(text)}?done=restored")
