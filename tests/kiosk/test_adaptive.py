"""An adaptive module at the kiosk: the same item on every computer, forward only, a reason for every choice."""

import json
import re
from collections.abc import Callable

import pytest

from scoring.keying import keys_of
from tests.conftest import Clock
from tests.support.installation import Installation
from tests.support.page import find_all
from tests.support.respondent import Respondent, Stuck
from tests.support.tables import everything, rows_of

Sit = Callable[..., Respondent]
SLUG = "leerbaarheid"


@pytest.fixture
def right(place: Installation) -> Callable[[str], str]:
    """The right answer to an item."""
    questionnaire = place.catalogue.modules[SLUG].questionnaire
    return lambda item: keys_of(questionnaire, questionnaire.by_id[item])[0]


def at_bank(client: Respondent) -> Respondent:
    """Before the first item of the bank."""
    return client.open_module(SLUG).walk(in_bank)


def in_bank(client: Respondent) -> bool:
    """Whether an item of the bank is before the client."""
    return bool(re.fullmatch(r"lb_\d\d", client.item))


def answers(place: Installation) -> list[tuple[str, dict]]:
    """The bank's answers with their reasons, in the order of the choices."""
    rows = [(row["item_id"], row["choice"]) for row in rows_of(place.site.db, "answer")]
    kept = [(item, json.loads(choice) if isinstance(choice, str) else choice) for item, choice in rows if choice]
    return sorted(kept, key=lambda row: row[1]["asked"]["number"])


def share(client: Respondent) -> int:
    return int(find_all(client.page, "progress")[0].get("value", ""))


def title(client: Respondent) -> str:
    return re.sub(r"\s+", " ", " ".join(find_all(client.page, "span", class_="top__minutes")[0].itertext())).strip()


def to_the_end(client: Respondent, answer: Callable[[str], str | None]) -> list[str]:
    """The items that came, until the bank ended."""
    came = []
    while in_bank(client):
        came.append(client.item)
        given = answer(client.item)
        client.answer(given) if given else client.answer(move="declined")
    return came


def test_every_item_once_and_a_reason_for_each(place: Installation, sit: Sit, right: Callable[[str], str]) -> None:
    came = to_the_end(at_bank(sit()), right)
    kept = answers(place)
    plan = place.catalogue.modules[SLUG].questionnaire.structure.adaptive
    assert plan is not None
    assert plan.stop.minimum <= len(came) <= plan.stop.maximum
    assert len(set(came)) == len(came)
    assert [item for item, _ in kept] == came
    assert [choice["asked"]["item"] for _, choice in kept] == came
    assert [choice["asked"]["number"] for _, choice in kept] == list(range(1, len(came) + 1))
    assert kept[0][1]["asked"]["ability"] == plan.start
    assert all(choice["ended"] is None for _, choice in kept[:-1])
    ended = kept[-1][1]["ended"]
    assert (ended["reason"], ended["items"]) in [("precision", len(came)), ("maximum", plan.stop.maximum)]
    assert ended["ability"] > 1.5


def test_the_reasons_are_what_the_answers_lead_to(place: Installation, sit: Sit, right: Callable[[str], str]) -> None:
    """Recomputed from what is stored, with a memory that is empty: as after a restart, or on another computer."""
    to_the_end(at_bank(sit()), lambda item: right(item) if int(item[-1]) % 2 else "a")
    [sitting] = rows_of(place.site.db, "sitting")
    rows = [row for row in rows_of(place.site.db, "answer") if row["choice"]]
    values = {row["item_id"]: json.loads(row["value"]) if row["value"][0] == '"' else row["value"] for row in rows}
    questionnaire = place.catalogue.modules[SLUG].questionnaire.model_copy(deep=True)
    questionnaire.__dict__.pop("adaptive_bank", None)
    bank = questionnaire.adaptive_bank
    assert bank is not None
    course = bank.course(sitting["seed"], values, {row["item_id"]: row["response_ms"] for row in rows})
    assert [choice._asdict() for choice in course.choices] == [choice["asked"] for _, choice in answers(place)]
    assert course.end is not None
    assert course.end._asdict() == answers(place)[-1][1]["ended"]


