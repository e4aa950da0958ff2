import pytest
from sqlalchemy import select

from service.accounts.actions import set_password
from service.accounts.models import Role, StaffUser, Team
from service.accounts.principal import Principal
from service.audit.models import AuditEvent
from service.cases.models import Case
from tests.cases.conftest import register
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague

LIST = "/staff/admin/accounts"
FORM = {
    "name": "Eva Smit",
    "email": "eva@mggz.example",
    "role": "auditor",
    "team": "",
    "password": "tijdelijk-wachtwoord",
}


@pytest.fixture
def admin(place, people):
    return Colleague(place, people.admin)


def page_of(response, status=200):
    assert response.status_code == status, response.text[:300]
    return read_page(response.text)


def user_named(place, name):
    with place.site.db.read() as session:
        found = session.scalars(select(StaffUser).where(StaffUser.name == name)).one()
        session.expunge(found)
        return found


def team_id(place, name):
    with place.site.db.read() as session:
        return str(session.scalars(select(Team.id).where(Team.name == name)).one())


def events(place):
    with place.site.db.read() as session:
        return [tuple(row) for row in session.execute(select(AuditEvent.event, AuditEvent.object_id))]


def test_an_account_is_made_with_a_suggested_password(place, admin):
    form = page_of(admin.get(f"{LIST}/new"))
    suggested = find_all(form, "input", name="password")[0].get("value")
    assert admin.post(f"{LIST}/new", **{**FORM, "password": suggested}).headers["location"] == LIST
    eva = user_named(place, "Eva Smit")
    assert (eva.role, eva.must_change_password, eva.pending_approval) == ("auditor", True, False)
    assert ("account_created", eva.id) in events(place)
    words = visible_text(page_of(admin.get(LIST)))
    assert "Eva Smit" in words
    assert "Nog niet ingelogd" in words
    assert suggested not in words


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"email": "geen adres"}, "email"),
        ({"role": "god"}, "role"),
        ({"role": "case_manager"}, "team"),
        ({"password": "te kort"}, "password"),
        ({"team": "00000000-0000-0000-0000-000000000000", "role": "team_lead"}, "team"),
    ],
)
def test_what_cannot_be_an_account_is_marked(admin, change, field):
    page = page_of(admin.post(f"{LIST}/new", **{**FORM, **change}), 422)
    assert find_all(page, "p", id=f"{field}-problem")


def test_the_password_that_was_told_stays_when_the_form_comes_back(admin):
    told = find_all(page_of(admin.get(f"{LIST}/new")), "input", name="password")[0].get("value")
    page = page_of(admin.post(f"{LIST}/new", **{**FORM, "email": "geen adres", "password": told}), 422)
    assert find_all(page, "input", name="password")[0].get("value") == told


def test_an_address_in_use_is_marked(admin):
    admin.post(f"{LIST}/new", **FORM)
    page = page_of(admin.post(f"{LIST}/new", **{**FORM, "email": "EVA@mggz.example"}), 422)
    assert find_all(page, "p", id="email-problem")


@pytest.mark.parametrize("extra", ["is_admin", "pending_approval", "active", "created_by", "totp_secret", "id"])
def test_a_field_that_the_form_does_not_have_changes_nothing(place, admin, extra):
    assert admin.post(f"{LIST}/new", **FORM, **{extra: "1"}).status_code == 422
    with place.site.db.read() as session:
        assert session.scalars(select(StaffUser).where(StaffUser.name == "Eva Smit")).all() == []


def test_a_psychiatrist_needs_a_second_administrator(place, people, admin):
    admin.post(f"{LIST}/new", **{**FORM, "role": "psychiatrist"})
    eva = user_named(place, "Eva Smit")
    here = f"{LIST}/{eva.id}"
    page = page_of(admin.get(here))
    assert "Wacht op een tweede beheerder" in visible_text(page)
    assert find_all(page, "form", action=f"{here}/approve") == []
    assert admin.post(f"{here}/approve").status_code == 403
    assert user_named(place, "Eva Smit").pending_approval
    assert ("account_change_refused", eva.id) in events(place)
    second = Colleague(place, place.staff(Role.ADMIN))
    assert find_all(page_of(second.get(here)), "form", action=f"{here}/approve")
    assert second.post(f"{here}/approve").status_code == 303
    assert second.post(f"{here}/approve").status_code == 409
    assert not user_named(place, "Eva Smit").pending_approval


