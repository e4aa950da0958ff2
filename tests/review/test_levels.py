"""Indicated levels of the health domains: the psychiatrist's alone, sealed, confirmed or changed with a reason."""

import re

import pytest
from sqlalchemy.exc import DatabaseError

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.cases.actions import reach
from service.cases.models import MilestoneName
from service.review.levels import ALL, LevelChoice, decide_levels, decisions_of, health_proposals
from service.review.models import HealthLevel
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import Afname, begin, here, milestones
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, visible_text
from tests.support.staff import Colleague, edition_of, release
from tests.support.tables import everything, rows_of

CANARY = "KANARIE-niveau"
HEALTH = ("self_care", "general", "wellbeing", "psych")


@pytest.fixture
def sitting(place: Installation, clock: Clock, client: Invited) -> Afname:
    """Everything answered with 2, whichever way it is keyed; nothing used; scored."""
    questionnaire = place.catalogue.module("zelfredzaamheid").questionnaire
    turned = {item for scale in questionnaire.scoring.scales for item in scale.reversed}
    answers = {item.id: "4" if item.id in turned else "2" for item in questionnaire.items if "use" not in item.id}
    found = begin(place, clock, client, slugs=("zelfredzaamheid",), language="nl")
    found.say("zelfredzaamheid", {**answers, "zr_use": "never", "zr_care_eat": "3"})
    found.end()
    place.work()
    return found


def page_of(doctor: Colleague, sitting: Afname) -> str:
    reply = doctor.get(here(sitting))
    assert reply.status_code == 200
    return reply.text


def decide(doctor: Colleague, sitting: Afname, domain: str, level: int | None = None, **more: str):
    form = {"edition": str(sitting.edition()), "domain": domain, **more}
    return doctor.post(here(sitting, "levels"), **form, **({"level": str(level)} if level else {}))


def decided(place: Installation, opener: Opener, sitting: Afname) -> list[tuple[dict[str, int], str]]:
    with place.site.db.read() as session:
        rows = decisions_of(session, opener, sitting.review_id)
        return [(row.content.levels, row.content.reason) for row in rows]


def test_the_health_domains_are_proposed_and_money_is_not(doctor: Colleague, sitting: Afname) -> None:
    page = page_of(doctor, sitting)
    assert set(re.findall(r'name="domain"\s+value="([\w.]+)"', page)) == {
        "all",
        *(f"zelfredzaamheid.{scale}" for scale in HEALTH),
    }
    words = visible_text(read_page(page))
    assert "Zelfredzaamheid: aangegeven niveau" in words
    assert "4 voorstellen bevestigen" in words
    assert "geen score op een zelfredzaamheidsmatrix" in words


def test_who_uses_nothing_gets_no_level_for_use(doctor: Colleague, sitting: Afname) -> None:
    assert "zelfredzaamheid.addiction" not in page_of(doctor, sitting)


def test_all_proposals_are_confirmed_at_once(
    place: Installation, doctor: Colleague, opener: Opener, sitting: Afname
) -> None:
    assert decide(doctor, sitting, ALL).status_code == 303
    assert decided(place, opener, sitting) == [({f"zelfredzaamheid.{scale}": 2 for scale in HEALTH}, "")]
    words = visible_text(read_page(page_of(doctor, sitting)))
    assert "voorstellen bevestigen" not in words
    assert "Voorstel, niet bevestigd" not in words
    assert "dr. Anna Visser" in words
    assert decide(doctor, sitting, ALL).status_code == 404, "nothing is left to confirm"


def test_one_is_changed_and_the_others_confirmed_as_they_are(
    place: Installation, doctor: Colleague, opener: Opener, sitting: Afname
) -> None:
    assert decide(doctor, sitting, "zelfredzaamheid.psych", 1, reason="Zag er uitgeput uit").status_code == 303
    assert decide(doctor, sitting, ALL).status_code == 303
    rest = {f"zelfredzaamheid.{scale}": 2 for scale in HEALTH if scale != "psych"}
    assert decided(place, opener, sitting) == [
        ({"zelfredzaamheid.psych": 1}, "Zag er uitgeput uit"),
        (rest, ""),
    ]
    page = read_page(page_of(doctor, sitting))
    (psych,) = [row for row in find_all(page, "li", class_="score") if "Zag er uitgeput uit" in visible_text(row)]
    assert "Gewijzigd, met reden" in visible_text(psych)
    assert "Voorgesteld: niveau 2." in visible_text(psych)


def test_another_level_takes_a_reason_and_what_was_chosen_is_kept(
    place: Installation, doctor: Colleague, sitting: Afname
) -> None:
    refused = decide(doctor, sitting, "zelfredzaamheid.general", 4)
    assert refused.status_code == 422
    page = read_page(refused.text)
    assert "Een ander niveau dan het voorgestelde vraagt een reden." in visible_text(page)
    fields = find_all(page, "input", name="level.zelfredzaamheid.general")
    (ticked,) = [field for field in fields if "checked" in field.attrib]
    assert ticked.get("value") == "4"
    assert rows_of(place.site.db, "health_level") == []


@pytest.mark.parametrize(
    ("domain", "level", "status"),
    [
        ("zelfredzaamheid.finances", 2, 404),
        ("zelfredzaamheid.addiction", 3, 404),
        ("trauma.core", 2, 404),
        ("zelfredzaamheid.psych", 6, 422),
        ("psych", 2, 422),
        ("", 2, 422),
    ],
)
def test_only_health_domains_with_a_proposal_can_be_decided(
    place: Installation, doctor: Colleague, sitting: Afname, domain: str, level: int, status: int
) -> None:
    assert decide(doctor, sitting, domain, level).status_code == status
    assert rows_of(place.site.db, "health_level") == []
    assert sitting.edition() == 2, "a refused form is no edition"