def test_nobody_is_shown_how_hard_an_item_is_or_how_able_the_person(place: Installation, sit: Sit) -> None:
    client = at_bank(sit())
    to_the_end(client, lambda _item: "a")
    pages = "".join(response.text for response in client.seen)
    for _, choice in answers(place):
        for number in (choice["asked"]["ability"], choice["asked"]["se"], choice["asked"]["information"]):
            assert f"{number:.6f}" not in pages
    for word in ("ability", "difficult", "information", "adaptive"):
        assert word not in pages.replace("application/", "").replace('value="difficult"', "")  # of the introduction


def test_going_back_is_not_offered_once_the_bank_has_begun(place: Installation, sit: Sit) -> None:
    client = at_bank(sit("en"))
    first = client.item
    client.press("back")
    assert client.item == "lb_p3", "practice may be looked at again"
    client.answer()
    client.press("on")
    assert client.buttons[-1] == "on", "the words about time come before the clock starts again"
    client.press("on")
    assert client.item == first
    client.answer()
    second = client.item
    with pytest.raises(Stuck):
        client.press("back")
    assert "Here you only go forward." in client.html
    before = everything(place.site.db, but=["sitting"])
    client.post("/go", to="back")
    assert client.item == second
    assert everything(place.site.db, but=["sitting"]) == before


def test_an_answer_in_the_bank_can_not_be_changed(place: Installation, sit: Sit) -> None:
    client = at_bank(sit())
    first = client.hidden
    client.answer("a")
    second = client.item
    for form in ({**first, "key": "another-key-1"}, {**first, "key": "another-key-2", "revision": "1"}):
        client.post("/answer", **form, move="next", answer="b")
        assert client.item == second
        assert client.notice
    assert [(row["item_id"], row["revision"]) for row in rows_of(place.site.db, "answer") if row["choice"]] == [
        (first["item"], 1)
    ]


def test_the_same_form_twice_is_one_answer_and_one_step(place: Installation, sit: Sit) -> None:
    client = at_bank(sit())
    first = client.hidden
    client.answer("a")
    second = client.item
    client.post("/answer", **first, move="next", answer="a")
    assert client.item == second
    assert client.notice == ""
    assert len(answers(place)) == 1


def test_an_item_of_the_bank_that_is_not_open_is_refused(place: Installation, sit: Sit) -> None:
    client = at_bank(sit())
    open_item = client.item
    other = "lb_18" if open_item != "lb_18" else "lb_17"
    client.post("/answer", **{**client.hidden, "item": other}, move="next", answer="a")
    assert client.item == open_item
    assert answers(place) == []


def test_another_computer_another_language_and_a_pause_go_on_with_the_same_item(sit: Sit) -> None:
    here = at_bank(sit("ar"))
    for _ in range(5):
        here.answer()
    item = here.item
    here.post("/language", language="ti")
    assert here.item == item
    here.press("stop")
    here.press("on")
    assert here.item == item
    there = sit("nl").open_module(SLUG)
    there.press("on")  # the words about time come first after a break
    assert there.item == item
    there.press("stop")
    there.press("pause")
    again = sit("en").open_module(SLUG)
    again.press("on")
    assert again.item == item


def test_two_clients_see_different_items(place: Installation, sit: Sit) -> None:
    from service.accounts.models import Role

    mine = to_the_end(at_bank(sit()), lambda _item: "a")
    other = Respondent(place.app)
    other.enter(place.invite(place.staff(Role.CASE_MANAGER, "West")).code)
    assert to_the_end(at_bank(other), lambda _item: "a") != mine


