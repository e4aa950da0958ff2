"""Indicated levels outside health: proposed with the scores, confirmed or changed by the klantmanager, never lost."""

import re
import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from scoring.levels import IndicatedLevel
from service.assessment.actions import score_sitting
from service.audit.models import AuditEvent
from service.cases.levels import Choice, ReasonMissing, decide_level, levels_of, propose_levels
from service.cases.models import Case, LevelDecision, LevelProposal, MilestoneName
from service.errors import Conflict, NotFound
from tests.cases.conftest import happen, register
from tests.support.page import find_all, read_page, visible_text
from tests.support.staff import Colleague
from tests.support.tables import everything, rows_of

MONEY = "Geld"


def proposed(place, case_id: uuid.UUID, level: int = 3, lowest: int | None = 2, highest: int | None = 4) -> uuid.UUID:
    """A sitting's proposal for money, in the words of the running catalogue."""
    happen(place, case_id, MilestoneName.STARTED, MilestoneName.FINISHED)
    module = place.catalogue.module("zelfredzaamheid")
    found = {"finances": IndicatedLevel(level=level, lowest=lowest, highest=highest)}
    with place.site.db.write() as session:
        propose_levels(session, case_id, uuid.uuid4(), (module.slug, module.hash), found, place.clock())
        return session.scalars(select(LevelProposal.id).where(LevelProposal.case_id == case_id)).one()


@pytest.fixture
def case_id(place, people) -> uuid.UUID:
    return register(place, people.anne)


@pytest.fixture
def proposal(place, case_id) -> uuid.UUID:
    return proposed(place, case_id)


@pytest.fixture
def anne(place, people) -> Colleague:
    return Colleague(place, people.anne)


def case_page(colleague: Colleague, case_id: uuid.UUID) -> str:
    reply = colleague.get(f"/staff/cases/{case_id}")
    assert reply.status_code == 200
    return reply.text


def panel(page: str) -> str:
    """What stands about levels on the page of a case."""
    (found,) = find_all(read_page(page), "section", id="levels")
    return visible_text(found)


def decide(colleague: Colleague, case_id: uuid.UUID, proposal: uuid.UUID, level: int, seen: int = 0, **more: str):
    form = {"proposal": str(proposal), "level": str(level), "seen": str(seen), **more}
    return colleague.post(f"/staff/cases/{case_id}/levels", **form)


def test_before_the_sitting_is_finished_nothing_is_shown(anne, case_id):
    assert 'id="levels"' not in case_page(anne, case_id)


def test_a_proposal_is_marked_as_one_and_says_how_far_it_reaches(place, anne, case_id, proposal):
    words = panel(case_page(anne, case_id))
    assert MONEY in words
    assert "Niveau 3 van 5" in words
    assert "Voorstel, niet bevestigd" in words
    assert "De antwoorden passen bij niveau 2 tot 4." in words
    assert place.catalogue.module("zelfredzaamheid").text("nl", "scale.finances.level.3") in words
    assert "ZRM" not in case_page(anne, case_id)


@pytest.mark.parametrize(
    ("reach", "words"),
    [((None, None), "Hoe zeker het voorstel is, is niet te zeggen."), ((3, 3), "passen alleen bij dit niveau")],
)
def test_how_sure_a_proposal_is_stands_in_words(place, anne, case_id, reach, words):
    proposed(place, case_id, 3, *reach)
    assert words in panel(case_page(anne, case_id))


def test_without_enough_answers_the_page_says_that_nothing_is_proposed(place, anne, case_id):
    happen(place, case_id, MilestoneName.STARTED, MilestoneName.FINISHED)
    assert "Er is geen voorstel" in panel(case_page(anne, case_id))
    assert "Er is geen voorstel" in visible_text(read_page(anne.get(f"/staff/cases/{case_id}/levels").text))


def test_one_button_confirms_it(place, anne, case_id, proposal):
    page = case_page(anne, case_id)
    assert "Niveau 3 bevestigen" in panel(page)
    fields = dict(re.findall(r'name="(proposal|level|seen)" value="([^"]+)"', page))
    assert fields == {"proposal": str(proposal), "level": "3", "seen": "0"}
    assert anne.post(f"/staff/cases/{case_id}/levels", **fields).headers["location"] == f"/staff/cases/{case_id}#levels"
    words = panel(case_page(anne, case_id))
    assert "Bevestigd" in words
    assert "Door Anne" in words
    assert "bevestigen" not in words