def test_before_the_answers_are_scored_there_is_nothing_to_decide(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client, slugs=("zelfredzaamheid",), language="nl")
    sitting.say("zelfredzaamheid", dict.fromkeys(("zr_psy_calm", "zr_psy_cope", "zr_psy_sad"), "3"))
    sitting.end()
    assert "aangegeven niveau" not in page_of(doctor, sitting)
    assert decide(doctor, sitting, "zelfredzaamheid.psych", 3).status_code in (404, 409)
    assert rows_of(place.site.db, "health_level") == []


def test_who_was_second_is_told_and_loses_nothing_of_what_was_typed(
    place: Installation, doctor: Colleague, sitting: Afname
) -> None:
    stale = edition_of(page_of(doctor, sitting))
    assert decide(doctor, sitting, "zelfredzaamheid.psych").status_code == 303
    late = doctor.post(
        here(sitting, "levels"), edition=stale, domain="zelfredzaamheid.psych", level="3", reason="Mijn eigen indruk"
    )
    assert late.status_code == 409
    assert "Mijn eigen indruk" in late.text
    assert len(rows_of(place.site.db, "health_level")) == 1


def test_after_the_release_a_level_is_read_and_no_longer_decided(
    place: Installation, doctor: Colleague, sitting: Afname
) -> None:
    decide(doctor, sitting, "zelfredzaamheid.psych")
    release(doctor, sitting.review_id)
    page = page_of(doctor, sitting)
    assert "Bevestigd" in visible_text(read_page(page))
    assert here(sitting, "levels") not in page
    assert decide(doctor, sitting, "zelfredzaamheid.general").status_code == 409
    assert len(rows_of(place.site.db, "health_level")) == 1


def test_what_is_kept_says_nothing_without_the_key(
    place: Installation, doctor: Colleague, opener: Opener, sitting: Afname
) -> None:
    decide(doctor, sitting, "zelfredzaamheid.psych", 1, reason=CANARY)
    decide(doctor, sitting, "zelfredzaamheid.general")
    rows = rows_of(place.site.db, "health_level")
    assert len({len(row["sealed_decision"]) for row in rows}) == 1, "the length says nothing"
    assert CANARY not in str(everything(place.site.db))
    assert "zelfredzaamheid.psych" not in str(everything(place.site.db))
    assert decided(place, opener, sitting)[0] == ({"zelfredzaamheid.psych": 1}, CANARY)


def test_rows_can_be_neither_changed_nor_removed(place: Installation, doctor: Colleague, sitting: Afname) -> None:
    decide(doctor, sitting, ALL)

    def spoil(change: str) -> None:
        with place.site.db.write() as session:
            row = session.query(HealthLevel).one()
            if change == "delete":
                session.delete(row)
            else:
                row.edition = 99

    for change in ("delete", "update"):
        with pytest.raises(DatabaseError):
            spoil(change)
    assert len(rows_of(place.site.db, "health_level")) == 1


def test_the_event_says_that_a_review_changed_and_no_more(
    place: Installation, doctor: Colleague, sitting: Afname, psychiatrist: Principal
) -> None:
    before = {row["id"] for row in rows_of(place.site.db, "audit_event")}
    road = milestones(place)
    decide(doctor, sitting, "zelfredzaamheid.psych", 1, reason=CANARY)
    (event,) = [row for row in rows_of(place.site.db, "audit_event") if row["id"] not in before]
    assert event["event"] == "review_changed"
    assert str(event["context"]) in ("{}", '"{}"')
    assert milestones(place) == road


def test_the_klantmanager_sees_the_same_before_and_after(
    place: Installation, doctor: Colleague, client: Invited, manager: Principal, sitting: Afname
) -> None:
    def look() -> str:
        page = Colleague(place, manager).get(f"/staff/cases/{client.case_id}").text
        return re.sub(r'name="csrf" value="\w+"', "", page)

    with place.site.db.write() as session:
        for name in (MilestoneName.STARTED, MilestoneName.FINISHED):
            reach(session, client.case_id, name, place.clock())
    before = look()
    assert "Geld" in before
    decide(doctor, sitting, "zelfredzaamheid.psych", 1, reason=CANARY)
    decide(doctor, sitting, ALL)
    assert look() == before


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PSYCHIATRIST])
def test_nobody_else_can_decide(place: Installation, sitting: Afname, role: Role) -> None:
    colleague = Colleague(place, place.staff(role))
    assert decide(colleague, sitting, ALL).status_code == 404
    assert rows_of(place.site.db, "health_level") == []


def test_the_proposals_follow_the_modules_that_were_scored(
    place: Installation, opener: Opener, sitting: Afname, psychiatrist: Principal, clock: Clock
) -> None:
    from service.kiosk.models import Sitting
    from service.review.health_scores import health_modules
    from service.review.models import Review
    from service.review.queries import result_of

    with place.site.db.write() as session:
        review = session.get_one(Review, sitting.review_id)
        parts = health_modules(place.site, session, opener, session.get_one(Sitting, sitting.id))
        proposals = health_proposals(parts, result_of(opener, review, []))
        assert {name: found.level for name, found in proposals.items()} == {
            f"zelfredzaamheid.{scale}": 2 for scale in HEALTH
        }
        assert proposals["zelfredzaamheid.self_care"].lowest is not None
        assert proposals["zelfredzaamheid.psych"].lowest is None, "the same answers throughout: no error is known"
        choice = LevelChoice("zelfredzaamheid.psych", None, "")
        decide_levels(session, opener, psychiatrist, review.id, review.edition, proposals, choice, clock.now)
    assert decided(place, opener, sitting) == [({"zelfredzaamheid.psych": 2}, "")]
