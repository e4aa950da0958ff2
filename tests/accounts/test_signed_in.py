"""Once signed in: it ends when it should, and the own account can be changed."""

import pytest

from service.accounts import actions
from service.accounts.models import Role
from tests.accounts.conftest import OWN, Door
from tests.support.page import find_all, text_of
from tests.support.staff import Colleague


def test_signing_out_ends_the_sign_in_itself(door):
    door.first_sign_in()
    token = door.cookie
    door.get("/staff/account")
    answer = door.post("/staff/sign-out")
    assert answer.headers["location"] == "/staff/sign-in"
    assert answer.headers["clear-site-data"] == '"cache", "storage"'
    assert not door.cookie
    door.plant(token)
    assert door.get("/staff/account").status_code == 401


def test_a_sign_in_ends_after_the_idle_minutes_and_not_before(door, clock):
    door.first_sign_in()
    for _ in range(3):
        clock.forward(minutes=14)
        assert door.get("/staff/account").status_code == 200
    clock.forward(minutes=15, seconds=1)
    assert door.get("/staff/account").status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        actions.deactivate,
        lambda session, user, now, by: actions.change_role(session, user, Role.AUDITOR, None, now, by),
        lambda session, user, now, by: actions.reset_access(session, user, "tijdelijk-nummer-2", now, by),
    ],
    ids=["deactivated", "another role", "access reset"],
)
def test_sign_ins_end_at_once(door, place, anne, clock, change):
    admin = place.staff(Role.ADMIN)
    door.first_sign_in()
    assert door.get("/staff/account").status_code == 200
    with place.site.db.write() as session:
        change(session, anne.id, clock(), admin.user_id)
    assert door.get("/staff/account").status_code == 401


def test_after_a_reset_the_second_factor_is_set_up_anew(door, place, anne, clock):
    admin = place.staff(Role.ADMIN)
    door.first_sign_in()
    with place.site.db.write() as session:
        actions.reset_access(session, anne.id, "tijdelijk-nummer-2", clock(), admin.user_id)
    again = Door(place)
    assert again.give_password(password=OWN).status_code == 401
    again.give_password(password="tijdelijk-nummer-2")
    again.follow()
    assert find_all(again.page, "form", action="/staff/sign-in/password")


def test_each_role_begins_where_its_work_is(place):
    first = {
        Role.CASE_MANAGER: "/staff/cases",
        Role.TEAM_LEAD: "/staff/cases",
        Role.PSYCHIATRIST: "/staff/review",
        Role.ADMIN: "/staff/admin/accounts",
        Role.AUDITOR: "/staff/audit",
    }
    for role, path in first.items():
        assert Colleague(place, place.staff(role)).get("/staff").headers["location"] == path


def test_the_menu_shows_only_what_the_role_may_see(place):
    shown = {}
    for role in Role:
        door = Door(place)
        colleague = Colleague(place, place.staff(role))
        door.client = colleague.client
        door.get("/staff/account")
        shown[role] = {link.get("href") for link in find_all(find_all(door.page, "nav")[0], "a")}
    assert "/staff/cases" in shown[Role.CASE_MANAGER]
    assert "/staff/cases" not in shown[Role.ADMIN] | shown[Role.PSYCHIATRIST] | shown[Role.AUDITOR]
    assert "/staff/review" in shown[Role.PSYCHIATRIST]
    assert not any("/staff/review" in shown[role] for role in Role if role is not Role.PSYCHIATRIST)
    assert {role for role in Role if "/staff/admin/accounts" in shown[role]} == {Role.ADMIN, Role.AUDITOR}


def test_the_language_of_the_pages_is_ones_own_choice(door):
    door.first_sign_in()
    door.get("/staff/account")
    assert door.post("/staff/account/language", language="ar").status_code == 422
    door.get("/staff/account")
    door.post("/staff/account/language", language="en")
    door.follow()
    assert find_all(door.page, "html", lang="en")
    assert "Your language was changed." in door.response.text


def test_changing_the_password_needs_the_present_one_and_ends_other_sign_ins(door, place, anne, clock):
    door.first_sign_in()
    elsewhere = Colleague(place, principal_of(anne))
    assert elsewhere.get("/staff/account").status_code == 200
    door.get("/staff/account")
    new = "nog een ander wachtwoord"
    assert door.post("/staff/account/password", current="fout", password=new, again=new).status_code == 422
    assert door.post("/staff/account/password", current=OWN, password=new, again=new).status_code == 303
    assert door.get("/staff/account").status_code == 200
    assert elsewhere.get("/staff/account").status_code == 401
    assert Door(place).give_password(password=new).status_code == 303


def test_a_new_password_is_another_one_than_the_present_one(door, place, anne):
    door.first_sign_in()
    elsewhere = Colleague(place, principal_of(anne))
    door.get("/staff/account")
    assert door.post("/staff/account/password", current=OWN, password=OWN, again=OWN).status_code == 422
    problem = text_of(find_all(door.page, "p", id="password-problem")[0])
    assert problem.endswith("Dit is uw huidige wachtwoord. Kies een ander wachtwoord.")
    assert find_all(door.page, "input", name="password")[0].get("aria-invalid") == "true"
    assert door.post("/staff/account/password", current="fout", password="fout", again="fout").status_code == 422
    assert not find_all(door.page, "p", id="password-problem"), "a wrong one tells nothing of the new one"
    assert elsewhere.get("/staff/account").status_code == 200, "nothing was changed, so no other sign-in has ended"


def principal_of(user):
    from service.accounts.principal import Principal

    return Principal(user.id, user.name, Role(user.role), user.team_id, user.language)


def test_guessing_the_present_password_from_a_walked_away_page_is_slowed_down(door, clock):
    door.first_sign_in()
    door.get("/staff/account")
    new = "nog een ander wachtwoord"
    for _ in range(5):
        door.post("/staff/account/password", current="fout", password=new, again=new)
    assert door.post("/staff/account/password", current=OWN, password=new, again=new).status_code == 422
    clock.forward(seconds=31)
    assert door.post("/staff/account/password", current=OWN, password=new, again=new).status_code == 303


def test_pages_are_never_kept_and_go_to_the_door_without_javascript(door):
    door.first_sign_in()
    answer = door.get("/staff/account")
    assert answer.headers["cache-control"] == "no-store"
    refresh = [m for m in find_all(door.page, "meta") if m.get("http-equiv") == "refresh"]
    assert refresh[0].get("content", "").startswith(str(15 * 60 + 5))
    assert text_of(find_all(door.page, "footer")[0])
