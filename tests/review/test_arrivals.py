"""How sittings come to the MGGZ, and what the job makes of them."""

import json
import uuid
from dataclasses import replace

import pytest

from scoring.conditions import ItemCondition
from scoring.score import score
from service.catalogue import Module
from service.catalogue.pinned import PinnedModules
from service.jobs.queries import counts
from service.kiosk.events import SittingFinished
from service.kiosk.models import Sitting
from service.review.arrivals import SCORE_HEALTH, review_when_finished
from service.review.health_scores import HEALTH, score_health
from service.review.models import Review
from service.review.queries import result_of
from service.review.signals import HealthResult, Urgency
from service.review.worklist import waiting
from service.vault.opening import Opener
from service.vault.sealing import read_key
from tests.conftest import Clock
from tests.review.sittings import ACUTE, CALM, CORE, ELEVATED, PAST, Afname, begin, finished
from tests.support.installation import Installation, Invited
from tests.support.tables import rows_of


def result(place: Installation, opener: Opener, sitting: Afname) -> HealthResult:
    with place.site.db.read() as session:
        review = session.get_one(Review, sitting.review_id)
        assert review.sealed_result is not None
        return result_of(opener, review, [])


def listed(place: Installation, opener: Opener) -> list[tuple[uuid.UUID, str, Urgency]]:
    """Sitting, stage and urgency, in the order of the worklist."""
    with place.site.db.read() as session:
        rows = waiting(session, opener)
        return [(row.standing.sitting.id, row.standing.stage.value, row.urgency) for row in rows]


@pytest.mark.parametrize("purpose", ["assessment", "supplementary"])
@pytest.mark.parametrize("answers", [CALM, ACUTE, {}], ids=["calm", "acute", "nothing"])
def test_every_finished_sitting_gets_one_review_and_one_job(
    place: Installation, clock: Clock, client: Invited, purpose: str, answers: dict[str, str]
) -> None:
    sitting = begin(place, clock, client)
    with place.site.db.write() as session:
        session.get_one(Sitting, sitting.id).purpose = purpose
    sitting.say("trauma", answers)
    sitting.end()
    assert sitting.has_review
    with place.site.db.read() as session:
        assert counts(session) == {(SCORE_HEALTH, "waiting"): 1}


def test_the_same_event_twice_makes_one_review(place: Installation, clock: Clock, client: Invited) -> None:
    sitting = finished(place, clock, client)
    with place.site.db.write() as session:
        review_when_finished(session, SittingFinished(sitting.id, client.case_id, clock.now))
    place.work()
    assert sitting.has_review


