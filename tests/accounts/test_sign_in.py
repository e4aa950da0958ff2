import pytest
from sqlalchemy import select

from service.accounts.models import StaffSession, StaffUser
from service.audit.models import AuditEvent
from tests.accounts.conftest import EMAIL, OWN, TEMPORARY, Door
from tests.support.page import find_all, text_of


def events(place):
    with place.site.db.read() as session:
        return list(session.scalars(select(AuditEvent.event).order_by(AuditEvent.at)))


def user(place):
    with place.site.db.read() as session:
        found = session.scalars(select(StaffUser).where(StaffUser.email == EMAIL)).one()
        session.expunge(found)
        return found


def test_the_first_sign_in_asks_for_an_own_password_then_for_the_second_factor(door):
    assert door.give_password().headers["location"] == "/staff/sign-in/code"
    door.follow()
    assert find_all(door.page, "form", action="/staff/sign-in/password")
    door.post("/staff/sign-in/password", password=OWN, again=OWN)
    door.follow()
    secret = door.secret
    assert door.post("/staff/sign-in/second-factor", code=door.code(secret)).headers["location"] == "/staff"
    assert door.get("/staff/account").status_code == 200
    assert text_of(find_all(door.page, "nav")[0])


def test_the_next_sign_in_asks_for_a_code(door, clock):
    secret = door.first_sign_in()
    clock.forward(minutes=1)
    again = Door(door.place)
    again.give_password(password=OWN)
    assert again.follow().status_code == 200
    assert find_all(again.page, "form", action="/staff/sign-in/code")
    assert again.get("/staff/account").status_code == 401
    again.get("/staff/sign-in/code")
    assert again.post("/staff/sign-in/code", code=again.code(secret)).headers["location"] == "/staff"
    assert again.get("/staff/account").status_code == 200


def test_a_code_works_once(door, clock):
    secret = door.first_sign_in()
    again = Door(door.place)
    again.give_password(password=OWN)
    again.follow()
    assert again.post("/staff/sign-in/code", code=again.code(secret)).status_code == 401  # spent at the enrolment
    clock.forward(seconds=30)
    assert again.post("/staff/sign-in/code", code=again.code(secret)).status_code == 303


def test_each_step_up_gives_a_new_token_and_the_old_one_is_dead(door):
    door.plant("planted")
    door.give_password()
    half = door.cookie
    assert half not in ("", "planted")
    door.follow()
    door.post("/staff/sign-in/password", password=OWN, again=OWN)
    door.follow()
    door.post("/staff/sign-in/second-factor", code=door.code(door.secret))
    assert door.cookie not in ("", half, "planted")
    for dead in (half, "planted"):
        door.plant(dead)
        assert door.get("/staff/account").status_code == 401


def test_a_new_sign_in_ends_the_one_that_the_browser_brought_along(door, clock):
    secret = door.first_sign_in()
    before = door.cookie
    clock.forward(minutes=1)
    door.give_password(password=OWN)
    door.follow()
    door.post("/staff/sign-in/code", code=door.code(secret))
    other = Door(door.place)
    other.plant(before)
    assert other.get("/staff/account").status_code == 401


def test_half_a_sign_in_opens_no_page(door):
    door.give_password()
    for path in ("/staff", "/staff/cases", "/staff/account"):
        assert door.get(path).status_code == 401


def test_only_the_hash_of_a_token_is_kept(door, place):
    door.first_sign_in()
    with place.site.db.read() as session:
        for row in session.scalars(select(StaffSession)):
            assert door.cookie.encode() not in row.token_hash
            assert len(row.token_hash) == 32


def test_unknown_and_wrong_look_the_same(door):
    wrong = door.give_password(EMAIL, "fout wachtwoord")
    unknown = door.give_password("niemand@gemeente.example", "fout wachtwoord")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert f'value="{EMAIL}"' in wrong.text, "what was typed stays"
    assert wrong.text.replace(EMAIL, "niemand@gemeente.example") == unknown.text
    assert not door.cookie


