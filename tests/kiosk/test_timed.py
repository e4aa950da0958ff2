"""Time limits at the kiosk, without JavaScript: told before, measured by the server, and kind when time is over."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from scoring.result import TIMED_OUT
from scoring.timing import FINISH_S
from service.accounts.models import Role
from service.kiosk.clock import GRACE_S
from service.kiosk.models import Sitting
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.page import find_all, text_of
from tests.support.respondent import Respondent, Stuck
from tests.support.tables import rows_of
from tests.support.timed import timed_sample

Sit = Callable[..., Respondent]
WORDS = {
    "nl": ("tijdslimiet", "om", "Dat geeft niet"),
    "en": ("time limit", "over", "That is all right"),
    "ar": ("وقت محدد", "انتهى وقت", "لا بأس"),
    "ti": ("ናይ ግዜ ገደብ", "ተወዲኡ", "ጸገም የለን"),
}


@pytest.fixture(scope="module")
def questionnaires(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return timed_sample(tmp_path_factory.mktemp("timed") / "questionnaires")


@pytest.fixture
def place(tmp_path: Path, sqlite_template: Path, questionnaires: Path, clock: Clock) -> Iterator[Installation]:
    shutil.copy(sqlite_template, tmp_path / "timed.sqlite3")
    found = install(tmp_path / "data", f"sqlite:///{tmp_path / 'timed.sqlite3'}", clock, questionnaires)
    yield found
    found.site.db.close()


@pytest.fixture
def sit(place: Installation) -> Sit:
    invited = place.invite(place.staff(Role.CASE_MANAGER))

    def come_in(language: str = "en") -> Respondent:
        client = Respondent(place.app, language)
        client.enter(invited.code)
        return client

    return come_in


def at_pair(client: Respondent) -> Respondent:
    """Before the words about the pair with a limit of its own."""
    client.open_module("paren")
    client.answer()
    return client


def at_block(client: Respondent, clock: Clock) -> Respondent:
    """Before the words about the block."""
    at_pair(client).press("on")
    client.answer()
    client.answer()
    clock.forward(seconds=1)
    return client


def at_bank(client: Respondent) -> Respondent:
    client.open_module("woorden").walk(lambda me: not me.item and "on" in me.buttons and "wo_p1" in me.given)
    client.press("on")
    client.answer()
    return client


def set_sitting(place: Installation, **values: object) -> None:
    with place.site.db.write() as session:
        session.execute(update(Sitting).values(**values))


def kept(place: Installation) -> dict[str, tuple[Any, int, Any]]:
    """Item → value, milliseconds and limits of its newest revision."""
    rows = sorted(rows_of(place.site.db, "answer"), key=lambda row: row["revision"])
    return {row["item_id"]: (read(row["value"]), row["response_ms"], read(row["timing"])) for row in rows}


def read(stored: Any) -> Any:
    return json.loads(stored) if isinstance(stored, str) and stored[:1] in '"{[n' else stored


def time_left(client: Respondent) -> list[str]:
    """The words that stand there; what the script may choose from is hidden."""
    words = find_all(client.page, "p", class_="clock__words")
    return [text_of(each) for found in words for each in find_all(found, "span") if "hidden" not in each.attrib]


def script(client: Respondent) -> bool:
    return "js/clock." in client.html


@pytest.mark.parametrize("language", list(WORDS))
def test_a_timed_question_is_announced_and_its_time_starts_with_the_button(
    place: Installation, sit: Sit, clock: Clock, language: str
) -> None:
    client = at_pair(sit(language))
    assert WORDS[language][0] in client.heading
    assert "30" in client.html
    assert {"pause", "on"} <= set(client.buttons)
    clock.forward(minutes=5)
    client.press("on")
    assert client.item == "pa_a1"
    assert script(client)
    clock.forward(seconds=20)
    client.answer("a")
    assert kept(place)["pa_a1"] == ("a", 20_000, {"item_s": 30})


def test_pages_without_a_limit_know_nothing_of_a_clock(sit: Sit) -> None:
    client = at_pair(sit())
    for response in client.seen[:-1]:
        assert "clock" not in response.text
    client.press("on")
    client.answer()
    assert client.item == "pa_a2"
    assert find_all(client.page, "div", class_="clock") == []
    assert not script(client)


@pytest.mark.parametrize("language", list(WORDS))
def test_when_time_is_over_the_client_is_told_kindly_and_goes_on(
    place: Installation, sit: Sit, clock: Clock, language: str
) -> None:
    client = at_pair(sit(language))
    client.press("on")
    clock.forward(seconds=30)
    client.answer(move="next", answer="")
    assert WORDS[language][1] in client.heading
    assert WORDS[language][2] in client.html
    assert kept(place)["pa_a1"] == (TIMED_OUT, 30_000, {"item_s": 30})
    client.press("on")
    assert client.item == "pa_a2"


def test_an_answer_on_its_way_counts_and_a_later_one_is_kept_beside(
    place: Installation, sit: Sit, clock: Clock
) -> None:
    client = at_pair(sit())
    client.press("on")
    clock.forward(seconds=30 + GRACE_S)
    client.answer("b")
    assert kept(place)["pa_a1"][0] == "b"
    set_sitting(place, screen="item", slug="paren", item_id="pa_a1", item_shown_at=clock())
    client.look()
    clock.forward(seconds=31 + GRACE_S)
    client.answer("c")
    assert kept(place)["pa_a1"] == (TIMED_OUT, 41_000, {"item_s": 30, "late": "c"})


def test_an_empty_form_before_the_end_is_no_time_out(place: Installation, sit: Sit, clock: Clock) -> None:
    client = at_pair(sit())
    client.press("on")
    clock.forward(seconds=25)
    client.answer(move="next", answer="")
    assert client.item == "pa_a1"
    assert client.notice
    assert "pa_a1" not in kept(place)


def test_nobody_can_send_the_word_itself(place: Installation, sit: Sit) -> None:
    client = at_pair(sit())
    client.press("on")
    client.answer(TIMED_OUT)
    assert client.item == "pa_a1"
    assert "pa_a1" not in kept(place)


def test_what_a_lost_connection_took_is_given_back(place: Installation, sit: Sit, clock: Clock) -> None:
    """The page says how much time was left when the button was pressed; it can't say more than there was."""
    client = at_pair(sit())
    client.press("on")
    clock.forward(minutes=4)
    client.answer("b", left="12")
    assert kept(place)["pa_a1"][:2] == ("b", 18_000)


