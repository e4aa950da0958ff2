"""What a no to the questions about health does, and a yes after it."""

from typing import Any

from tests.conftest import Clock
from tests.kiosk.changing import NO_HEALTH, Sit, at_the_overview, change, health_consent, states
from tests.support.installation import Installation
from tests.support.page import visible_text
from tests.support.respondent import YES
from tests.support.tables import rows_of

KEPT = "the doctor keeps your earlier answers about health"


def test_a_no_to_health_leaves_out_what_waits(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit)
    change(client, NO_HEALTH)
    assert states(place)["trauma"] == "skipped"
    assert not health_consent(place)
    client.press("module", module="trauma")
    assert client.heading == "Do you agree?", "not without asking again"


def test_a_no_in_the_middle_ends_the_part_and_keeps_what_was_answered(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit).open_module("trauma")
    client.answer()
    sealed = rows_of(place.site.db, "vault_sealed_answer")
    assert sealed
    stale, here = client.hidden, client.codes[0]
    change(client, NO_HEALTH)
    assert states(place)["trauma"] == "skipped"
    assert rows_of(place.site.db, "working_copy") == [], "nothing readable is left"
    client.post("/answer", **stale, move="next", answer=here)
    assert rows_of(place.site.db, "vault_sealed_answer") == sealed, "nothing lost, nothing more from an old page"


def test_a_yes_again_goes_on_where_the_part_was_left(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit).open_module("trauma")
    client.answer()
    following = client.item
    change(client, NO_HEALTH)
    change(client, YES)
    assert states(place)["trauma"] == "skipped", "it is offered, not opened unasked"
    client.press("module", module="trauma")
    client.press("start")
    assert client.item == following


def test_a_part_that_is_done_stays_done(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit).open_module("trauma").walk(lambda me: me.stations > 0)
    sealed = rows_of(place.site.db, "vault_sealed_answer")
    change(client, NO_HEALTH)
    assert states(place)["trauma"] == "done"
    assert rows_of(place.site.db, "vault_sealed_answer") == sealed


def test_a_mixed_part_goes_on_without_its_questions_about_health(place: Installation, sit: Sit) -> None:
    module = place.catalogue.module("zelfredzaamheid")
    health = {item.id for item in module.questionnaire.items if item.sensitivity.value == "health"}
    client = at_the_overview(sit).open_module("zelfredzaamheid").walk(lambda me: me.item in health)
    client.answer()
    change(client, NO_HEALTH)
    assert rows_of(place.site.db, "working_copy") == []
    client.given.clear()
    client.open_module("zelfredzaamheid").walk(lambda me: me.stations > 0)
    assert client.given
    assert not health & set(client.given)


def test_only_who_has_answered_is_told_what_becomes_of_it(sit: Sit) -> None:
    client = at_the_overview(sit)
    client.press("consent")
    assert KEPT not in visible_text(client.page)
    client.press("on")
    client.open_module("trauma").answer()
    client.post("/go", to="overview")
    client.press("consent")
    assert KEPT in visible_text(client.page)


def test_each_row_keeps_when_it_was_said_and_to_which_words(place: Installation, sit: Sit, clock: Clock) -> None:
    """The words on the page: of health they are others once something of it was answered."""
    client = sit("ti").walk(lambda me: me.stations > 0).open_module("trauma")
    client.answer()
    clock.forward(minutes=3)
    client.post("/go", to="overview")
    client.press("consent")
    shown = " ".join(visible_text(client.page).split())
    client.press("agree", **NO_HEALTH)
    first, second = (sorted(found, key=lambda row: str(row["purpose"])) for found in by_moment(place))
    assert all(row["words"] in shown for row in second)
    assert [row["words"] for row in second if row["purpose"] != "health"] == [
        row["words"] for row in first if row["purpose"] != "health"
    ]
    assert second[1]["words"] != first[1]["words"]
    assert {row["language"] for row in second} == {"ti"}


def by_moment(place: Installation) -> list[list[dict[str, Any]]]:
    """The rows of each form, oldest form first."""
    found = rows_of(place.site.db, "consent")
    return [[row for row in found if row["at"] == at] for at in sorted({row["at"] for row in found})]
