from tests.cases.conftest import register
from tests.support.page import find_all, read_page, visible_text
from tests.support.staff import Colleague


def page_of(response, status=200):
    assert response.status_code == status, response.text[:300]
    return read_page(response.text)


def test_an_administrator_sees_references_and_klantmanagers_and_no_client(place, people):
    register(place, people.anne, "R-1", "Selam Tesfay")
    text = Colleague(place, people.admin).get("/staff/caseload").text
    words = visible_text(read_page(text))
    assert "R-1" in words
    assert "Anne" in words
    assert "Selam" not in text


def test_a_lead_moves_cases_within_the_team_only(place, people):
    mine, theirs = register(place, people.anne, "R-1"), register(place, people.west, "R-2")
    lead = Colleague(place, people.lead)
    page = page_of(lead.get("/staff/caseload"))
    offered = {e.get("value") for e in page.iter("option")}
    assert str(people.west.user_id) not in offered
    pair = f"{mine}.{people.anne.user_id}"
    assert lead.post("/staff/caseload", case=pair, to=str(people.west.user_id)).status_code == 422
    foreign = f"{theirs}.{people.west.user_id}"
    assert lead.post("/staff/caseload", case=foreign, to=str(people.bram.user_id)).status_code == 404
    assert lead.post("/staff/caseload", case=pair, to=str(people.bram.user_id)).status_code == 303
    assert Colleague(place, people.anne).get(f"/staff/cases/{mine}").status_code == 404
    assert Colleague(place, people.bram).get(f"/staff/cases/{mine}").status_code == 200


def test_an_administrator_moves_a_case_to_another_team(place, people):
    case_id = register(place, people.anne)
    pair = f"{case_id}.{people.anne.user_id}"
    answer = Colleague(place, people.admin).post("/staff/caseload", case=pair, to=str(people.west.user_id))
    assert answer.headers["location"] == "/staff/caseload?moved=1"
    assert Colleague(place, people.west_lead).get(f"/staff/cases/{case_id}").status_code == 200
    assert Colleague(place, people.lead).get(f"/staff/cases/{case_id}").status_code == 404


def test_a_page_from_before_somebody_elses_move_moves_nothing(place, people):
    first, second = register(place, people.anne), register(place, people.anne)
    admin = Colleague(place, people.admin)
    pairs = [f"{case_id}.{people.anne.user_id}" for case_id in (first, second)]
    admin.post("/staff/caseload", case=pairs[1], to=str(people.bram.user_id))
    assert admin.post("/staff/caseload", case=pairs, to=str(people.west.user_id)).status_code == 409
    assert Colleague(place, people.anne).get(f"/staff/cases/{first}").status_code == 200


def test_nothing_ticked_or_nobody_chosen_is_marked(place, people):
    case_id = register(place, people.anne)
    admin = Colleague(place, people.admin)
    page = page_of(admin.post("/staff/caseload", to=str(people.bram.user_id)), 422)
    assert find_all(page, "p", id="case-problem")
    page = page_of(admin.post("/staff/caseload", case=f"{case_id}.{people.anne.user_id}", to=""), 422)
    assert find_all(page, "p", id="to-problem")
    assert admin.post("/staff/caseload", case="x.y", to=str(people.bram.user_id)).status_code == 422


def test_who_only_reads_gets_no_form(place, people):
    register(place, people.anne)
    for who in (people.auditor, people.anne):
        page = page_of(Colleague(place, who).get("/staff/caseload"))
        assert find_all(page, "input", type="checkbox") == []
        assert Colleague(place, who).post("/staff/caseload").status_code == 404