@pytest.mark.parametrize("left", ["31", "9999999", "-5", "", "x", "1e3", "٣"])
def test_a_page_can_not_say_more_than_there_was(place: Installation, sit: Sit, clock: Clock, left: str) -> None:
    client = at_pair(sit())
    client.press("on")
    clock.forward(minutes=4)
    client.answer("b", left=left)
    assert kept(place)["pa_a1"][0] == ("b" if left == "٣" else TIMED_OUT)


@pytest.mark.parametrize("to", ["help", "stop"])
def test_time_stands_still_on_another_page_and_does_not_begin_anew(
    place: Installation, sit: Sit, clock: Clock, to: str
) -> None:
    client = at_pair(sit())
    client.press("on")
    clock.forward(seconds=12)
    client.post("/go", to=to)
    clock.forward(minutes=3)
    client.press("on")
    clock.forward(seconds=10)
    client.answer("a")
    assert kept(place)["pa_a1"][:2] == ("a", 22_000)


@pytest.mark.parametrize("path", ["/go", "/leave"])
def test_after_a_pause_the_words_come_again_and_used_time_stays_used(
    place: Installation, sit: Sit, clock: Clock, path: str
) -> None:
    client = at_pair(sit())
    client.press("on")
    clock.forward(seconds=12)
    client.post(path, to="pause")
    clock.forward(minutes=3)
    client = sit()
    client.open_module("paren")
    assert "time limit" in client.heading
    client.press("on")
    clock.forward(seconds=16)
    client.look()
    assert time_left(client) == ["less than 1 minute left"]
    client.answer(move="next", answer="")
    assert kept(place)["pa_a1"][:2] == (TIMED_OUT, 28_000)


def test_a_page_that_closed_by_itself_takes_no_time(place: Installation, sit: Sit, clock: Clock) -> None:
    client = at_pair(sit())
    client.press("on")
    clock.forward(hours=2)
    client.look()
    client = sit()
    client.open_module("paren").press("on")
    clock.forward(seconds=29)
    client.answer("a")
    assert kept(place)["pa_a1"][:2] == ("a", 29_000)


def test_of_a_block_the_open_question_may_be_finished_and_the_rest_is_not_asked(
    place: Installation, sit: Sit, clock: Clock
) -> None:
    client = at_block(sit(), clock)
    assert "time limit" in client.heading
    client.press("on")
    assert (client.item, time_left(client)) == ("pa_b1", ["about 1 minute left"])
    clock.forward(seconds=90)
    client.look()
    assert time_left(client) == ["You can finish this question."]
    client.answer("a")
    assert "time for this part is over" in client.heading
    assert kept(place)["pa_b1"] == ("a", 90_000, {"part_s": 60})
    assert kept(place)["pa_b2"] == (TIMED_OUT, 0, {"part_s": 60})
    client.press("on")
    assert client.item == ""
    assert "This part is done" in client.html or client.stations


def test_of_a_block_time_to_finish_ends_as_well(place: Installation, sit: Sit, clock: Clock) -> None:
    client = at_block(sit(), clock)
    client.press("on")
    clock.forward(seconds=60 + FINISH_S)
    client.answer(move="next", answer="")
    assert [kept(place)[name][0] for name in ("pa_b1", "pa_b2")] == [TIMED_OUT, TIMED_OUT]


def test_in_a_block_there_is_no_way_back(place: Installation, sit: Sit, clock: Clock) -> None:
    client = at_block(sit(), clock)
    client.press("on")
    first = client.hidden
    client.answer("a")
    assert client.item == "pa_b2"
    assert "Here you only go forward." in client.html
    with pytest.raises(Stuck):
        client.press("back")
    client.post("/answer", **{**first, "revision": "1", "key": "another-key"}, move="next", answer="b")
    assert kept(place)["pa_b1"][0] == "a"