def test_another_level_takes_a_reason_and_the_typed_one_is_kept(place, anne, case_id, proposal):
    refused = decide(anne, case_id, proposal, 2)
    assert refused.status_code == 422
    page = read_page(refused.text)
    assert "Schrijf waarom het een ander niveau is dan het voorgestelde." in visible_text(page)
    (ticked,) = [field for field in find_all(page, "input", name="level") if "checked" in field.attrib]
    assert ticked.get("value") == "2"
    assert rows_of(place.site.db, "level_decision") == []
    assert decide(anne, case_id, proposal, 2, reason="Schulden bij de zorgverzekeraar").status_code == 303
    words = panel(case_page(anne, case_id))
    assert "Niveau 2 van 5" in words
    assert "Gewijzigd, met reden" in words
    assert "Voorgesteld was 3." in words
    assert "Schulden bij de zorgverzekeraar" in words


@pytest.mark.parametrize(
    "change",
    [
        {"level": "0"},
        {"level": "6"},
        {"level": "drie"},
        {"level": ""},
        {"seen": "-1"},
        {"proposal": "x"},
        {"extra": "1"},
    ],
)
def test_a_form_that_is_wrong_changes_nothing(place, anne, case_id, proposal, change):
    form = {"proposal": str(proposal), "level": "3", "seen": "0", **change}
    assert anne.post(f"/staff/cases/{case_id}/levels", **form).status_code == 422
    assert rows_of(place.site.db, "level_decision") == []


def test_a_reason_that_is_too_long_is_refused_and_not_lost(place, anne, case_id, proposal):
    reply = decide(anne, case_id, proposal, 2, reason="x" * 2001)
    assert reply.status_code == 422
    assert "x" * 2001 in reply.text
    assert rows_of(place.site.db, "level_decision") == []


def test_who_was_second_is_told_and_the_first_decision_stands(place, anne, case_id, proposal):
    assert decide(anne, case_id, proposal, 3).status_code == 303
    late = decide(anne, case_id, proposal, 5, reason="Ik zag het anders")
    assert late.status_code == 409
    assert "Iemand heeft intussen beslist." in visible_text(read_page(late.text))
    assert "Ik zag het anders" in late.text
    (row,) = rows_of(place.site.db, "level_decision")
    assert row["level"] == 3


def test_each_decision_is_a_row_and_the_newest_counts(place, anne, case_id, proposal):
    decide(anne, case_id, proposal, 3)
    place.clock.forward(minutes=5)
    decide(anne, case_id, proposal, 4, seen=1, reason="Nu een eigen rekening")
    words = visible_text(read_page(anne.get(f"/staff/cases/{case_id}/levels").text))
    assert words.count("Niveau 3, door Anne") == 1
    assert words.count("Niveau 4, door Anne") == 1
    with place.site.db.read() as session:
        (level,) = levels_of(session, case_id)
        assert (level.level, [row.number for row in level.decisions]) == (4, [1, 2])


def change_row(place, table, how: str) -> None:
    with place.site.db.write() as session:
        row = session.scalars(select(table)).one()
        if how == "delete":
            session.delete(row)
        else:
            row.level = 5


@pytest.mark.parametrize("how", ["update", "delete"])
@pytest.mark.parametrize("table", [LevelProposal, LevelDecision])
def test_rows_can_be_neither_changed_nor_removed(place, anne, case_id, proposal, table, how):
    decide(anne, case_id, proposal, 3)
    before = everything(place.site.db)
    with pytest.raises(DatabaseError):
        change_row(place, table, how)
    assert everything(place.site.db) == before


def test_a_decision_leaves_an_event_without_its_content(place, anne, case_id, proposal, people):
    decide(anne, case_id, proposal, 3)
    decide(anne, case_id, proposal, 1, seen=1, reason="GEHEIM-geldzaken")
    with place.site.db.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.event == "level_decided").order_by(AuditEvent.at))
        rows = [(row.actor_id, row.case_id, row.object_id, row.context) for row in events]
    assert sorted(rows, key=str) == sorted(
        [(people.anne.user_id, case_id, proposal, {"how": how}) for how in ("confirmed", "changed")], key=str
    )
    assert "GEHEIM" not in str(rows_of(place.site.db, "audit_event"))


def test_reading_leaves_an_event(place, anne, case_id, proposal):
    before = len(rows_of(place.site.db, "audit_event"))
    anne.get(f"/staff/cases/{case_id}/levels")
    rows = rows_of(place.site.db, "audit_event")
    assert len(rows) == before + 1
    assert "levels_read" in {row["event"] for row in rows}


