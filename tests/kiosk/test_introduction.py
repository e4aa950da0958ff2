"""The introduction: each step, the offer of help, what the case learns of it and what not."""

import uuid
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.cases.models import Case
from service.cases.position import Position, position
from service.cases.queries import facts_of
from service.cases.road import Action, State
from service.kiosk.entry import add_supplementary
from service.kiosk.introducing import INTRODUCING
from service.kiosk.introduction import FIRST, OFFER_AFTER, ORDER, PATIENCE, STEPS, Practice, onward, order, tried
from service.kiosk.models import Sitting
from tests.conftest import Clock
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, text_of
from tests.support.respondent import Respondent
from tests.support.spoken import record_all
from tests.support.staff import Colleague
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
#: What is pressed, and ticked, by who needs no help.
WELL = [
    ("try", "tea"),
    ("try", "water"),
    ("try_back", ""),
    ("try", "water"),
    ("try_decline", ""),
    ("try", ""),
]


def press(client: Respondent, to: str, answer: str = "") -> Respondent:
    assert to in client.buttons, (to, client.buttons)
    client.post("/go", to=to, **({"answer": answer} if answer else {}))
    return client


def begin(sit: Sit, language: str = "en") -> Respondent:
    client = sit(language)
    client.press("consent")
    client.press("agree", **client.consent)
    return client


def step_of(client: Respondent) -> str:
    """The step before the client; empty on any other page."""
    forms = find_all(client.page, "form", id="practice")
    return forms[0].get("class", "").split("practice--")[1].split()[0] if forms else ""


def sitting(place: Installation) -> dict[str, object]:
    (row,) = rows_of(place.site.db, "sitting")
    return row


def at(place: Installation, invited: Invited) -> Position:
    """Where the klantmanager sees the case."""
    with place.site.db.read() as session:
        case = session.get_one(Case, invited.case_id)
        return position(facts_of(session, [case])[case.id], place.clock())


def wishes(place: Installation) -> list[str]:
    return [row["name"] for row in rows_of(place.site.db, "milestone") if "wish" in row["name"]]


def test_the_way_without_help_is_the_steps_in_their_order() -> None:
    practice: Practice | None = FIRST
    for (button, answer), name in zip(WELL, order(silent=True), strict=True):
        assert practice is not None
        assert (practice.step, practice.shown) == (name, 0)
        practice = tried(practice, button, answer, silent=True)
    assert practice is None


@given(st.lists(st.tuples(st.sampled_from([*set(STEPS.values()), "odd"]), st.sampled_from(["", "tea", "water", "x"]))))
def test_nobody_is_held_up(pressed: list[tuple[str, str]]) -> None:
    """Whatever is pressed, each step goes on by itself after some tries; help is offered once, as soon as it is due."""
    practice: Practice | None = FIRST
    for number, (button, answer) in enumerate(pressed, 1):
        if practice is None:
            break
        assert number <= len(ORDER) * (PATIENCE + 1)
        before = practice
        practice = tried(practice, button, answer)
        if practice is not None and practice.needs_help:
            assert practice.shown == OFFER_AFTER
            assert practice.step == before.step, "who is asked comes back to the same step"
            practice = Practice(**{**practice.written(), "offered": True})


def test_the_last_step_has_none_after_it() -> None:
    assert [step and step.step for step in map(onward, map(Practice, ORDER))] == [*ORDER[1:], None]


def test_listening_is_tried_only_where_it_can_be_heard(place: Installation, sit: Sit) -> None:
    record_all(place.site, "en")
    client = begin(sit)
    for button, answer in WELL[:4]:
        press(client, button, answer)
    assert step_of(client) == "listen"
    assert find_all(client.page, "a", class_="listen", href="/sound/0")
    client.post("/language", language="nl")
    assert step_of(client) == "decline", "in a language without sound it is left out"
    client.post("/language", language="en")
    assert step_of(client) == "listen"
    press(client, "try")
    assert step_of(client) == "decline"
    assert find_all(client.page, "p", role="alert") == []