def test_a_bank_ends_by_time_after_its_minimum_with_what_was_answered(
    place: Installation, sit: Sit, clock: Clock
) -> None:
    client = at_bank(sit())
    assert "2 minutes" in client.html
    client.press("on")
    clock.forward(seconds=110)
    client.answer()
    clock.forward(seconds=20)
    client.answer()
    assert "time for this part is over" in client.heading
    bank = {name: row for name, row in kept(place).items() if name in ("wo_01", "wo_02", "wo_03")}
    assert [timing for _, _, timing in bank.values()] == [{"part_s": 120}, {"part_s": 120}]
    kept_reasons = [read(row["choice"]) for row in rows_of(place.site.db, "answer") if row["choice"]]
    [ended] = [reason["ended"] for reason in kept_reasons if reason["ended"]]
    assert (ended["reason"], ended["items"]) == ("time", 2)


def test_time_that_is_given_after_a_bank_has_ended_opens_nothing_again(
    tmp_path: Path, database_url: str, questionnaires: Path, clock: Clock
) -> None:
    """On both databases: the limits come back with the one question that reads where a client is."""
    place = install(tmp_path / "data", database_url, clock, questionnaires)
    client = Respondent(place.app, "en")
    client.enter(place.invite(place.staff(Role.CASE_MANAGER)).code)
    at_bank(client).press("on")
    for _ in range(2):
        clock.forward(seconds=70)
        client.answer()
    set_sitting(place, extra_time="none", extra_minutes=60)
    client.press("on")
    assert client.item not in ("wo_01", "wo_02", "wo_03")
    place.site.db.close()


def test_more_time_that_is_given_meanwhile_holds_at_once_and_nothing_chosen_is_lost(
    place: Installation, sit: Sit, clock: Clock
) -> None:
    """The page sends itself in at the end of the time it knows of."""
    client = at_pair(sit())
    client.press("on")
    clock.forward(seconds=30)
    set_sitting(place, extra_minutes=10)
    client.answer("b", left="-1")
    assert "pa_a1" not in kept(place)
    assert client.item == "pa_a1"
    assert client.chosen == ["b"]
    assert time_left(client) == ["about 10 minutes left"]
    clock.forward(minutes=8)
    client.answer("c")
    assert kept(place)["pa_a1"] == ("c", 510_000, {"item_s": 630})


@pytest.mark.parametrize(
    ("extra_time", "minutes", "seconds"), [("25", 0, 37), ("50", 0, 45), ("100", 0, 60), ("50", 10, 645)]
)
def test_extra_time_holds_and_is_told(
    place: Installation, sit: Sit, clock: Clock, extra_time: str, minutes: int, seconds: int
) -> None:
    client = sit()
    set_sitting(place, extra_time=extra_time, extra_minutes=minutes)
    at_pair(client)
    assert "You have extra time." in client.html
    client.press("on")
    clock.forward(seconds=seconds - 3)
    client.answer(move="next", answer="")
    assert client.item == "pa_a1", "there is time left"
    clock.forward(seconds=4)
    client.answer(move="next", answer="")
    assert kept(place)["pa_a1"][0] == TIMED_OUT


def test_without_a_limit_nothing_ends_and_no_clock_is_shown(place: Installation, sit: Sit, clock: Clock) -> None:
    client = sit()
    set_sitting(place, extra_time="none")
    at_pair(client)
    assert "You have no time limit." in client.html
    client.press("on")
    assert not script(client)
    assert find_all(client.page, "div", class_="clock") == []
    clock.forward(minutes=9)
    client.answer("a")
    assert kept(place)["pa_a1"] == ("a", 540_000, {"item_s": None})


def test_looking_at_a_page_whose_time_is_over_writes_nothing(place: Installation, sit: Sit, clock: Clock) -> None:
    client = at_pair(sit())
    client.press("on")
    before = kept(place)
    clock.forward(minutes=3)
    client.look()
    assert kept(place) == before
    assert find_all(client.page, "div", class_="clock")[0].get("data-end", "").startswith("-")


def test_the_clock_stays_folded_away_in_the_sitting_without_a_script(place: Installation, sit: Sit) -> None:
    client = at_pair(sit())
    client.press("on")
    [left] = time_left(client)
    client.post("/go", **{**client.hidden, "to": "fold", "answer": "b"})
    assert folded(client)
    assert client.chosen == ["b"]
    client.look()
    assert folded(client), "also after a reload"
    set_sitting(place, screen="item", slug="paren", item_id="pa_b1")
    client.look()
    assert folded(client), "and on another question"
    client.post("/go", **{**client.hidden, "to": "fold"})
    assert not folded(client)
    assert left


def folded(client: Respondent) -> bool:
    """Whether the words about the time are out of sight, and the button says so."""
    [words], [button] = (
        find_all(client.page, tag, class_=f"clock__{name}") for tag, name in (("p", "words"), ("button", "fold"))
    )
    assert ("hidden" in words.attrib) == (button.get("aria-expanded") == "false")
    return "hidden" in words.attrib