def test_after_five_failures_the_right_password_must_wait_too_and_looks_the_same(door, clock):
    refused = [door.give_password(EMAIL, "fout wachtwoord").text for _ in range(5)]
    during = door.give_password()
    assert during.status_code == 401
    assert during.text == refused[0]
    clock.forward(seconds=31)
    assert door.give_password().status_code == 303


def test_the_wait_doubles_and_trying_during_it_does_not_lengthen_it(door, clock, place):
    for _ in range(5):
        door.give_password(EMAIL, "fout wachtwoord")
    clock.forward(seconds=20)
    door.give_password(EMAIL, "fout wachtwoord")
    assert user(place).failed_logins == 5
    clock.forward(seconds=11)
    door.give_password(EMAIL, "fout wachtwoord")
    assert user(place).failed_logins == 6
    assert (user(place).locked_until - clock()).total_seconds() == 60


def test_wrong_codes_count_too_and_a_right_password_does_not_forget_them(door, clock, place):
    secret = door.first_sign_in()
    clock.forward(minutes=1)
    thief = Door(place)
    thief.give_password(password=OWN)
    thief.follow()
    for _ in range(5):
        assert thief.post("/staff/sign-in/code", code="000000").status_code == 401
    assert thief.post("/staff/sign-in/code", code=thief.code(secret)).status_code == 401
    assert thief.give_password(password=OWN).status_code == 401
    clock.forward(seconds=31)
    thief.give_password(password=OWN)
    thief.follow()
    assert thief.post("/staff/sign-in/code", code=thief.code(secret)).status_code == 303
    assert user(place).failed_logins == 0


def alert(door):
    return text_of(find_all(door.page, "div", role="alert")[0])


def test_who_must_wait_before_a_code_is_told_how_long_whatever_the_code_is(door, clock, place):
    secret = door.first_sign_in()
    clock.forward(minutes=1)
    again = Door(place)
    again.give_password(password=OWN)
    again.follow()
    for _ in range(4):
        again.post("/staff/sign-in/code", code="000000")
        assert "te veel pogingen" not in alert(again)
        assert "Wacht op de volgende code" in alert(again)
    again.post("/staff/sign-in/code", code="000000")
    assert "te veel pogingen" in alert(again)
    assert "Wacht 30 seconden." in alert(again)
    assert "Wacht op de volgende code" not in alert(again)
    clock.forward(seconds=10)
    wrong = again.post("/staff/sign-in/code", code="000000").text
    right = again.post("/staff/sign-in/code", code=again.code(secret))
    assert (right.status_code, right.text) == (401, wrong)
    assert "Wacht 20 seconden." in alert(again)


def test_who_must_wait_while_setting_up_the_second_factor_is_told_so_in_minutes_too(door, clock, place):
    door.give_password()
    door.follow()
    door.post("/staff/sign-in/password", password=OWN, again=OWN)
    door.follow()
    secret, wrong = door.secret, {"path": "/staff/sign-in/second-factor", "code": "000000"}
    for _ in range(4):
        door.post(**wrong)
        assert "Deze code klopt niet." in alert(door)
    refused = door.post(**wrong).text
    assert "te veel pogingen" in alert(door)
    assert "Wacht 30 seconden." in alert(door)
    assert "Deze code klopt niet." not in alert(door)
    assert door.post("/staff/sign-in/second-factor", code=door.code(secret)).text == refused
    for seconds, words in ((31, "60 seconden"), (61, "2 minuten")):
        clock.forward(seconds=seconds)
        door.post(**wrong)
        assert f"Wacht {words}." in alert(door)
    clock.forward(seconds=121)
    assert door.post("/staff/sign-in/second-factor", code=door.code(secret)).status_code == 303