def test_progress_is_calm_and_names_the_most_that_can_come(sit: Sit, right: Callable[[str], str]) -> None:
    client = sit("en")
    client.walk(lambda me: me.stations > 0)
    client.post("/go", to="module", module=SLUG)
    assert "There are at most 32 of them." in client.html
    client.press("start")
    assert title(client).startswith("about"), "only the bank is counted"
    client.walk(in_bank)
    numbers, shares = [], []
    while in_bank(client):
        numbers.append(title(client))
        shares.append(share(client))
        client.answer(right(client.item))
    assert numbers == [f"question {number} of at most 32" for number in range(1, len(numbers) + 1)]
    assert shares == sorted(shares)
    assert shares[0] > 0
    assert shares[-1] <= 100


def test_who_takes_long_is_not_kept_for_ever(place: Installation, sit: Sit, clock: Clock) -> None:
    def slowly(_item: str) -> str:
        clock.forward(seconds=120)
        return "a"

    came = to_the_end(at_bank(sit()), slowly)
    ended = answers(place)[-1][1]["ended"]
    assert (ended["reason"], ended["items"]) == ("time", 15)
    assert len(came) == 15
    assert ended["seconds"] == 15 * 120


def test_passing_everything_over_ends_too(place: Installation, sit: Sit) -> None:
    client = at_bank(sit())
    came = to_the_end(client, lambda _item: None)
    assert 12 <= len(came) <= 32
    while client.item:
        client.answer(move="declined")
    states = {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}
    assert states[SLUG] == "done"


def test_an_old_practice_form_in_the_middle_leads_back_to_the_open_item(place: Installation, sit: Sit) -> None:
    client = sit()
    client.open_module(SLUG)
    practice = client.hidden
    client.walk(in_bank)
    client.answer("a")
    client.answer("b")
    item = client.item
    revision = max(row["revision"] for row in rows_of(place.site.db, "answer") if row["item_id"] == practice["item"])
    form = {**practice, "key": "another-key-1", "revision": str(revision)}
    client.post("/answer", **form, move="next", answer="a")
    client.walk(lambda me: bool(me.item))
    while client.item.startswith("lb_p"):
        client.answer()
        client.press("on")
    assert client.item == item
    assert len(answers(place)) == 2


def test_a_module_that_was_skipped_in_the_middle_goes_on_where_it_was(place: Installation, sit: Sit) -> None:
    client = at_bank(sit())
    client.answer()
    client.answer()
    item = client.item
    client.press("stop")
    client.post("/go", to="overview")
    client.post("/go", to="module", module=SLUG)
    client.press("skip")
    assert client.stations
    client.post("/go", to="module", module=SLUG)
    client.press("start")
    client.press("on")
    assert client.item == item
    assert len(answers(place)) == 2


@pytest.mark.parametrize(("able", "follows"), [(True, "nl_p3"), (False, "")])
def test_c_tests_follow_from_a_level_on(place: Installation, sit: Sit, able: bool, follows: str) -> None:
    questionnaire = place.catalogue.modules["taal_nl"].questionnaire
    bank = questionnaire.adaptive_bank
    assert bank is not None
    client = sit("ar").open_module("taal_nl").walk(lambda me: me.item in bank.ids)
    while client.item in bank.ids:
        if able:
            client.answer(keys_of(questionnaire, questionnaire.by_id[client.item])[0])
        else:
            client.answer(move="declined")
    assert client.item == follows
    states = {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}
    assert states["taal_nl"] == ("open" if able else "done")
    if able:
        assert "هنا يمكنك التقدم إلى الأمام فقط." in client.html, "there is no way back into the bank"
        client.walk(lambda me: me.item == "nl_c1")
        client.press("back")
        assert client.item == "nl_p3", "among what follows Back leads back"


def test_other_modules_keep_no_choice(place: Installation, sit: Sit) -> None:
    client = sit().open_module("achtergrond")
    client.answer("1988")
    assert [row["choice"] for row in rows_of(place.site.db, "answer")] == [None]
    client.press("back")
    assert client.item == "ac_birth_year"