def test_an_administrator_whom_the_first_one_made_is_told_why_not(place, admin):
    admin.post(f"{LIST}/new", **{**FORM, "role": "psychiatrist"})
    admin.post(f"{LIST}/new", **{**FORM, "name": "Made", "email": "made@mggz.example", "role": "admin"})
    here, made = f"{LIST}/{user_named(place, 'Eva Smit').id}", user_named(place, "Made")
    with place.site.db.write() as session:
        set_password(session, made.id, "een eigen wachtwoord", place.clock())
    colleague = Colleague(place, Principal(made.id, made.name, Role.ADMIN, None, "nl"))
    page = page_of(colleague.get(here))
    assert find_all(page, "form", action=f"{here}/approve") == []
    assert "gaan terug op dezelfde beheerder" in visible_text(page)
    assert colleague.post(f"{here}/approve").status_code == 403


def test_who_waits_for_approval_cannot_sign_in(place, people, admin):
    admin.post(f"{LIST}/new", **{**FORM, "role": "psychiatrist"})
    from tests.accounts.conftest import Door

    assert Door(place).give_password(FORM["email"], FORM["password"]).status_code == 401


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("role", {"role": "psychiatrist", "team": ""}),
        ("reset", {"password": "tijdelijk-nummer-2"}),
        ("deactivate", {}),
        ("activate", {}),
    ],
)
def test_nobody_changes_their_own_account_and_the_attempt_is_logged(place, people, admin, what, form):
    here = f"{LIST}/{people.admin.user_id}"
    assert find_all(page_of(admin.get(here)), "form", action=f"{here}/{what}") == []
    refused = admin.post(f"{here}/{what}", **form)
    assert refused.status_code == 403
    assert read_page(refused.text) is not None
    assert ("account_change_refused", people.admin.user_id) in events(place)
    with place.site.db.read() as session:
        assert session.get_one(StaffUser, people.admin.user_id).role == "admin"


def test_switching_an_account_off_ends_its_sign_ins_at_once(place, people, admin):
    bram = Colleague(place, people.bram)
    assert bram.get("/staff/cases").status_code == 200
    here = f"{LIST}/{people.bram.user_id}"
    assert admin.post(f"{here}/deactivate").headers["location"] == f"{here}?saved=deactivate"
    assert bram.get("/staff/cases").status_code == 401
    assert admin.post(f"{here}/deactivate").status_code == 409
    assert admin.post(f"{here}/activate").status_code == 303
    assert bram.get("/staff/cases").status_code == 401


def test_another_role_holds_from_the_next_request_on(place, people, admin):
    bram = Colleague(place, people.bram)
    form = {"role": "team_lead", "team": team_id(place, "West")}
    assert admin.post(f"{LIST}/{people.bram.user_id}/role", **form).status_code == 303
    assert bram.get("/staff/cases").status_code == 401
    assert user_named(place, "Bram").role == "team_lead"


def test_a_klantmanagers_cases_go_to_somebody_else_before_the_role_changes(place, people, admin):
    register(place, people.bram)
    page = page_of(admin.post(f"{LIST}/{people.bram.user_id}/role", role="psychiatrist", team=""), 422)
    assert find_all(page, "p", id="role-problem")
    assert user_named(place, "Bram").role == "case_manager"


def test_a_reset_needs_a_password_that_will_do(place, people, admin):
    here = f"{LIST}/{people.bram.user_id}"
    assert find_all(page_of(admin.post(f"{here}/reset", password="kort"), 422), "p", id="password-problem")
    assert admin.post(f"{here}/reset", password="tijdelijk-nummer-2").status_code == 303
    assert user_named(place, "Bram").must_change_password


def test_an_auditor_reads_accounts_and_changes_none(place, people):
    auditor = Colleague(place, people.auditor)
    assert "Bram" in visible_text(page_of(auditor.get(LIST)))
    page = page_of(auditor.get(f"{LIST}/{people.bram.user_id}"))
    assert [e.get("action") for e in page.iter("form")] == ["/staff/sign-out"]
    assert auditor.get(f"{LIST}/new").status_code == 404
    assert auditor.post(f"{LIST}/{people.bram.user_id}/deactivate").status_code == 404


def test_others_find_no_accounts(place, people):
    for who in (people.anne, people.lead, people.psychiatrist):
        colleague = Colleague(place, who)
        for path in (LIST, f"{LIST}/new", f"{LIST}/{people.bram.user_id}", "/staff/admin/teams"):
            assert colleague.get(path).status_code == 404


