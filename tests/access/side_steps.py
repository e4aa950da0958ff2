"""What the client of one side does, and what is done with the answers after it."""

from sqlalchemy import select

from service.accounts.models import Role
from service.review.models import Review
from tests.access.sides import Side
from tests.support.respondent import YES, Respondent
from tests.support.staff import Colleague, confirm_level, decide_health_levels


def start(one: Side, health: str = "yes") -> None:
    one.respondent = Respondent(one.place.app, "nl", pick=one.pick, consent={**YES, "health": health})
    one.respondent.enter(one.client.code)
    one.respondent.walk(lambda me: me.stations > 0)


def module(one: Side, slug: str) -> None:
    assert one.respondent is not None
    one.respondent.open_module(slug)
    one.respondent.walk(lambda me: me.stations > 0)
    one.clock.forward(minutes=5)


def halfway(one: Side) -> None:
    """Into the module of health, as far as the first acute answer."""
    assert one.respondent is not None
    one.respondent.open_module("trauma").walk_to("tr_safety")
    one.respondent.answer()


def somebody_elses_card(one: Side) -> None:
    """Somebody at the computer says so; then the client comes in again with the same card."""
    assert one.respondent is not None
    one.respondent.post("/go", to="stop")
    one.respondent.press("not_mine")
    one.clock.forward(minutes=1)


def come_in_again(one: Side) -> None:
    assert one.respondent is not None
    one.respondent.post("/next")
    one.respondent.enter(one.client.code)
    one.clock.forward(minutes=1)


def take_back(one: Side) -> None:
    """No longer to the questions about health."""
    assert one.respondent is not None
    change_consent(one.respondent, "no")
    one.clock.forward(minutes=5)


def skip_health(one: Side) -> None:
    """The part about health is passed over, as any part can be."""
    assert one.respondent is not None
    one.respondent.post("/go", to="overview")
    one.respondent.post("/go", to="module", module="trauma")
    one.respondent.press("skip")
    one.clock.forward(minutes=5)


def agree_again(one: Side) -> None:
    assert one.respondent is not None
    change_consent(one.respondent, "yes")
    one.clock.forward(minutes=5)


def change_consent(client: Respondent, health: str) -> None:
    client.post("/go", to="overview")
    client.press("consent")
    client.press("agree", assessment="yes", health=health, norms="no")


def send_in(one: Side) -> None:
    assert one.respondent is not None
    one.respondent.walk()
    one.clock.forward(minutes=5)


def report(one: Side) -> None:
    colleague = Colleague(one.place, one.people[Role.CASE_MANAGER])
    path = f"/staff/cases/{one.client.case_id}/reports"
    assert colleague.post(path, audience="klantmanager", language="nl").status_code == 303
    one.clock.forward(seconds=10)
    one.place.work()


def review(one: Side) -> str:
    with one.place.site.db.read() as session:
        return str(session.scalars(select(Review).where(Review.case_id == one.client.case_id)).one().id)


def read_review(one: Side) -> None:
    doctor = Colleague(one.place, one.place.staff(Role.PSYCHIATRIST, name="De psychiater"))
    assert doctor.get("/staff/review").status_code == 200
    assert doctor.get(f"/staff/review/{review(one)}").status_code == 200


def decide_levels(one: Side) -> None:
    """The psychiatrist decides about the health domains of the one with the worst answers alone."""
    doctor = Colleague(one.place, one.place.staff(Role.PSYCHIATRIST, name="De psychiater"))
    if one.worst:
        decide_health_levels(doctor, review(one))


def confirm(one: Side) -> None:
    """The klantmanager confirms the level of money."""
    confirm_level(Colleague(one.place, one.people[Role.CASE_MANAGER]), one.client.case_id)
    one.clock.forward(seconds=10)
