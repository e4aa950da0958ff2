"""What is missing is seen at once, and the walk goes where it should."""

import json
import re

from service.cases.caseload import ON_A_PAGE
from tests.studio.speaker import Speaker
from tests.support.page import find_all, read_page, text_of
from tests.support.spoken import record


def spoil(speaker: Speaker, text) -> None:
    """As if the text had been worded anew since it was recorded."""
    index = speaker.file(text).parent / "index.json"
    rows = json.loads(index.read_text())
    rows[text.phrase.key]["hash"] = "00000000"
    index.write_text(json.dumps(rows))


def numbers(page: str, title: str) -> list[str]:
    """The cells of one row: recorded, changed, machine voice, nothing yet."""
    rows = [row for row in read_page(page).iter("tr") if title in text_of(row)]
    return [text_of(cell) for cell in find_all(rows[0], "td", class_="number")]


def test_every_text_is_counted_once_in_every_language(speaker: Speaker) -> None:
    page = speaker.colleague.get("/staff/studio").text
    for code, name in (("nl", "Nederlands"), ("en", "English"), ("ar", "العربية"), ("ti", "ትግርኛ")):
        texts = speaker.texts(code)
        assert len({text.id for text in texts}) == len(texts) > 500
        needed = [text for text in texts if not text.is_listed]
        assert needed == list(texts[: len(needed)]), "names in long lists come after everything else"
        assert len(texts) - len(needed) > 600
        assert numbers(page, name) == [f"0 van {len(needed)}", "0", "0", str(len(needed))]


def test_recorded_changed_and_missing_are_told_apart_by_part(speaker: Speaker) -> None:
    texts = [text for text in speaker.texts() if text.part == "motivatie"]
    for text in texts[:3]:
        speaker.record(text)
    spoil(speaker, texts[1])
    page = speaker.colleague.get("/staff/studio/ti").text
    title = speaker.colleague.place.catalogue.module("motivatie").text("nl", "title")
    assert numbers(page, title) == [f"2 van {len(texts)}", "1", "0", str(len(texts) - 3)]
    assert f'href="{speaker.path(texts[1])}?part=motivatie&amp;only=todo"' in page
    assert "van de tekst zoals die was" in speaker.page(texts[1])


def test_the_list_is_searched_and_filtered(speaker: Speaker) -> None:
    text = next(text for text in speaker.texts("nl") if text.kind == "question")
    speaker.record(text)

    def listed(query: str) -> list[str]:
        page = read_page(speaker.colleague.get(f"/staff/studio/nl?{query}").text)
        return [text_of(cell) for cell in find_all(page, "td", class_="studio-cell")]

    assert listed("state=recorded") == [text.phrase.text]
    assert text.phrase.text not in listed(f"state=todo&part={text.part}")
    assert text.phrase.text in listed(f"q={text.phrase.text[3:20].upper()}")
    assert len(listed("")) == ON_A_PAGE
    assert listed("q=zzzzzz") == []
    assert listed("page=2")[0] == speaker.texts("nl")[ON_A_PAGE].phrase.text


def test_the_walk_through_what_is_missing_passes_over_what_is_done_and_ends(speaker: Speaker) -> None:
    texts = [text for text in speaker.texts() if text.part == "taal_nl"]
    query = "?part=taal_nl&only=todo"
    record(speaker.sounds, [text.phrase for text in texts[1:-1]])
    start = re.search(r'href="([^"]+part=taal_nl&amp;only=todo)"', speaker.colleague.get("/staff/studio/ti").text)
    assert start is not None
    assert start[1].replace("&amp;", "&") == speaker.path(texts[0]) + query
    page = speaker.page(texts[0], query)
    assert f"Tekst 1 van {len(texts)}" in page
    assert "nog 2 op te nemen" in page
    assert f'href="{speaker.path(texts[-1])}{query.replace("&", "&amp;")}"' in page
    speaker.record(texts[0])
    assert 'href="/staff/studio/ti?done=end"' in speaker.page(texts[-1], query)
    speaker.record(texts[-1])
    assert "Dat was de laatste." in speaker.colleague.get("/staff/studio/ti?done=end").text


def test_a_walk_without_a_filter_goes_one_by_one(speaker: Speaker) -> None:
    texts = speaker.texts()
    page = speaker.page(texts[1])
    assert f'href="{speaker.path(texts[0])}"' in page
    assert f'href="{speaker.path(texts[2])}"' in page


def test_a_text_is_shown_in_its_script_with_its_question_and_what_it_means(speaker: Speaker) -> None:
    text = next(text for text in speaker.texts("ar") if text.kind == "answer" and text.intent)
    page = read_page(speaker.page(text))
    shown = next(each for each in page.iter("p") if "studio__text" in each.get("class", ""))
    assert (shown.get("lang"), shown.get("dir"), text_of(shown)) == ("ar", "rtl", text.phrase.text)
    words = text_of(page)
    assert text.about in words
    assert text.intent in words
    dutch = next(one for one in speaker.texts("nl") if one.id == text.id)
    assert dutch.phrase.text in words


def test_the_last_voice_is_offered_again(speaker: Speaker) -> None:
    texts = speaker.texts()
    assert 'value="Rob"' in speaker.page(texts[0])
    speaker.record(texts[0], voice="Selam T.")
    assert 'value="Selam T."' in speaker.page(texts[1])
    assert 'value="Rob"' in speaker.page(speaker.texts("ar")[0])


def test_every_text_has_a_kind_that_the_page_has_words_for(speaker: Speaker) -> None:
    known = {"question", "instruction", "answer", "shared", "hint", "title", "intro", "after", "warning", "help"}
    kinds = {text.kind for text in speaker.texts()}
    assert kinds - known <= {"right", "wrong", "screen", "listed"}
    assert {"question", "answer", "shared", "title", "screen"} <= kinds


def test_the_menu_shows_the_studio_to_administrators_only(speaker: Speaker) -> None:
    assert 'href="/staff/studio"' in speaker.colleague.get("/staff/account").text
