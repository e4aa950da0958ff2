import threading

import pytest

from service.accounts import actions
from service.accounts.models import Role, StaffUser
from service.errors import Conflict, Forbidden

PASSWORD = "tijdelijk-wachtwoord"


def make(place, email, role, by=None, team=None):
    with place.site.db.write() as session:
        return actions.create_user(session, email, "Iemand", role, team, PASSWORD, place.clock(), by).id


def stored(place, user_id):
    with place.site.db.read() as session:
        user = session.get_one(StaffUser, user_id)
        session.expunge(user)
        return user


def test_an_email_address_belongs_to_one_person_whatever_its_capitals(place):
    make(place, "Eva@Mggz.example", Role.AUDITOR)
    with pytest.raises(actions.Taken):
        make(place, " eva@mggz.example ", Role.AUDITOR)


@pytest.mark.parametrize("role", list(Role))
def test_klantmanagers_and_leads_have_a_team_and_nobody_else(place, role):
    with place.site.db.write() as session:
        team = actions.create_team(session, "Oost", place.clock(), None).id
    wrong = None if role in actions.TEAM_ROLES else team
    with pytest.raises(actions.TeamMissing):
        make(place, "a@b.nl", role, team=wrong)


def test_a_psychiatrist_made_by_one_administrator_waits_for_a_second(place):
    first, second = place.staff(Role.ADMIN), place.staff(Role.ADMIN)
    eva = make(place, "eva@mggz.example", Role.PSYCHIATRIST, by=first.user_id)
    assert stored(place, eva).pending_approval
    with pytest.raises(Forbidden), place.site.db.write() as session:
        actions.approve(session, eva, place.clock(), first.user_id)
    with place.site.db.write() as session:
        actions.approve(session, eva, place.clock(), second.user_id)
    assert not stored(place, eva).pending_approval


def test_an_account_that_goes_back_to_the_one_who_asked_is_no_second_person(place):
    """Who made an administrator, or reset one's access, could sign in as that one."""
    now, first, apart = place.clock(), place.staff(Role.ADMIN), place.staff(Role.ADMIN)
    made = make(place, "made@mggz.example", Role.ADMIN, by=first.user_id)
    by_made = make(place, "by-made@mggz.example", Role.ADMIN, by=made)
    sister = make(place, "sister@mggz.example", Role.ADMIN, by=first.user_id)
    reset = place.staff(Role.ADMIN)
    with place.site.db.write() as session:
        actions.reset_access(session, reset.user_id, PASSWORD, now, by_made)
    eva = make(place, "eva@mggz.example", Role.PSYCHIATRIST, by=made)
    for no_second in (first.user_id, made, by_made, sister, reset.user_id, eva):
        with pytest.raises(Forbidden), place.site.db.write() as session:
            actions.approve(session, eva, now, no_second)
    with place.site.db.write() as session:
        actions.approve(session, eva, now, apart.user_id)
    assert not stored(place, eva).pending_approval


def test_who_gave_the_password_approves_nothing_even_when_somebody_else_asked_last(place):
    now, first, apart = place.clock(), place.staff(Role.ADMIN), place.staff(Role.ADMIN)
    eva = make(place, "eva@mggz.example", Role.PSYCHIATRIST, by=first.user_id)
    with place.site.db.write() as session:
        actions.deactivate(session, eva, now, apart.user_id)
        actions.activate(session, eva, now, apart.user_id)
    with pytest.raises(Forbidden), place.site.db.write() as session:
        actions.approve(session, eva, now, first.user_id)


def test_the_first_psychiatrist_may_be_made_on_the_server_itself(place):
    assert not stored(place, make(place, "eva@mggz.example", Role.PSYCHIATRIST)).pending_approval


@pytest.mark.parametrize(
    "way",
    [
        lambda session, eva, now, by: actions.reset_access(session, eva, PASSWORD, now, by),
        lambda session, eva, now, by: (
            actions.deactivate(session, eva, now, by),
            actions.activate(session, eva, now, by),
        ),
        lambda session, eva, now, by: (
            actions.change_role(session, eva, Role.AUDITOR, None, now, by),
            actions.change_role(session, eva, Role.PSYCHIATRIST, None, now, by),
        ),
    ],
    ids=["reset", "off and on", "another role and back"],
)
def test_no_road_to_a_psychiatrists_access_leads_past_the_second_administrator(place, way):
    eva, admin = make(place, "eva@mggz.example", Role.PSYCHIATRIST), place.staff(Role.ADMIN)
    with place.site.db.write() as session:
        way(session, eva, place.clock(), admin.user_id)
    assert stored(place, eva).pending_approval
    with pytest.raises(Forbidden), place.site.db.write() as session:
        actions.approve(session, eva, place.clock(), admin.user_id)


def test_nobody_changes_their_own_access(place):
    admin = place.staff(Role.ADMIN)
    for change in (
        lambda session: actions.change_role(
            session, admin.user_id, Role.PSYCHIATRIST, None, place.clock(), admin.user_id
        ),
        lambda session: actions.deactivate(session, admin.user_id, place.clock(), admin.user_id),
        lambda session: actions.reset_access(session, admin.user_id, PASSWORD, place.clock(), admin.user_id),
    ):
        with pytest.raises(Forbidden), place.site.db.write() as session:
            change(session)
    assert stored(place, admin.user_id).role == Role.ADMIN


def test_of_two_approvals_at_once_one_wins(place):
    asker, others = place.staff(Role.ADMIN), [place.staff(Role.ADMIN) for _ in range(4)]
    eva = make(place, "eva@mggz.example", Role.PSYCHIATRIST, by=asker.user_id)
    outcomes = []

    def approve(by):
        try:
            with place.site.db.write() as session:
                actions.approve(session, eva, place.clock(), by.user_id)
            outcomes.append("won")
        except Conflict:
            outcomes.append("late")

    threads = [threading.Thread(target=approve, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["late", "late", "late", "won"]