@pytest.mark.parametrize(
    ("password", "again"),
    [(TEMPORARY, TEMPORARY), ("te kort", "te kort"), (EMAIL, EMAIL), (OWN, OWN + "x"), ("", "")],
)
def test_an_own_password_must_be_own_long_and_typed_twice(door, place, password, again):
    door.give_password()
    door.follow()
    assert door.post("/staff/sign-in/password", password=password, again=again).status_code == 422
    assert find_all(door.page, "p", class_="problem")
    assert user(place).must_change_password


def test_the_second_factor_is_not_kept_before_its_first_code_was_right(door, place):
    door.give_password()
    door.follow()
    door.post("/staff/sign-in/password", password=OWN, again=OWN)
    door.follow()
    offered = door.secret
    assert door.post("/staff/sign-in/second-factor", code="000000").status_code == 401
    assert user(place).totp_secret is None
    assert door.secret == offered


def test_steps_cannot_be_skipped(door):
    door.give_password()
    door.follow()
    assert door.post("/staff/sign-in/second-factor", code="123456").headers["location"] == "/staff/sign-in/password"
    assert door.get("/staff/sign-in/second-factor").headers["location"] == "/staff/sign-in/password"


def test_a_form_from_elsewhere_is_refused(door):
    door.csrf = "forged"
    assert door.post("/staff/sign-in", email=EMAIL, password=TEMPORARY).status_code == 403
    door.get("/staff/sign-in")
    answer = door.client.post(
        "/staff/sign-in",
        data={"csrf": door.csrf, "email": EMAIL, "password": TEMPORARY},
        headers={"origin": "https://evil.example"},
    )
    assert answer.status_code == 403


def test_nobody_is_there_in_a_fresh_installation(place):
    with place.site.db.read() as session:
        assert session.scalars(select(StaffUser)).all() == []


def test_every_attempt_leaves_an_event_and_no_event_holds_a_name(door, place):
    door.give_password(EMAIL, "fout wachtwoord")
    door.give_password("niemand@gemeente.example", "fout wachtwoord")
    door.first_sign_in()
    assert [name for name in events(place) if name == "sign_in_failed"] == ["sign_in_failed"] * 2
    assert {"password_accepted", "password_changed", "second_factor_enrolled", "signed_in"} <= set(events(place))
    with place.site.db.read() as session:
        assert all(not row.context or "@" not in str(row.context) for row in session.scalars(select(AuditEvent)))


def test_sign_in_is_there_in_english_too(door):
    assert find_all(door.page, "html", lang="nl")
    door.get("/staff/sign-in?language=en")
    assert find_all(door.page, "html", lang="en")
    assert "Sign in for staff" in door.response.text
    door.get("/staff/sign-in?language=xx")
    assert find_all(door.page, "html", lang="nl")


def test_the_qr_code_needs_no_style(door):
    door.give_password()
    door.follow()
    door.post("/staff/sign-in/password", password=OWN, again=OWN)
    door.follow()
    picture = find_all(door.page, "svg")[0]
    assert not any("style" in element.attrib for element in picture.iter())


@pytest.mark.parametrize("step", ["password", "second-factor", "code"])
def test_a_step_of_a_sign_in_under_way_is_refused_from_elsewhere(door, clock, step):
    """The right form of who gave the password, without its token and from another site."""
    enrolled = door.first_sign_in() if step == "code" else ""
    clock.forward(minutes=1)
    door.give_password(password=OWN if enrolled else TEMPORARY)
    door.follow()
    if step == "second-factor":
        door.post("/staff/sign-in/password", password=OWN, again=OWN)
        door.follow()
    own = {"password": OWN, "again": OWN}
    form = own if step == "password" else {"code": door.code(enrolled or door.secret)}
    path, right = f"/staff/sign-in/{step}", door.csrf
    for token, headers in (("", {}), ("forged", {}), (right, {"origin": "https://evil.example"})):
        assert door.client.post(path, data={**form, "csrf": token}, headers=headers).status_code == 403
    assert door.client.post(path, data={**form, "csrf": right}).status_code == 303, "it was right but for that"