def test_who_has_open_cases_is_switched_off_with_that_known(place, people, admin):
    here = f"{LIST}/{people.anne.user_id}"
    form = {"action": f"{here}/deactivate"}
    page = page_of(admin.get(here))
    assert "open dossier" not in text_of(page), "nothing to warn of"
    first, second, stopped = (register(place, people.anne, f"R-{number}", "Selam Tesfay") for number in range(3))
    with place.site.db.write() as session:
        session.get_one(Case, stopped).withdrawn_at = place.clock()
    page = page_of(admin.get(here))
    assert "2 open dossiers" in text_of(page)
    assert "teamleider" in text_of(page)
    assert find_all(page, "input", name="known", type="checkbox")
    asked = page_of(admin.post(f"{here}/deactivate"), 422)
    assert find_all(asked, "p", id="known-problem")
    assert "Selam" not in text_of(asked)
    assert "R-1" not in text_of(asked)
    assert find_all(asked, "form", **form), "still to be switched off"
    assert admin.post(f"{here}/deactivate", known="true").headers["location"] == f"{here}?saved=deactivate"
    page = page_of(admin.get(here))
    assert "2 open dossiers" in text_of(page), "said until somebody else has them"
    assert not find_all(page, "form", **form)


def test_who_has_no_open_case_is_switched_off_at_once(place, people, admin):
    here = f"{LIST}/{people.anne.user_id}"
    assert not find_all(page_of(admin.get(here)), "input", name="known")
    assert admin.post(f"{here}/deactivate").status_code == 303


def test_an_unknown_account_is_not_found(admin):
    for end in ("00000000-0000-0000-0000-000000000000", "x"):
        assert admin.get(f"{LIST}/{end}").status_code == 404
        assert admin.post(f"{LIST}/{end}/deactivate").status_code == 404


def test_teams_are_made_once(place, people, admin):
    assert admin.post("/staff/admin/teams", name="Noord").status_code == 303
    assert find_all(page_of(admin.post("/staff/admin/teams", name="Noord"), 422), "p", id="name-problem")
    page = page_of(admin.get("/staff/admin/teams"))
    rows = [text_of(row) for row in page.iter("tr")]
    assert "Noord 0 0" in rows
    assert "Oost 3 0" in rows
    assert find_all(page_of(admin.post("/staff/admin/teams", name=" "), 422), "p", id="name-problem")


def test_no_page_of_an_administrator_names_a_client(place, people, admin):
    case_id = register(place, people.anne, "R-1", "Selam Tesfay")
    pages = [LIST, f"{LIST}/{people.anne.user_id}", "/staff/admin/teams", "/staff/caseload", "/staff/questionnaires"]
    for path in pages:
        assert "Selam" not in admin.get(path).text
    for path in ("/staff/cases", f"/staff/cases/{case_id}", f"/staff/cases/{case_id}/reports", "/staff/audit"):
        assert admin.get(path).status_code == 404


def column(page, number):
    """What stands in a column, the first of which is the name."""
    cells = [row for row in find_all(page, "tr") if find_all(row, "td")]
    return [text_of([*find_all(row, "th"), *find_all(row, "td")][number]) for row in cells]


@pytest.mark.parametrize(("sort", "number"), [("name", 0), ("email", 1), ("role", 2), ("team", 3), ("state", 4)])
def test_the_accounts_sort_by_each_heading_both_ways(place, people, admin, sort, number):
    place.staff(Role.CASE_MANAGER, "Aker", "Zoë Aker")
    place.staff(Role.AUDITOR, name="Aad Zomer")
    usual = page_of(admin.get(LIST))
    assert find_all(usual, "a", href=f"{LIST}?sort={sort}"), "a link, so that it works by keyboard"
    assert not [th for th in find_all(usual, "th") if th.get("aria-sort")]
    up, down = (page_of(admin.get(f"{LIST}?sort={mark}{sort}")) for mark in ("", "-"))
    assert [th.get("aria-sort") for th in find_all(up, "th") if th.get("aria-sort")] == ["ascending"]
    assert [th.get("aria-sort") for th in find_all(down, "th") if th.get("aria-sort")] == ["descending"]
    assert find_all(up, "a", href=f"{LIST}?sort=-{sort}")
    filled = [[value for value in column(page, number) if value] for page in (up, down)]
    assert sorted(filled[0]) == sorted(filled[1])
    assert [*dict.fromkeys(filled[0])] == [*dict.fromkeys(filled[1])][::-1]
    assert admin.get(LIST).text == admin.get(f"{LIST}?sort=nonsense").text, "and nothing is remembered"


def test_the_teams_sort_by_what_they_hold(place, people, admin):
    for name in ("Aker", "Aker", "Zuid"):
        place.staff(Role.CASE_MANAGER, name)
    names = [column(page_of(admin.get(f"/staff/admin/teams?sort={sort}")), 0) for sort in ("", "-name", "members")]
    assert names[0] == sorted(names[0], key=str.casefold) == names[1][::-1]
    page = page_of(admin.get("/staff/admin/teams?sort=members"))
    members = [int(words) for words in column(page, 1)]
    assert members == sorted(members, reverse=True)
    assert len(set(members)) > 1
