"""What a client does who changes what was agreed, and what is kept of it."""

import uuid
from collections.abc import Callable, Mapping

from service.kiosk.agreement import choices_of
from tests.support.installation import Installation
from tests.support.page import find_all
from tests.support.respondent import YES, Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
NO_HEALTH = {**YES, "health": "no"}
STOP = {**YES, "assessment": "no"}


def at_the_overview(sit: Sit, consent: Mapping[str, str] = YES) -> Respondent:
    return sit("en", consent=consent).walk(lambda me: me.stations > 0)


def change(client: Respondent, given: Mapping[str, str]) -> None:
    """The way of a client: to the page by its button, other ticks, next."""
    client.post("/go", to="overview")
    client.press("consent")
    client.press("agree", **given)


def ticked(client: Respondent) -> dict[str, str]:
    boxes = find_all(client.page, "input", type="radio")
    return {box.get("name", ""): box.get("value", "") for box in boxes if "checked" in box.attrib}


def states(place: Installation) -> dict[str, str]:
    return {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}


def rows(place: Installation) -> list[tuple[str, bool]]:
    """Everything that was ever said, oldest first."""
    found = sorted(rows_of(place.site.db, "consent"), key=lambda row: (str(row["at"]), row["purpose"]))
    return [(row["purpose"], bool(row["given"])) for row in found]


def holds(place: Installation) -> dict[str, bool]:
    [sitting] = rows_of(place.site.db, "sitting")
    with place.site.db.engine.connect() as connection:
        return dict(choices_of(connection, uuid.UUID(str(sitting["id"]))).given)


def health_consent(place: Installation) -> bool:
    return bool(rows_of(place.site.db, "sitting")[0]["health_consent"])
