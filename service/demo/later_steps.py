"""The later steps of a made-up client: what the psychiatrist decides, the report, the nagesprek."""

from datetime import datetime, timedelta

from service.accounts.models import StaffUser
from service.cases.actions import debrief_done
from service.cases.levels import Choice, decide_level, levels_of
from service.cases.places import Places
from service.demo.early_steps import Scene
from service.demo.staff import CASE_MANAGER, PSYCHIATRIST
from service.errors import NotFound
from service.kiosk.models import Sitting
from service.reports.actions import issue_report
from service.reports.queries import finished_sitting
from service.review.actions import Decision, release_outcome
from service.review.follow_up import Asked, request_appointment
from service.review.health_scores import Opener, health_modules  # type: ignore[attr-defined] # see import-linter
from service.review.levels import ALL, LevelChoice, decide_levels, health_proposals
from service.review.models import Review
from service.review.queries import result_of, review_of


def review_in(scene: Scene) -> Review:
    """The review of the person's sitting."""
    sitting = finished_sitting(scene.session, scene.case.id)
    review = review_of(scene.session, sitting.id) if sitting else None
    if review is None:
        raise NotFound("review")
    return review


def ask_appointment(scene: Scene) -> datetime:
    """The psychiatrist wants to see the client; the klantmanager is to plan it."""
    at = scene.at(scene.person.days.reviewed, 13)
    first = (scene.today + timedelta(days=2)).date()
    place = scene.site.part(Places).rows[0]
    asked = Asked(first, first + timedelta(days=8), place, "within_two_weeks")
    review = review_in(scene)
    request_appointment(scene.session, scene.who(PSYCHIATRIST), review.id, review.edition, asked, at)
    return at


def release(scene: Scene) -> datetime:
    """The psychiatrist has seen the answers and lets the klantmanager know what to reckon with."""
    at = scene.at(scene.person.days.reviewed, 14)
    review, who = review_in(scene), scene.who(PSYCHIATRIST)
    decision = Decision(scene.person.outcome, scene.person.limits, acknowledged=True)
    opener = Opener.of(scene.site.settings)
    confirm_health_levels(scene, opener, review, at - timedelta(minutes=2))
    release_outcome(scene.session, opener, who, review.id, review.edition, decision, at)
    return at


def confirm_health_levels(scene: Scene, opener: Opener, review: Review, at: datetime) -> None:
    """The psychiatrist agrees with the levels that the health answers indicate, where there are any."""
    session = scene.session
    sitting = session.get_one(Sitting, review.sitting_id)
    proposals = health_proposals(health_modules(scene.site, session, opener, sitting), result_of(opener, review, ()))
    if proposals:
        choice, who = LevelChoice(ALL, None, ""), scene.who(PSYCHIATRIST)
        decide_levels(session, opener, who, review.id, review.edition, proposals, choice, at)


def decide_money(scene: Scene, at: datetime) -> None:
    """The klantmanager confirms the level of money, or knows better."""
    person = scene.person
    for found in levels_of(scene.session, scene.case.id):
        level = person.money_level or found.proposal.level
        reason = person.money_reason if level != found.proposal.level else ""
        choice = Choice(found.proposal.id, level, reason, len(found.decisions))
        decide_level(scene.session, scene.case, scene.who(CASE_MANAGER), choice, at)


def issue(scene: Scene) -> datetime:
    """The klantmanager decides about the indicated level and issues the report; a job makes its PDF."""
    at = scene.at(scene.person.days.reported, 15)
    decide_money(scene, at - timedelta(minutes=10))
    make_report(scene, "klantmanager", "nl", at)
    return at


def hold_debrief(scene: Scene) -> datetime:
    """Klantmanager and client talk about the results; the client gets an own copy."""
    at = scene.at(scene.person.days.debriefed, 16)
    debrief_done(scene.session, scene.case, scene.who(CASE_MANAGER), at)
    make_report(scene, "client", scene.person.language, at)
    return at


def make_report(scene: Scene, audience: str, language: str, at: datetime) -> None:
    """Issue one report."""
    user = scene.session.get_one(StaffUser, scene.who(CASE_MANAGER).user_id)
    issue_report(scene.session, scene.site, scene.case, audience, language, user, at)