def test_the_same_answer_again_is_no_change() -> None:
    practice = Practice("change", chosen="tea")
    same = tried(practice, "try", "tea")
    other = tried(practice, "try", "coffee")
    assert same is not None
    assert (same.step, same.shown) == ("change", 1)
    assert other is not None
    assert (other.step, other.chosen) == ("back", "coffee")


def test_all_steps_then_the_path_and_no_trace_of_what_was_tried(
    place: Installation, sit: Sit, invited: Invited
) -> None:
    client = begin(sit, "ar")
    for (button, answer), name in zip(WELL, order(silent=True), strict=True):
        assert step_of(client) == name
        ticked = [
            field.get("value") for field in find_all(client.page, "input", name="answer") if "checked" in field.attrib
        ]
        assert ticked == {"change": ["tea"], "forward": ["water"]}.get(name, [])
        press(client, button, answer)
    assert client.stations == 9
    assert (sitting(place)["introduction"], sitting(place)["practice"]) == ("done", None)
    assert rows_of(place.site.db, "answer") == []
    assert wishes(place) == []
    assert at(place, invited).action is None
    client.press("pause")
    assert sit().stations == 9, "it is not asked again"


def test_who_can_do_it_already_is_at_once_at_the_path(place: Installation, sit: Sit) -> None:
    client = begin(sit)
    client.press("known")
    assert client.stations == 9
    assert sitting(place)["introduction"] == "skipped"
    client.press("pause")
    assert sit().stations == 9


def test_a_pause_in_it_goes_on_at_the_same_step_with_the_same_answer(place: Installation, sit: Sit) -> None:
    client = press(begin(sit), "try", "coffee")
    for way in ("help", "stop"):
        client.press(way)
        client.press("on")
        assert step_of(client) == "change"
    client.press("stop")
    client.press("pause")
    assert "practice" not in client.html
    again = sit("ti")
    assert step_of(again) == "change"
    press(press(again, "try", "tea"), "try_back")
    assert step_of(again) == "forward"


def test_it_can_be_done_again_from_the_path_and_stays_done(place: Installation, sit: Sit) -> None:
    client = begin(sit)
    for button, answer in WELL:
        press(client, button, answer)
    client.press("introduce")
    assert step_of(client) == "choose"
    client.press("known")
    assert client.stations
    assert sitting(place)["introduction"] == "done"
    client.press("introduce")
    client.press("stop")
    client.press("pause")
    assert sit().stations, "one that is repeated is not in the way"


def test_a_step_not_done_is_shown_and_the_second_time_help_is_offered_once(sit: Sit) -> None:
    client = begin(sit)
    assert not find_all(client.page, "p", role="alert")
    press(client, "try")
    assert step_of(client) == "choose"
    assert "arrow" in client.html.split('role="alert"')[1]
    press(client, "try")
    assert {"helper", "talk", "alone"} <= set(client.buttons)
    press(client, "alone")
    assert step_of(client) == "choose"
    press(client, "try")
    assert step_of(client) == "change", "it goes on by itself"
    for _ in range(20):
        if client.stations:
            break
        assert "alone" not in client.buttons, "asked once is enough"
        press(client, "try")
    assert client.stations


def test_a_wish_for_a_helper_is_a_milestone_and_the_next_thing_to_do(
    place: Installation, sit: Sit, invited: Invited, clock: Clock
) -> None:
    client = begin(sit)
    client.press("difficult")
    clock.forward(minutes=1)
    press(client, "helper")
    assert "help" in client.heading
    assert wishes(place) == ["helper_wished"]
    assert (at(place, invited).state, at(place, invited).action) == (State.UNDER_WAY, Action.PLAN_HELPER)
    client.press("on")
    assert client.stations == 9
    assert sitting(place)["introduction"] == "done"
    client.press("introduce")
    client.press("difficult")
    press(client, "helper")
    assert wishes(place) == ["helper_wished"], "the same wish is told once"
    client.press("on")
    client.press("introduce")
    client.press("difficult")
    clock.forward(minutes=1)
    press(client, "alone")
    assert step_of(client) == "choose"
    assert at(place, invited).action is None, "it is taken back"


