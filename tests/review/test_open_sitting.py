"""A sitting that is not finished comes to the worklist for an acute answer alone: nothing may tell of it elsewhere."""

from tests.conftest import Clock
from tests.review.sittings import ACUTE, begin, here, milestones
from tests.support.installation import Installation, Invited
from tests.support.staff import Colleague
from tests.support.tables import rows_of

WINDOW = {"window_from": "2026-11-25", "window_to": "2026-11-28", "place": "mggz", "urgency": "within_week"}


def test_nothing_can_be_asked_for_by_way_of_the_klantmanager(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", ACUTE)
    assert doctor.post(f"/staff/review/sitting/{sitting.id}").status_code == 303
    before = milestones(place)
    page = doctor.get(f"/staff/review/{sitting.review_id}")
    assert page.status_code == 200
    assert "Afspraak vragen" not in page.text
    assert "zou het signaal verraden" in page.text
    for action, form in (("appointment", WINDOW), ("supplementary", {"module": "trauma"})):
        assert doctor.post(here(sitting, action), edition=sitting.edition(), **form).status_code == 409
    assert rows_of(place.site.db, "appointment") == rows_of(place.site.db, "supplementary_request") == []
    assert milestones(place) == before