def test_the_team_lead_reads_and_decides_nothing(place, people, case_id, proposal):
    lead = Colleague(place, people.lead)
    words = panel(case_page(lead, case_id))
    assert "Niveau 3 van 5" in words
    assert "bevestigen" not in words
    page = lead.get(f"/staff/cases/{case_id}/levels").text
    assert "Niveau 3 van 5" in visible_text(read_page(page))
    assert '/levels"' not in "".join(re.findall(r"<form[^>]*>", page))
    assert decide(lead, case_id, proposal, 3).status_code == 404
    assert rows_of(place.site.db, "level_decision") == []


@pytest.mark.parametrize("who", ["bram", "west", "west_lead", "admin", "auditor", "psychiatrist"])
def test_nobody_else_finds_it(place, people, case_id, proposal, who):
    colleague = Colleague(place, getattr(people, who))
    assert colleague.get(f"/staff/cases/{case_id}/levels").status_code == 404
    assert decide(colleague, case_id, proposal, 3).status_code == 404
    assert rows_of(place.site.db, "level_decision") == []


def test_a_proposal_of_another_case_is_not_found(place, people, anne, case_id, proposal):
    other = register(place, people.anne)
    assert decide(anne, other, proposal, 3).status_code == 404
    assert rows_of(place.site.db, "level_decision") == []


def test_who_stopped_keeps_what_was_decided_and_gets_no_more(place, people, anne, case_id, proposal):
    decide(anne, case_id, proposal, 3)
    assert anne.post(f"/staff/cases/{case_id}/withdraw").status_code == 303
    assert decide(anne, case_id, proposal, 4, seen=1, reason="Te laat").status_code == 409
    assert len(rows_of(place.site.db, "level_decision")) == 1
    assert "Niveau opslaan" not in anne.get(f"/staff/cases/{case_id}/levels").text


def test_a_later_sitting_takes_the_place_of_an_earlier_one(place, people, case_id, proposal):
    module = place.catalogue.module("zelfredzaamheid")
    place.clock.forward(days=1)
    with place.site.db.write() as session:
        found = {"finances": IndicatedLevel(level=5)}
        propose_levels(session, case_id, uuid.uuid4(), (module.slug, module.hash), found, place.clock())
    with place.site.db.write() as session:
        (level,) = levels_of(session, case_id)
        assert level.level == 5
        case = session.get_one(Case, case_id)
        with pytest.raises(NotFound):
            decide_level(session, case, people.anne, Choice(proposal, 3, "", 0), place.clock())
        with pytest.raises(ReasonMissing):
            decide_level(session, case, people.anne, Choice(level.proposal.id, 4, "", 0), place.clock())
        with pytest.raises(Conflict):
            decide_level(session, case, people.anne, Choice(level.proposal.id, 5, "", 1), place.clock())


def test_a_sitting_proposes_once(place, case_id, proposal):
    with place.site.db.write() as session:
        row = session.get_one(LevelProposal, proposal)
        again = {"finances": IndicatedLevel(level=1), "other": IndicatedLevel(level=2)}
        propose_levels(session, case_id, row.sitting_id, (row.slug, row.snapshot_hash), again, place.clock())
        found = session.scalars(select(LevelProposal).order_by(LevelProposal.scale)).all()
        assert [(row.scale, row.level) for row in found] == [("finances", 3), ("other", 2)]


def test_the_kiosk_s_answers_come_out_as_a_proposal_of_money_alone(place, people):
    """The whole way: a client answers, the sitting is sent in, the klantmanager sees one domain."""
    from tests.support.respondent import Respondent

    invited = place.invite(people.anne)
    answers = {"zr_money_borrow": "4", "zr_money_debt": "4", "zr_use": "never"}
    client = Respondent(place.app, pick=lambda item, codes: answers.get(item, "2" if "2" in codes else codes[0]))
    client.enter(invited.code)
    client.open_module("zelfredzaamheid").walk(lambda me: me.stations > 0)
    while "finish" not in client.buttons:
        client.step()
        client.press("skip")
    client.press("finish")
    (row,) = rows_of(place.site.db, "level_proposal")
    assert (row["slug"], row["scale"], row["level"]) == ("zelfredzaamheid", "finances", 2)
    words = panel(case_page(Colleague(place, people.anne), invited.case_id))
    assert "Niveau 2 van 5" in words
    for health in ("Zelfzorg", "Psychische gezondheid", "alcohol", "welzijn"):
        assert health not in words
    with place.site.db.write() as session:
        assert score_sitting(session, uuid.UUID(str(row["sitting_id"])), place.clock()) == []
    assert len(rows_of(place.site.db, "level_proposal")) == 1
