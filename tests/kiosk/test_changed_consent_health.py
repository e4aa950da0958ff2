"""What a no to the questions about health does, and a yes after it."""

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