def test_who_goes_on_alone_without_a_wish_before_tells_nobody(place: Installation, sit: Sit) -> None:
    client = begin(sit)
    client.press("difficult")
    press(client, "alone")
    assert wishes(place) == []
    events = {row["event"] for row in rows_of(place.site.db, "audit_event")}
    assert not any("wish" in event for event in events)


def manager_of(place: Installation, invited: Invited) -> Colleague:
    with place.site.db.read() as session:
        user = session.get_one(Case, invited.case_id).case_manager_id
        team = session.get_one(Case, invited.case_id).team_id
    return Colleague(place, Principal(user, "Anne", Role.CASE_MANAGER, team, "nl"))


def test_the_klantmanager_plans_the_helper(place: Installation, sit: Sit, invited: Invited, clock: Clock) -> None:
    client = begin(sit)
    client.press("difficult")
    clock.forward(minutes=1)
    press(client, "helper")
    manager, here = manager_of(place, invited), f"/staff/cases/{invited.case_id}"
    assert "Plan een helper" in manager.get("/staff/cases").text
    (primary,) = find_all(read_page(manager.get(here).text), "a", class_="button button--primary")
    assert (primary.get("href"), text_of(primary)) == (f"{here}/suitability", "Plan een helper")
    form = find_all(read_page(manager.get(f"{here}/suitability").text), "input", name="computer")
    assert [field.get("value") for field in form if "checked" in field.attrib] == ["with_help"]
    clock.forward(minutes=1)
    reply = manager.post(f"{here}/suitability", literacy="both", computer="with_help", wants="true")
    assert reply.status_code == 303
    assert "Plan een helper" not in manager.get(here).text
    assert "Er zit een helper naast de klant" in manager.get(here).text
    assert (at(place, invited).state, at(place, invited).action) == (State.UNDER_WAY, None)


def test_the_klantmanager_plans_the_talk_and_the_client_may_still_go_on(
    place: Installation, sit: Sit, invited: Invited, clock: Clock
) -> None:
    client = begin(sit)
    client.press("difficult")
    clock.forward(minutes=1)
    press(client, "talk")
    assert at(place, invited).action is Action.PLAN_TALK
    manager, here = manager_of(place, invited), f"/staff/cases/{invited.case_id}"
    assert "Plan het gesprek" in manager.get(here).text
    clock.forward(minutes=1)
    form = {"literacy": "both", "computer": "alone", "wants": "false"}
    assert manager.post(f"{here}/suitability", **form).status_code == 422, "a talk needs a day"
    assert manager.post(f"{here}/suitability", **form, intake_on="2027-01-15").status_code == 303
    assert at(place, invited).state is State.INTAKE
    assert manager.get(here).status_code == 200
    clock.forward(minutes=1)
    client.press("on")
    client.step()
    client.press("skip")
    assert at(place, invited).state is State.UNDER_WAY


def test_no_button_of_it_does_anything_before_the_consent(place: Installation, sit: Sit) -> None:
    client = sit("en")
    for to in INTRODUCING:
        client.post("/go", to=to, answer="tea")
        assert "consent" in client.buttons, to
    assert sitting(place)["practice"] is None
    assert wishes(place) == []


def test_a_supplementary_sitting_has_none_and_can_tell_no_wish(
    place: Installation, sit: Sit, invited: Invited, clock: Clock
) -> None:
    """A milestone of it would tell that the psychiatrist has asked for more."""
    with place.site.db.write() as session:
        add_supplementary(session, place.catalogue.module("trauma"), uuid.UUID(str(invited.case_id)), "en", clock())
    client = sit("en")
    assert client.stations == 1
    assert "introduce" not in client.buttons
    for to in ("introduce", "difficult", "helper"):
        client.post("/go", to=to)
    assert wishes(place) == []


def test_what_is_kept_of_an_open_step(place: Installation, sit: Sit) -> None:
    press(begin(sit), "try", "coffee")
    with place.site.db.read() as session:
        kept = session.scalars(select(Sitting.practice)).one()
    assert kept == {"step": "change", "tries": 0, "shown": 0, "offered": False, "chosen": "coffee"}
