"""A speaker wants the voice removed: all recordings of it go, with a question before."""

from typing import Annotated

from pydantic import Field
from starlette.responses import Response

from service.accounts.guard import StaffRoutes, Visit
from service.accounts.permissions import Need
from service.studio.actions import remove_all_of
from service.studio.desk import desk_of
from service.studio.pages import VoicePage
from service.studio.voices import voices
from service.web.forms import Form

routes = StaffRoutes()
#: Two steps below the language, so that it is no path of a text, where large forms may come in.
PATH = "/staff/studio/{language}/voice/remove"


class VoiceForm(Form):
    """Whose voice."""

    voice: Annotated[str, Field(max_length=80)]


@routes.get(PATH, Need("recordings", "read"))
def confirm_remove_voice(visit: Visit) -> Response:
    """Ask whether all recordings of a voice may go."""
    return show(visit, visit.request.query_params.get("voice", ""))


@routes.post(PATH, Need("recordings", "write"))
def remove_voice_recordings(visit: Visit) -> Response:
    """Take them away."""
    form, desk = visit.fill(VoiceForm).form, desk_of(visit)
    if form is None or not voices(desk.sounds, desk.language.code)[form.voice]:
        return show(visit, form.voice if form else "", 422)
    remove_all_of(visit, desk.language.code, form.voice)
    return visit.redirect(f"{desk.walk.overview}?done=voice_removed")


def show(visit: Visit, voice: str, status: int = 200) -> Response:
    """The question, with how many there are."""
    desk = desk_of(visit)
    count = voices(desk.sounds, desk.language.code)[voice]
    return visit.render(
        "staff/studio/voice.html", VoicePage(desk.walk.overview, desk.language.name, voice, count), status
    )
