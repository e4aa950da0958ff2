"""The page of components: every kiosk screen once, in every language, by the real templates, and nobody in it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.admin.kiosk_examples import EXAMPLES, OUTSIDE, drawn
from service.kiosk.item_page import KINDS
from service.kiosk.models import Sitting
from service.kiosk.screens import SCREENS
from service.web.rendering import TEMPLATES
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.page import find_all, read_page, text_of
from tests.support.staff import Colleague

LANGUAGES = ("nl", "en", "ar", "ti")
LATIN_LETTER = re.compile("[A-Za-z]")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("components")
    shutil.copy(sqlite_template, folder / "klantbeeld.sqlite3")
    installed = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", Clock())
    yield installed
    installed.site.db.close()


@pytest.fixture(scope="module")
def admin(place: Installation) -> Colleague:
    return Colleague(place, place.staff(Role.ADMIN))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_component_is_a_whole_page_in_the_language_that_is_asked_for(admin: Colleague, language: str) -> None:
    page = read_page(admin.get(f"/staff/components?show={language}").text)
    frames = find_all(page, "iframe")
    assert len(frames) == len(EXAMPLES)
    for frame, example in zip(frames, EXAMPLES, strict=True):
        inner = read_page(frame.get("srcdoc", ""))
        (root,) = find_all(inner, "html")
        assert root.get("lang") == language
        assert root.get("dir") == ("rtl" if language == "ar" else "ltr")
        assert example.screen == "language" or text_of(find_all(inner, "h1")[0])
        sheets = [link.get("href", "") for link in find_all(inner, "link", rel="stylesheet")]
        assert any(sheet.startswith("/static/css/kiosk.css") for sheet in sheets)


def test_no_script_runs_in_a_frame_and_no_form_leaves_it(admin: Colleague) -> None:
    frames = find_all(read_page(admin.get("/staff/components").text), "iframe")
    assert {frame.get("sandbox") for frame in frames} == {"allow-same-origin"}
    assert all(frame.get("title") for frame in frames)


def test_all_languages_stand_side_by_side(admin: Colleague) -> None:
    page = read_page(admin.get("/staff/components?show=all&width=narrow").text)
    assert len(find_all(page, "iframe")) == len(LANGUAGES) * len(EXAMPLES)
    assert len(find_all(page, "div", class_="frames frames--narrow")) == len(EXAMPLES)


def test_an_unknown_language_is_the_first(admin: Colleague) -> None:
    page = read_page(admin.get("/staff/components?show=xx").text)
    assert {read_page(f.get("srcdoc", "")).find("html").get("lang") for f in find_all(page, "iframe")} == {"nl"}


def test_every_screen_of_a_sitting_is_shown_but_those_with_other_words_only() -> None:
    """Those, such as the words in acute need, are made of components that others have too."""
    shown = {example.screen for example in EXAMPLES}
    others = {"withdraw", "acute", "after", "time_up", "part_up", "offer", "helper", "talk"}
    assert set(SCREENS) - shown == others
    assert shown - set(SCREENS) == {*OUTSIDE, "error"}
    assert len({example.name for example in EXAMPLES}) == len(EXAMPLES)


def test_every_kind_of_question_that_looks_different_is_shown(place: Installation) -> None:
    kinds = set()
    for example in EXAMPLES:
        if example.item:
            questionnaire = place.catalogue.module(example.slug or "").questionnaire
            kinds.add(KINDS[next(item.type for item in questionnaire.items if item.id == example.item)])
    assert {"one", "many", "number", "list", "figure", "study", "gaps"} <= kinds


def test_chosen_missing_and_open_states_are_there(admin: Colleague) -> None:
    page = read_page(admin.get("/staff/components").text)
    inner = {
        example.name: frame.get("srcdoc", "") for frame, example in zip(find_all(page, "iframe"), EXAMPLES, strict=True)
    }
    assert inner["options"].count(" checked") == 1
    assert inner["listen"].count("data-listen=") == 1 + 5
    assert "data-listen=" not in inner["options"]
    assert inner["several"].count(" checked") == 2
    assert 'value="1890"' in inner["problem"]
    assert 'aria-invalid="true"' in inner["problem"]
    assert re.search(r'role="alertdialog"\s+aria-labelledby="idle-text">', inner["dialog"])
    assert re.search(r'role="alertdialog"\s+aria-labelledby="idle-text" hidden>', inner["options"])
    for state in ("done", "skipped", "open", "waiting"):
        assert f"station--{state}" in inner["path"]


def test_looking_at_components_leaves_nothing_behind(place: Installation, admin: Colleague) -> None:
    admin.get("/staff/components?show=all")
    with place.site.db.read() as session:
        assert session.query(Sitting).count() == 0


def test_an_example_is_what_the_kiosk_shows(place: Installation) -> None:
    """The same words as the module has."""
    (example,) = [one for one in EXAMPLES if one.name == "options"]
    with place.site.db.read() as session:
        html = drawn(place.site, session.connection(), example, "ti", place.clock())
    module = place.catalogue.module(example.slug or "")
    item = next(item for item in module.questionnaire.items if item.id == example.item)
    page = read_page(html)
    assert text_of(find_all(page, "h1")[0]) == module.question("ti", item)
    assert not LATIN_LETTER.search(" ".join(text_of(e) for e in find_all(page, "span", class_="option__text")))


def test_only_an_administrator_sees_it(place: Installation) -> None:
    for role in set(Role) - {Role.ADMIN}:
        assert Colleague(place, place.staff(role)).get("/staff/components").status_code == 404


def test_every_component_has_its_words() -> None:
    words = (TEMPLATES / "staff" / "admin" / "component_words.html").read_text(encoding="utf-8")
    for example in EXAMPLES:
        assert words.count(f'"{example.name}": _(') == 2
