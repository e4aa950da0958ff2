"""The client's yes or no to each purpose, and what follows from it."""

from sqlalchemy import insert, update
from starlette.datastructures import FormData

from service.errors import NotFound
from service.kiosk.introducing import AHEAD, keep
from service.kiosk.introduction import FIRST
from service.kiosk.leaving import Farewell, withdraw
from service.kiosk.models import Consent, Sitting
from service.kiosk.moving import close_module, move
from service.kiosk.parsing import Unreadable
from service.kiosk.turn import Turn

PURPOSES = ("assessment", "health", "norms")


def give_consent(turn: Turn, form: FormData) -> Farewell:
    """Keep a yes or no per purpose. No to the assessment itself ends here, kindly and without a cost."""
    if turn.place.sitting.screen != "consent":
        raise NotFound("consent")
    given = {purpose: form.get(purpose) == "yes" for purpose in PURPOSES if form.get(purpose) in ("yes", "no")}
    # Who says no to the assessment is asked no further.
    if len(given) < len(PURPOSES) and given.get("assessment", True):
        raise Unreadable("choose")
    rows = [
        {
            "sitting_id": turn.place.sitting.id,
            "purpose": purpose,
            "given": yes,
            "language": turn.language,
            "at": turn.now,
        }
        for purpose, yes in given.items()
    ]
    with turn.site.db.session_on(turn.connection) as session:
        session.execute(insert(Consent), rows)
    if not given["assessment"]:
        return withdraw(turn, form)
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    turn.connection.execute(sitting.values(health_consent=given["health"]))
    if not given["health"]:
        skip_health(turn)
    if turn.place.sitting.introduction == AHEAD:
        keep(turn, FIRST, "introduction")
    else:
        move(turn.connection, turn.place, "overview", turn.now)
    return ""


def skip_health(turn: Turn) -> None:
    """Without consent for it no health module is given; each counts as a step that is behind the client."""
    for row in turn.place.modules:
        module = turn.module_named(row.slug)
        if module.questionnaire.is_health and row.state == "waiting":
            close_module(turn.site.db, turn.connection, turn.place, module, "skipped", turn.now)
