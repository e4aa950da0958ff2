from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague


def titles(place, who):
    page = read_page(Colleague(place, who).get("/staff/questionnaires").text)
    return [text_of(e) for e in find_all(page, "th", scope="row")]


def health_titles(place):
    modules = place.catalogue.modules.values()
    return [module.text("nl", "title") for module in modules if module.questionnaire.is_health]


def test_every_module_is_listed_with_the_state_of_each_language(place, people):
    page = read_page(Colleague(place, people.admin).get("/staff/questionnaires").text)
    rows = [row for row in page.iter("tr") if find_all(row, "th", scope="row")]
    assert len(rows) == len(place.catalogue.modules)
    for row, module in zip(rows, place.catalogue.modules.values(), strict=True):
        assert module.version in text_of(row)
        assert text_of(find_all(row, "td", class_="number")[0]) == str(module.count)
        badges = [text_of(e) for e in row.iter("span") if e.get("class", "").startswith("badge badge--")]
        assert len(badges) == 4 + module.questionnaire.is_health


def test_the_names_of_health_modules_are_for_the_mggz_and_administrators(place, people):
    health = health_titles(place)
    assert health
    for who in (people.psychiatrist, people.admin):
        assert all(any(title in shown for shown in titles(place, who)) for title in health)
    for who in (people.anne, people.lead):
        response = Colleague(place, who).get("/staff/questionnaires")
        assert titles(place, who)
        assert not any(title in visible_text(read_page(response.text)) for title in health)


def test_an_auditor_has_no_business_with_questionnaires(place, people):
    assert Colleague(place, people.auditor).get("/staff/questionnaires").status_code == 404