def test_the_result_is_what_scoring_says_of_the_same_answers(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = finished(place, clock, client, ELEVATED)
    place.work()
    found = result(place, opener, sitting)
    expected = score(sitting.module("trauma").questionnaire, ELEVATED, "ti", only=HEALTH)
    assert found.modules == {"trauma": expected}
    assert {signal.rule for signal in found.signals} == {flag.rule for flag in expected.flags} >= {"tr_core_elevated"}
    assert found.modules["trauma"].cutoffs["core_elevated"].applied is not None


def test_scoring_twice_changes_nothing(place: Installation, clock: Clock, client: Invited) -> None:
    sitting = finished(place, clock, client, ELEVATED)
    place.work()
    before = rows_of(place.site.db, "review")
    score_health(place.site, {"sitting_id": str(sitting.id)})
    assert rows_of(place.site.db, "review") == before


def test_an_acute_flag_stays_though_the_answer_was_changed(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", ACUTE)
    sitting.say("trauma", {"tr_safety": "no"})
    sitting.end()
    place.work()
    (acute,) = [signal for signal in result(place, opener, sitting).signals if signal.level == "acute"]
    assert (acute.rule, acute.holds, acute.evidence) == ("tr_safety", False, ("tr_safety",))
    assert listed(place, opener)[0][2] is Urgency.ACUTE


def test_the_language_of_the_answers_chooses_the_cutoff(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    """Five of fifteen reaches the cut-off for Tigrinya and not the one for Arabic."""
    five = {**CALM, "tr_gate": "yes", CORE[0]: "3", CORE[1]: "2"}
    sitting = begin(place, clock, client, language="ti")
    sitting.say("trauma", five)
    with place.site.db.write() as session:
        session.get_one(Sitting, sitting.id).language = "ar"
    sitting.end()
    place.work()
    applied = result(place, opener, sitting).modules["trauma"].cutoffs["core_elevated"]
    assert applied.applied is not None
    assert (applied.applied.language, applied.reached) == ("ti", True)


def test_a_module_that_was_never_opened_raises_nothing(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    """Else every client who leaves the health part out would be flagged for an unanswered safety question."""
    sitting = begin(place, clock, client, slugs=("trauma", "motivatie"))
    sitting.end()
    place.work()
    assert result(place, opener, sitting) == HealthResult()
    assert listed(place, opener)[0][2] is Urgency.NONE


def test_a_module_left_half_way_is_flagged_for_the_unanswered_safety_question(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", {"tr_gate": "yes", "tr_safety": "declined"})
    sitting.end()
    place.work()
    assert "tr_safety_unanswered" in {signal.rule for signal in result(place, opener, sitting).signals}


#: Answers of 4 once keyed, on self-care.
CARE = {
    "zr_care_eat": "2",
    "zr_care_wash": "4",
    "zr_care_place": "4",
    "zr_care_hard": "2",
    "zr_care_rhythm": "4",
}


def asked_after_money(module: Module) -> Module:
    """The module with its items on care behind a plain answer."""
    condition = ItemCondition(item="zr_money_enough", op="is", value="5")
    items = sorted(module.questionnaire.items, key=lambda item: item.id != "zr_money_enough")
    routed = [item.model_copy(update={"show_if": condition}) if item.id in CARE else item for item in items]
    structure = module.questionnaire.structure.model_copy(update={"items": tuple(routed)})
    return replace(module, questionnaire=module.questionnaire.model_copy(update={"structure": structure}))


def test_health_items_of_a_mixed_module_are_routed_by_its_plain_answers_too(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    """In a copy of the module its health scale is asked only after a certain plain answer."""
    module = place.catalogue.module("zelfredzaamheid")
    routed = asked_after_money(module)
    found = {}
    for money in ("5", "1"):
        sitting = begin(place, clock, client, slugs=("zelfredzaamheid",))
        sitting.say("zelfredzaamheid", {"zr_money_enough": money, **CARE})
        with place.site.db.read() as session:
            digest = session.query(Review).count(), module.hash
        place.site.part(PinnedModules)._by_hash[digest[1]] = routed
        sitting.end()
        place.work()
        found[money] = result(place, opener, sitting).modules["zelfredzaamheid"].scales["self_care"]
    assert (found["5"].status, found["5"].value) == ("scored", 4.0)
    assert (found["1"].status, found["1"].reason) == ("not_scored", "not_asked")


def test_scales_outside_health_are_left_to_the_assessment(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = begin(place, clock, client, slugs=("zelfredzaamheid",))
    sitting.say(
        "zelfredzaamheid",
        {"zr_care_eat": "4", "zr_care_wash": "2", "zr_care_place": "2", "zr_care_hard": "4", "zr_money_paid": "1"},
    )
    sitting.end()
    place.work()
    scales = result(place, opener, sitting).modules["zelfredzaamheid"].scales
    assert "finances" not in scales
    assert scales["self_care"].value == 2.0


def test_flags_on_health_in_a_mixed_module_reach_the_psychiatrist_alone(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    questionnaire = place.catalogue.module("zelfredzaamheid").questionnaire
    turned = {item for scale in questionnaire.scoring.scales for item in scale.reversed}
    worst = {item.id: "5" if item.id in turned else "1" for item in questionnaire.items if item.id != "zr_use"}
    sitting = begin(place, clock, client, slugs=("zelfredzaamheid",))
    sitting.say("zelfredzaamheid", {**worst, "zr_use": "daily"})
    sitting.end()
    place.work()
    raised = {signal.rule for signal in result(place, opener, sitting).signals}
    assert raised == {flag.id for flag in questionnaire.scoring.flags}
    (stored,) = rows_of(place.site.db, "module_score")
    kept = stored["result"] if isinstance(stored["result"], dict) else json.loads(str(stored["result"]))
    assert kept["flags"] == []
    assert set(kept["scales"]) == {"finances"}
    assert kept["scales"]["finances"]["level"] == 1
    assert rows_of(place.site.db, "vault_sealed_flag") == []


def test_who_stopped_with_an_acute_flag_gets_a_review_without_scores(
    place: Installation, clock: Clock, client: Invited, opener: Opener
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", ACUTE)
    sitting.end("withdrawn")
    assert listed(place, opener) == [(sitting.id, "withdrawn", Urgency.ACUTE)]
    place.work()
    assert listed(place, opener) == [(sitting.id, "withdrawn", Urgency.ACUTE)]
    assert [row["sealed_result"] for row in rows_of(place.site.db, "review")] == [None]


@pytest.mark.parametrize("answers", [CALM, PAST, ELEVATED], ids=["calm", "past", "elevated"])
def test_who_stopped_without_an_acute_flag_gets_none(
    place: Installation, clock: Clock, client: Invited, opener: Opener, answers: dict[str, str]
) -> None:
    sitting = begin(place, clock, client)
    sitting.say("trauma", answers)
    sitting.end("withdrawn")
    place.work()
    assert not sitting.has_review
    assert listed(place, opener) == []
    with place.site.db.read() as session:
        assert counts(session) == {(SCORE_HEALTH, "done"): 1}


def test_a_job_on_a_node_without_the_key_is_tried_again_and_says_only_what_kind_of_error(
    place: Installation, clock: Clock, client: Invited
) -> None:
    finished(place, clock, client, ACUTE)
    private = place.site.settings.keys / "mggz.key"
    away = private.with_name("away.key")
    private.rename(away)
    read_key.cache_clear()
    place.work()
    assert [(row["state"], row["error"]) for row in rows_of(place.site.db, "job")] == [("waiting", "KeyAbsent")]
    away.rename(private)
    clock.forward(minutes=1)
    place.work()
    assert [row["state"] for row in rows_of(place.site.db, "job")] == ["done"]
