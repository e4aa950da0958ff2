"""Two clients who differ only in their health answers look the same to the klantmanager until the outcome is released.

Two installations, the same clock, the same names: one client raises acute signals and opens every tier, the other none.
Pages are compared at every step; what comes on each form, empty and valid, at two of them.
"""

from pathlib import Path

import pytest
from sqlalchemy import select

from service.accounts.models import Role
from service.reports.models import Report
from tests.access.forms import FORMS
from tests.access.masked import mask
from tests.access.side_steps import (
    come_in_again,
    confirm,
    decide_levels,
    halfway,
    module,
    read_review,
    report,
    review,
    send_in,
    somebody_elses_card,
    start,
)
from tests.access.sides import Side, differences, each, same
from tests.access.writes import same_answers
from tests.support.staff import Colleague, release
from tests.support.tables import rows_of


def test_masks_leave_everything_else() -> None:
    assert (
        mask(b'<a href="/staff/cases/1b4e28ba-2fa1-41d2-883f-0016d3cca427">3</a>')
        == b'<a href="/staff/cases/<id>">3</a>'
    )
    assert mask(b"<td>5</td> high 12:04") == b"<td>5</td> high 12:04"


@pytest.mark.slow
@pytest.mark.pdf
def test_the_same_to_the_last_byte_until_the_release(sides: tuple[Side, Side], tmp_path: Path) -> None:
    assert same(sides) > 15
    each(sides, start, lambda one: module(one, "achtergrond"), lambda one: module(one, "zelfredzaamheid"))
    same(sides)
    each(sides, halfway)
    assert len(rows_of(sides[0].place.site.db, "vault_sealed_flag")) == 1
    assert rows_of(sides[1].place.site.db, "vault_sealed_flag") == []
    same(sides)
    each(sides, lambda one: one.respondent.walk(lambda me: me.stations > 0), lambda one: one.clock.forward(minutes=9))
    same(sides)
    each(sides, somebody_elses_card)
    same(sides)
    accepted = same_answers(sides, tmp_path / "under way", Role.CASE_MANAGER, Role.TEAM_LEAD)
    each(sides, come_in_again, send_in)
    same(sides)
    each(sides, lambda one: one.place.work())
    same(sides)
    each(sides, read_review)
    same(sides)
    each(sides, decide_levels)
    assert len(rows_of(sides[0].place.site.db, "health_level")) == 2
    assert rows_of(sides[1].place.site.db, "health_level") == []
    same(sides)
    accepted |= same_answers(sides, tmp_path / "at the mggz", Role.CASE_MANAGER, Role.TEAM_LEAD, Role.ADMIN)
    assert accepted == set(FORMS), "every form was valid once"
    each(sides, confirm)
    assert [len(rows_of(one.place.site.db, "level_decision")) for one in sides] == [1, 1]
    same(sides)
    each(sides, report)
    pages = same(sides)
    assert pages > 20
    with sides[0].place.site.db.read() as session:
        assert session.scalars(select(Report)).one().state == "ready"
    assert len(set(sides[0].health)) > len(set(sides[1].health)), "one was asked more than the other"


@pytest.mark.slow
def test_the_comparison_sees_a_release(sides: tuple[Side, Side]) -> None:
    """The positive control: what may be seen after the release differs at once."""
    each(sides, start, lambda one: one.respondent.post("/go", to="module", module="trauma"))
    each(sides, lambda one: one.respondent.press("skip"))
    for one in sides:
        assert one.respondent is not None
        while "finish" not in one.respondent.buttons:
            one.respondent.step()
            if "skip" in one.respondent.buttons:
                one.respondent.press("skip")
        one.respondent.press("finish")
        one.place.work()
    same(sides)
    doctors = [Colleague(one.place, one.place.staff(Role.PSYCHIATRIST)) for one in sides]
    outcomes = [choice.id for choice in sides[0].place.catalogue.release.outcomes if choice.limits]
    for one, doctor, outcome in zip(sides, doctors, (outcomes[0], outcomes[-1]), strict=True):
        release(doctor, review(one), outcome)
    left, right = sides[0].look(), sides[1].look()
    assert differences(left, right) != []
