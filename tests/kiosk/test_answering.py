"""Answers: kept once, whole, in the right store, or not at all."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.config import ROOT
from service.vault.sealing import deposit_flag
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.respondent import Respondent
from tests.support.tables import everything, rows_of

Sit = Callable[..., Respondent]


@pytest.fixture
def client(sit: Sit) -> Respondent:
    """Before the first item of the first module."""
    return sit().open_module("achtergrond")


def answers(place: Installation) -> list[tuple[str, int, object]]:
    with place.site.db.read() as session:
        from service.kiosk.models import Answer

        rows = session.query(Answer).order_by(Answer.item_id, Answer.revision)
        return [(row.item_id, row.revision, row.value) for row in rows]


def test_an_answer_is_one_row(place: Installation, client: Respondent, clock: Clock) -> None:
    clock.forward(seconds=7)
    client.answer("1988")
    assert client.item == "ac_origin"
    [row] = rows_of(place.site.db, "answer")
    assert (row["item_id"], row["slug"], row["revision"], row["language"]) == ("ac_birth_year", "achtergrond", 1, "nl")
    assert row["response_ms"] == 7000
    assert answers(place) == [("ac_birth_year", 1, 1988)]
    assert rows_of(place.site.db, "vault_sealed_answer") == []


def test_the_same_form_twice_is_kept_once(place: Installation, client: Respondent) -> None:
    fields = client.hidden
    client.answer("1988")
    client.post("/answer", **fields, move="next", answer="1988")
    assert client.item == "ac_origin"
    assert client.notice == ""
    assert answers(place) == [("ac_birth_year", 1, 1988)]


def test_a_health_answer_twice_is_kept_once(place: Installation, sit: Sit) -> None:
    client = sit().open_module("trauma")
    fields = client.hidden
    client.answer("yes")
    client.post("/answer", **fields, move="next", answer="yes")
    assert client.item == "tr_core_memory"
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == 1


def test_a_stale_tab_is_told_and_changes_nothing(place: Installation, client: Respondent) -> None:
    stale = client.hidden
    client.answer("1988")
    client.post("/answer", **{**stale, "key": "another-key-1"}, move="next", answer="1999")
    assert "venster" in client.notice
    assert client.item == "ac_origin"
    assert answers(place) == [("ac_birth_year", 1, 1988)]


def test_a_form_for_another_item_of_another_module_is_refused(place: Installation, client: Respondent) -> None:
    client.post("/answer", **{**client.hidden, "item": "mo_enjoy"}, move="next", answer="1")
    assert client.notice
    assert answers(place) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"item": ""},
        {"key": "short"},
        {"key": "k" * 65},
        {"key": "a-key\0with-more"},
        {"revision": "x"},
        {"revision": "12345"},
        {"revision": "²"},
    ],
    ids=repr,
)
def test_a_form_that_is_not_ours_is_not_found(client: Respondent, broken: dict[str, str]) -> None:
    form = {"csrf": client.csrf, **client.hidden, "answer": "1988", **broken}
    assert client.client.post("/answer", data=form).status_code == 404


def test_the_key_of_another_answer_is_told_and_changes_nothing(place: Installation, client: Respondent) -> None:
    """No page of ours sends that; whoever makes up such a form gets no page of a failure either."""
    key = client.hidden["key"]
    client.answer()
    stored = answers(place)
    client.post("/answer", **{**client.hidden, "key": key}, move="declined")
    assert "venster" in client.notice
    assert answers(place) == stored
    client.answer()
    assert len(answers(place)) == len(stored) + 1


def test_language_change_loses_nothing(place: Installation, client: Respondent) -> None:
    client.answer("1988")
    for language in ("ti", "ar", "en", "nl"):
        client.post("/language", language=language)
        assert client.item == "ac_origin"
        assert f'lang="{language}"' in client.html
    client.post("/language", language="ar")
    client.answer()
    languages = {row["item_id"]: row["language"] for row in rows_of(place.site.db, "answer")}
    assert languages == {"ac_birth_year": "nl", "ac_origin": "ar"}
    client.press("back")
    client.press("back")
    assert client.chosen == ["1988"]


def test_back_shows_a_plain_answer_and_a_new_one_is_a_new_revision(place: Installation, client: Respondent) -> None:
    client.answer("1988")
    client.press("back")
    assert client.chosen == ["1988"]
    client.answer("1989")
    assert answers(place) == [("ac_birth_year", 1, 1988), ("ac_birth_year", 2, 1989)]


def test_back_from_the_first_item_is_the_introduction(client: Respondent) -> None:
    client.press("back")
    assert "start" in client.buttons


def test_back_hides_a_health_answer_and_next_keeps_it(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("trauma")
    client.answer("yes")
    client.press("back")
    assert client.item == "tr_gate"
    assert client.chosen == []
    assert "Your earlier answer is kept" in client.html
    client.post("/answer", **client.hidden, move="next")
    assert client.item == "tr_core_memory"
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == 1


def test_back_lets_a_health_answer_be_given_anew(place: Installation, sit: Sit) -> None:
    client = sit().open_module("trauma")
    client.answer("yes")
    client.press("back")
    client.answer("no")
    assert sorted(row["revision"] for row in rows_of(place.site.db, "vault_sealed_answer")) == [1, 2]


def test_declining_is_stored_as_such(place: Installation, client: Respondent) -> None:
    client.answer(move="declined")
    assert client.item == "ac_origin"
    assert answers(place) == [("ac_birth_year", 1, "declined")]
    client.press("back")
    assert client.chosen == []


@pytest.mark.parametrize("typed", ["1800", "2013", "abc", ""])
def test_what_can_not_be_right_is_told_and_not_stored(place: Installation, client: Respondent, typed: str) -> None:
    before = everything(place.site.db, but=["sitting"])
    client.answer(typed)
    assert client.item == "ac_birth_year"
    assert client.notice
    assert everything(place.site.db, but=["sitting"]) == before
    client.look()
    assert client.notice == "", "a notice is shown once"


def test_arabic_and_persian_digits_are_understood(place: Installation, client: Respondent) -> None:
    client.answer("١٩٨٨")
    client.press("back")
    client.answer("۱۹۸۹")
    assert answers(place) == [("ac_birth_year", 1, 1988), ("ac_birth_year", 2, 1989)]


def test_several_codes_are_a_list(place: Installation, client: Respondent) -> None:
    client.walk(lambda me: bool(me.item) and me.kind == "many")
    item = client.item
    exclusive = place.catalogue.modules["achtergrond"].questionnaire.by_id[item].exclusive
    chosen = [code for code in client.codes if code not in exclusive][:2]
    client.answer(chosen)
    assert (item, 1, chosen) in answers(place)
    client.press("back")
    assert client.chosen == chosen


def test_answers_of_one_sitting_never_change_another(place: Installation, client: Respondent) -> None:
    from service.accounts.models import Role

    other = Respondent(place.app)
    other.enter(place.invite(place.staff(Role.CASE_MANAGER, "West")).code)
    other.open_module("achtergrond")
    client.answer("1988")
    assert other.look() is not None
    assert other.item == "ac_birth_year"
    other.answer("1977")
    assert len({row["sitting_id"] for row in rows_of(place.site.db, "answer")}) == 2


@pytest.mark.parametrize(("item", "acute"), [("tr_danger", "yes"), ("tr_safety", "today"), ("tr_safety", "month")])
@pytest.mark.parametrize("language", ["nl", "ti"])
def test_an_acute_answer_raises_its_flag_and_shows_help_at_once(
    place: Installation, sit: Sit, language: str, item: str, acute: str
) -> None:
    client = sit(language, pick=lambda name, codes: "no" if "no" in codes else "0").open_module("trauma")
    client.walk_to(item)
    client.answer(acute)
    help_text = place.catalogue.modules["trauma"].text(language, "help")
    assert help_text.split("\n")[0].strip() in client.html
    assert client.heading == place.site.translators[language].gettext("Help is there for you")
    assert len(rows_of(place.site.db, "vault_sealed_flag")) == 1
    client.press("on")
    assert client.heading != place.site.translators[language].gettext("Help is there for you")


def test_an_answer_that_is_not_acute_raises_none(place: Installation, sit: Sit) -> None:
    client = sit(pick=lambda name, codes: "no" if "no" in codes else "0").open_module("trauma")
    client.walk(lambda me: not me.item)
    assert rows_of(place.site.db, "vault_sealed_flag") == []
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == 9


def test_without_its_flag_an_acute_answer_is_not_stored_either(
    place: Installation, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sit(pick=lambda name, codes: "no" if "no" in codes else "0").open_module("trauma").walk_to("tr_danger")
    before = everything(place.site.db)

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("service.kiosk.saving.deposit_flag", fail)
    client.client._transport.raise_server_exceptions = False
    reply = client.client.post("/answer", data={"csrf": client.csrf, **client.hidden, "move": "next", "answer": "yes"})
    assert reply.status_code == 500
    assert "disk" not in reply.text
    assert everything(place.site.db) == before
    monkeypatch.setattr("service.kiosk.saving.deposit_flag", deposit_flag)
    client.answer("yes")
    assert len(rows_of(place.site.db, "vault_sealed_flag")) == 1


def wish_first(folder: Path) -> Path:
    """A copy of the questionnaires in which the safety questions are the last that a person without complaints sees."""
    copy = folder / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", copy)
    file = next((copy / "trauma").iterdir()) / "questionnaire.yaml"
    head, wish, block = file.read_text(encoding="utf-8").partition("  - id: tr_help\n")
    before, safety, after = head.partition("  - id: tr_safety\n")
    assert wish
    assert safety
    file.write_text(before + wish + block + safety + after, encoding="utf-8")
    return copy


def test_help_comes_after_an_acute_answer_to_the_last_item_too(tmp_path: Path, database_url: str, clock: Clock) -> None:
    """The way on from help at the end of a module is the end of the module."""
    place = install(tmp_path / "data", database_url, clock, wish_first(tmp_path))
    client = Respondent(place.app, pick=lambda name, codes: "no" if "no" in codes else "0")
    client.enter(place.invite(place.staff(Role.CASE_MANAGER)).code)
    client.open_module("trauma").walk_to("tr_danger")
    client.answer("yes")
    assert client.heading == place.site.translators["nl"].gettext("Help is there for you")
    client.press("on")
    states = {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}
    place.site.db.close()
    assert states["trauma"] == "done"
