"""Questions are drawn once for everybody: nothing that one client chose, typed or was told comes to another."""

from collections.abc import Callable

import pytest

from service.accounts.models import Role
from tests.support.installation import Installation
from tests.support.page import find_all
from tests.support.respondent import Respondent

Come = Callable[..., Respondent]


@pytest.fixture
def come(place: Installation) -> Come:
    """A new client of the same service at each call, in a part."""
    staff = place.staff(Role.CASE_MANAGER)

    def come_in(module: str, language: str = "nl") -> Respondent:
        client = Respondent(place.app, language)
        client.enter(place.invite(staff).code)
        return client.open_module(module)

    return come_in


def question_of(client: Respondent) -> str:
    """The question with its answers, as it was sent."""
    _, _, rest = client.html.partition("<fieldset")
    return rest.partition("</fieldset>")[0]


def test_the_same_question_is_the_same_for_two_clients(come: Come) -> None:
    first, second = come("persoonlijkheid"), come("persoonlijkheid")
    assert first.item == second.item
    assert question_of(first) == question_of(second) != ""
    assert first.csrf != second.csrf
    assert first.hidden["key"] != second.hidden["key"]


def test_what_one_client_chose_is_not_chosen_for_another(come: Come) -> None:
    first = come("persoonlijkheid")
    item, code = first.item, first.codes[1]
    untouched = question_of(first)
    first.answer(code)
    first.press("back")
    assert (first.item, first.chosen) == (item, [code])
    second = come("persoonlijkheid")
    assert second.chosen == []
    assert question_of(second) == untouched
    first.look()
    assert first.chosen == [code]


def test_what_one_client_typed_or_was_told_is_not_on_anothers_page(come: Come) -> None:
    first = come("achtergrond")
    assert first.kind == "number"
    first.answer("twaalf")
    assert first.notice
    assert first.chosen == ["twaalf"]
    second = come("achtergrond")
    assert second.notice == ""
    assert second.chosen == []
    first.answer("1985")
    first.press("back")
    assert first.chosen == ["1985"]
    assert come("achtergrond").chosen == []


def test_a_kept_health_answer_is_told_to_its_own_client_alone(come: Come) -> None:
    first = come("trauma")
    words = question_of(first)
    first.answer(first.codes[0])
    first.press("back")
    kept = question_of(first)
    assert kept != words
    assert first.chosen == []
    assert question_of(come("trauma")) == words
    first.look()
    assert question_of(first) == kept


def test_a_second_language_is_for_who_asked_for_it(come: Come) -> None:
    first, second = come("persoonlijkheid"), come("persoonlijkheid")
    words = question_of(second)
    first.post("/look", beside="ti")
    assert find_all(first.page, "span", class_="second second--question")
    second.look()
    assert question_of(second) == words
    assert question_of(come("persoonlijkheid", "ti")) != words
