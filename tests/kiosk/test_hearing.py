"""Read aloud is what stands on the page, and nothing else; where nothing can be heard there is no button."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from scoring.definition import Sensitivity
from service.accounts.models import Role
from service.audio import Phrase, Sounds
from service.kiosk.door import FAREWELLS
from service.kiosk.introduction import Practice
from service.kiosk.models import Answer, Sitting
from service.kiosk.standing import FIRST, IDLE, LOOKS
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.kiosk_screens import Screen, all_on_the_path, screens
from tests.support.page import find_all, text_of
from tests.support.respondent import Respondent
from tests.support.spoken import make_speech, record, record_all

Sit = Callable[..., Respondent]
ABOUT_TIME = [Screen(name, "leerbaarheid", "lb_s0") for name in ("timed", "time_up", "part_up")]
#: Numbers with which a button begins that has nothing to do with the page.
APART = (LOOKS, IDLE)
LIGHT = 6000  # bytes of an item's page, packed, heads included


@pytest.fixture
def one(tmp_path: Path, sqlite_template: Path, clock: Clock) -> Iterator[Installation]:
    """An installation on SQLite alone: what is heard has nothing to do with the database."""
    shutil.copy(sqlite_template, tmp_path / "one.sqlite3")
    found = install(tmp_path / "data", f"sqlite:///{tmp_path}/one.sqlite3", clock)
    yield found
    found.site.db.close()


@pytest.fixture
def come_in(one: Installation) -> Sit:
    def enter(language: str = "ar", **more: object) -> Respondent:
        client = Respondent(one.app, language, **more)
        client.enter(one.invite(one.staff(Role.CASE_MANAGER)).code)
        return client

    return enter


def put_at(place: Installation, screen: Screen) -> None:
    with place.site.db.write() as session:
        for sitting in session.query(Sitting):
            sitting.screen, sitting.slug, sitting.item_id = screen.name, screen.slug, screen.item
            if screen.name == "introduction":
                sitting.practice = Practice(str(screen.item), tries=1, shown=1, chosen="tea").written()
                sitting.item_id = None


def said(client: Respondent) -> list[str]:
    """The texts of the page that are marked as read, in the order of their numbers; equal texts have one number.

    What stands at the head comes last; what is the same on every page has no number of this page.
    """
    marked = marked_in(client.page)
    by_number = {number: shown(each) for number, each in reversed(marked)}
    [main] = client.page.iter("main")
    numbers = list(dict.fromkeys(number for number, _ in marked_in(main)))
    assert numbers == sorted(numbers)
    assert sorted(by_number) == list(range(len(by_number)))
    return [by_number[number] for number in sorted(by_number)]


def marked_in(element: Element) -> list[tuple[int, Element]]:
    """Numbers of this page, with what they are the sounds of."""
    found = [(int(each.get("data-say", "")), each) for each in element.iter() if each.get("data-say")]
    return [(number, each) for number, each in found if number < FIRST]


def shown(element: Element) -> str:
    """The first words of an element: of an answer its own, without the second language."""
    words = [each for each in element.iter("span") if each.get("class") == "option__text"]
    return text_of(words[0] if words else element)


def heard(client: Respondent, number: int, **headers: str) -> str | None:
    reply = client.client.get(f"/sound/{number}", headers=headers)
    assert reply.status_code in (200, 404)
    return " ".join(reply.text.split()) if reply.status_code == 200 else None


def buttons(client: Respondent) -> list[Element]:
    """Those of the page and its answers; what is heard apart, such as letters and colours, is not of the page."""
    found = [each for each in client.page.iter("a") if each.get("data-listen")]
    return [each for each in found if int(each.get("href", "").rpartition("/")[2]) not in APART]


def test_without_sound_there_is_no_button_no_script_and_nothing_to_fetch(come_in: Sit) -> None:
    client = come_in("ar")
    client.open_module("motivatie")
    assert buttons(client) == []
    assert "listens" not in client.hidden
    assert "audio." not in client.html
    assert heard(client, 0) is None


def test_each_screen_reads_what_stands_on_it_in_its_order(one: Installation, come_in: Sit) -> None:
    record_all(one.site, "ar")
    client, count = come_in("ar").walk(lambda me: me.stations > 0), 0
    silent = []
    with all_on_the_path():
        for screen in [*screens(one.catalogue), *ABOUT_TIME]:
            put_at(one, screen)
            client.look()
            texts = said(client)
            for number, text in enumerate(texts):
                words = "بدء" if text.startswith("بدء:") else " ".join(text.split())  # "Start: the name of the part"
                assert heard(client, number) == words, screen.id
            assert heard(client, len(texts)) is None
            assert client.notice == "", "the screen that was meant"
            if not texts:
                silent.append(screen.id)
                continue
            page = buttons(client)[0]
            read = [int(number) for number in page.get("data-listen", "").split()]
            assert list(dict.fromkeys(number for number in read if number < FIRST)) == list(range(len(texts)))
            assert text_of(page) == "استماع"
            count += 1
            if screen.name == "item":
                part = client.client.get("/", headers={"kb-part": "1", "accept-encoding": "gzip"})
                size = int(part.headers["content-length"]) + sum(len(k) + len(v) + 4 for k, v in part.headers.raw)
                assert size <= LIGHT, screen.id
    assert silent == []
    assert count > 30


def test_an_item_reads_question_hint_and_answers_each_with_a_button_of_its_own(one: Installation, come_in: Sit) -> None:
    record_all(one.site, "ar")
    client = come_in("ar")
    put_at(one, Screen("item", "motivatie", "mo_now"))
    with all_on_the_path():
        client.look()
    module = one.catalogue.module("motivatie")
    item = module.questionnaire.by_id["mo_now"]
    answers = [module.option_text("ar", item, option.code) for option in item.options]
    assert said(client) == [module.question("ar", item), module.hint("ar", item), *answers, "أفضّل عدم الإجابة"]
    assert [each.get("data-listen") for each in buttons(client)[1:]] == [str(2 + n) for n in range(len(answers))]
    assert client.hidden["listens"] == "0"


def test_answers_are_read_only_if_all_of_them_can_be(one: Installation, come_in: Sit) -> None:
    record_all(one.site, "ar", but=["item.mo_now.option.care"])
    client = come_in("ar")
    put_at(one, Screen("item", "motivatie", "mo_now"))
    with all_on_the_path():
        client.look()
    assert len(said(client)) == 3, "the question, its hint, and that there need be no answer"
    assert len(buttons(client)) == 1


def test_a_recording_of_another_wording_is_not_heard(one: Installation, come_in: Sit) -> None:
    module = one.catalogue.module("motivatie")
    record(one.site.part(Sounds), [Phrase(f"motivatie/{module.version}", "ar", "item.mo_now", "Another wording")])
    client = come_in("ar")
    put_at(one, Screen("item", "motivatie", "mo_now"))
    with all_on_the_path():
        client.look()
    assert buttons(client) == []
    assert heard(client, 0) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_test_of_reading_is_never_read_aloud_even_if_somebody_recorded_it(
    one: Installation, come_in: Sit, language: str
) -> None:
    module = one.catalogue.module(f"taal_{language}")
    record_all(one.site, language)
    place = f"{module.slug}/{module.version}"
    words = {**module.texts[language].entries, **module.content.entries}
    record(one.site.part(Sounds), [Phrase(place, language, key, entry.text) for key, entry in words.items()])
    client = come_in(language)
    kinds = {(item.type, item.instruction, item.practice): item for item in module.questionnaire.items}
    around = re.compile(
        r"Oefenen|Practice|Weet ik|I don't know|Hier gaat u|Here you only|vraag \d+ van|question \d+ of"
    )
    assert len(kinds) > 7
    with all_on_the_path():
        for item in kinds.values():
            put_at(one, Screen("item", module.slug, item.id))
            client.look()
            allowed = [module.question(language, item), module.hint(language, item)]
            assert item.instruction
            assert [text for text in said(client) if not around.match(text)] == [text for text in allowed if text], (
                item.id
            )


def test_outside_a_sitting_only_that_screen_of_the_interface_is_heard(one: Installation) -> None:
    record_all(one.site, "ar")
    stranger = Respondent(one.app, "ar")
    assert heard(stranger, 0) is None
    stranger.post("/language", language="ar")
    texts = said(stranger)
    assert len(texts) == 4
    assert [heard(stranger, number) for number in range(5)] == [*texts, None]
    for farewell in FAREWELLS:
        stranger.client.cookies.set("kb_farewell", farewell)
        stranger.look()
        texts = said(stranger)
        assert len(texts) == (4 if farewell in ("paused", "timeout") else 3), farewell
        assert [heard(stranger, number) for number in range(len(texts) + 1)] == [*texts, None]


def test_after_a_pause_and_after_the_idle_time_nothing_of_the_sitting_is_heard(
    one: Installation, come_in: Sit, clock: Clock
) -> None:
    record_all(one.site, "ar")
    client = come_in("ar")
    client.open_module("persoonlijkheid")
    question = heard(client, 0)
    assert question
    left = come_in("ar")
    left.open_module("persoonlijkheid")
    left.post("/leave")
    assert heard(left, 0) is None
    clock.now += timedelta(minutes=11)
    assert heard(client, 0) is None
    forged = Respondent(one.app, "ar")
    forged.client.cookies.set("kb_kiosk", "x" * 43)
    assert heard(forged, 0) is None


def test_a_sound_is_never_kept_sets_nothing_and_writes_nothing(one: Installation, come_in: Sit, clock: Clock) -> None:
    record_all(one.site, "ar")
    client = come_in("ar")
    client.open_module("persoonlijkheid")

    def stored() -> list[object]:
        with one.site.db.read() as session:
            return [{k: v for k, v in vars(each).items() if k[0] != "_"} for each in session.query(Sitting)]

    before = stored()
    clock.now += timedelta(minutes=2)
    reply = client.client.get("/sound/0")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["content-type"] == "audio/ogg"
    assert {"set-cookie", "etag", "last-modified", "content-disposition"}.isdisjoint(reply.headers)
    assert stored() == before
    assert "media-src 'self' blob:" in reply.headers["content-security-policy"]


def test_a_page_that_is_no_longer_true_is_not_read_in_the_words_of_another(one: Installation, come_in: Sit) -> None:
    record_all(one.site, "ar")
    client = come_in("ar")
    client.open_module("persoonlijkheid")
    mark = buttons(client)[0].get("data-page", "")
    assert heard(client, 0, **{"kb-page": mark})
    client.answer()
    assert heard(client, 0, **{"kb-page": mark}) is None
    assert heard(client, 0, **{"kb-page": buttons(client)[0].get("data-page", "")})


def test_no_address_tells_what_was_asked(one: Installation, come_in: Sit) -> None:
    """Two clients, one in the second tier of the questions about frightening events and one not: the same addresses."""
    record_all(one.site, "ar")
    module = one.catalogue.module("trauma")
    first, *others = [item for item in module.questionnaire.items if item.scale and module.hint("ar", item)]
    second = next(item for item in others[::-1] if item.scale == first.scale)
    found, marks = [], []
    with all_on_the_path():
        for _, item in ((0, first), (1, second), (2, second)):
            client = come_in("ar")
            put_at(one, Screen("item", "trauma", item.id))
            client.look()
            found.append(re.findall(r'"(/sound/[^"]*)"', client.html))
            marks.append(buttons(client)[0].get("data-page"))
            assert ".ogg" not in client.html
            assert str(one.site.part(Sounds).own) not in client.html
    assert found[0] == found[1] == found[2] != []
    assert all(re.fullmatch(r"/sound/(\d{1,2}|910|930)", address) for address in found[0])
    assert len(set(marks)) == 3, "the same question has another mark for another client"


@pytest.mark.parametrize("path", ["/sound/-1", "/sound/x", "/sound/", "/sound/9999999999999999999999"])
def test_a_number_that_is_none_is_not_found(one: Installation, come_in: Sit, path: str) -> None:
    record_all(one.site, "ar")
    assert come_in("ar").client.get(path).status_code == 404


def test_a_computers_voice_is_called_one_and_a_persons_is_not(one: Installation, come_in: Sit) -> None:
    spoken = record_all(one.site, "nl", but=["item.mo_now"])
    client = come_in("nl")
    put_at(one, Screen("item", "motivatie", "mo_now"))
    with all_on_the_path():
        client.look()
        assert "Computerstem" not in client.html
        make_speech(one.site, "nl", [phrase for phrase in spoken if phrase.key == "item.mo_now"])
        client.look()
    assert find_all(client.page, "span", class_="hear__who")
    assert "Computerstem" in client.html


def test_how_often_somebody_listened_is_kept_with_the_answer(sit: Sit, place: Installation, invited: Invited) -> None:
    """On both databases; of a health answer it is sealed with it."""
    record_all(place.site, "nl")
    client = sit("nl")
    client.open_module("persoonlijkheid")
    given = {"3": 3, "0": 0, "99999": 99, "": None, "-1": None, "1e3": None, "٣": None, "123456": None}
    for sent in given:
        client.answer(listens=sent)
    with place.site.db.read() as session:
        kept = [row.listens for row in session.query(Answer).filter_by(slug="persoonlijkheid")]
    assert sorted(map(str, kept)) == sorted(map(str, given.values()))
    client.press("stop")
    client.press("on")
    client.post("/go", to="overview")
    client.open_module("trauma")
    health = {item.id for item in place.catalogue.module("trauma").questionnaire.items}
    asked = client.item
    assert asked in health
    assert place.catalogue.module("trauma").questionnaire.by_id[asked].sensitivity is Sensitivity.HEALTH
    client.answer(listens="2")
    with place.site.db.read() as session:
        [sitting] = session.query(Sitting)
        [answer] = Opener.of(place.site.settings).open_answers(session, sitting.id)
        assert (answer.item_id, answer.listens) == (asked, 2)
        assert not session.query(Answer).filter_by(slug="trauma").count()


def test_the_count_outlives_a_change_of_the_page_and_not_the_page(one: Installation, come_in: Sit) -> None:
    record_all(one.site, "ar")
    client = come_in("ar")
    client.open_module("persoonlijkheid")
    assert client.hidden["listens"] == "0"
    for sent, shown in (("3", "3"), ("0", "0"), ("<b>", "0")):
        client.post("/go", **{**client.hidden, "listens": sent, "to": "beside", "beside": "nl"})
        assert client.hidden["listens"] == shown
    client.post("/go", **{**client.hidden, "listens": "2", "to": "beside", "beside": ""})
    client.answer()
    assert client.hidden["listens"] == "0"
    with one.site.db.read() as session:
        [answer] = session.query(Answer)
        assert answer.listens == 2


def test_where_nothing_could_be_heard_nothing_is_counted(come_in: Sit, one: Installation) -> None:
    client = come_in("ar")
    client.open_module("persoonlijkheid")
    client.answer()
    with one.site.db.read() as session:
        [answer] = session.query(Answer)
        assert answer.listens is None
