"""What holds for every page of a whole sitting, in each language."""

import re
import shutil
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import pytest

from scoring.keying import keys_of
from service.accounts.models import Role
from service.web.security import HEADERS
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.page import find_all, read_page, visible_text
from tests.support.respondent import Respondent

LANGUAGES = {"nl": "ltr", "en": "ltr", "ar": "rtl", "ti": "ltr"}
NAME = "Zyxela Qwertova"
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
#: Latin words that any page may have: names of the product and its languages, of Dutch institutions and schools that
#: the client meets under these names, letters as examples and as names of figures, words of practice items.
LATIN_NAMES = {
    *("Klantbeeld", "Nederlands", "English", "COA", "GZA", "mbo", "hbo", "wo", "CV", "uitzendbureau"),
    *("A", "B", "C", "a", "b", "c", "d", "e", "f", "g", "h"),
    *("huis", "boom", "om", "heel", "maar", "fish", "tree", "ee", "house", "very", "but"),
}


@dataclass(frozen=True)
class Walked:
    """A sitting from the language choice to the farewell, with a look at every screen beside the road."""

    place: Installation
    invited: Invited
    language: str
    client: Respondent

    @property
    def pages(self) -> list[Element]:
        """Every page, read strictly."""
        return [read_page(response.text) for response in self.client.seen if response.status_code == 200]

    @property
    def inside(self) -> list[Element]:
        """The pages after the choice of a language."""
        return [page for page in self.pages if not find_all(page, "button", class_="tile")]


@pytest.fixture(scope="module", params=LANGUAGES)
def walked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[Walked]:
    folder = tmp_path_factory.mktemp("walk")
    shutil.copy(sqlite_template, folder / "klantbeeld.sqlite3")
    place = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", Clock())
    invited = place.invite(place.staff(Role.CASE_MANAGER), reference="REF-CANARY-77", name=NAME)
    client = Respondent(place.app, request.param, pick=much)
    client.post("/language", language=request.param)
    client.enter("12345")
    client.enter(invited.code)
    beside_the_road(client)
    client.walk()
    yield Walked(place, invited, request.param, client)
    place.site.db.close()


def much(item: str, codes: list[str]) -> str | None:
    """Answers that open every tier and the screen with help."""
    if item.startswith("tr_") and codes:
        return "yes" if "yes" in codes else "today" if "today" in codes else codes[-1]
    return None


def beside_the_road(client: Respondent) -> None:
    """The screens and notices that a willing client never sees."""
    for to in ("stop", "on", "help", "on", "consent", "agree"):
        client.post("/go", to=to)
    client.walk(lambda me: me.stations > 0)
    client.step()
    client.press("skip")
    client.press("module", module="achtergrond")
    client.press("start")
    for typed in ("", "words", "1800"):
        client.answer(typed)
    client.answer("1990")
    client.press("back")
    client.answer("1991")
    client.press("stop")
    client.press("withdraw")
    client.press("on")
    client.walk(lambda me: me.item.startswith("tr_core"))
    client.press("back")
    client.answer()
    client.press("stop")
    client.press("pause")
    client.enter(client_code(client))


def client_code(client: Respondent) -> str:
    """The code that was typed last."""
    sent = [r.request.content.decode() for r in client.seen if r.request.url.path == "/enter"]
    return re.findall(r"code=(\d{20})", sent[-1])[0]


def test_it_came_to_the_end(walked: Walked) -> None:
    thanks = walked.place.site.translators[walked.language].gettext("Thank you. You are done.")
    assert walked.client.heading == thanks
    assert len(walked.client.given) > 200


def test_every_page_says_its_language_and_direction(walked: Walked) -> None:
    for page in walked.inside:
        [html] = find_all(page, "html")
        assert (html.get("lang"), html.get("dir")) == (walked.language, LANGUAGES[walked.language])


def test_every_page_has_one_title_one_heading_and_one_main(walked: Walked) -> None:
    for page in walked.pages:
        assert [title.text for title in find_all(page, "title")] == ["Klantbeeld"]
        assert len(find_all(page, "h1")) == 1
        assert len(find_all(page, "main")) == 1


def test_every_choice_has_words_a_drawing_or_a_picture(walked: Walked) -> None:
    for page in walked.pages:
        for label in find_all(page, "label"):
            if find_all(label, "input", name="answer"):
                assert visible_text(label) or find_all(label, "img"), visible_text(page)


def test_no_page_is_without_its_words(walked: Walked) -> None:
    for page in walked.pages:
        assert not re.search(r"\bNone\b|\bUndefined\b|\{\{|%\(|\bitem\.\w+|\boption\.\w+", visible_text(page))


def test_no_latin_letters_where_the_language_has_none(walked: Walked) -> None:
    """Words in Latin letters are allowed where a test asks for Dutch or English, and marked as such."""
    if walked.language in ("nl", "en"):
        return
    found: dict[str, str] = {}
    for page in walked.inside:
        text = visible_text(without_other_languages(page, walked.language))
        for word in LATIN.findall(text):
            if word not in LATIN_NAMES:
                found.setdefault(word, text[:300])
    assert sorted(found) == []


def without_other_languages(element: Element, language: str) -> Element:
    """The element without what is marked as another language; names of languages and test content are."""
    kept = Element(element.tag, dict(element.attrib))
    kept.text, kept.tail = element.text, element.tail
    for child in element:
        if child.get("lang", language) == language:
            kept.append(without_other_languages(child, language))
        else:
            gap = Element("span")
            gap.tail = child.tail
            kept.append(gap)
    return kept


def test_wrong_and_right_options_look_alike(walked: Walked) -> None:
    """Of a test item every option is the same markup but for its code, words and drawing."""
    seen = set()
    for page in walked.pages:
        item = hidden(page, "item")
        module = next((m for m in walked.place.catalogue.modules.values() if item in m.questionnaire.by_id), None)
        if module is None or module.questionnaire.structure.kind != "test":
            continue
        labels = [label for label in find_all(page, "label") if find_all(label, "input", name="answer", type="radio")]
        chosen_nothing = not any("checked" in e.attrib for label in labels for e in label.iter())
        if labels and chosen_nothing and item not in seen:
            seen.add(item)
            assert len({bare(label) for label in labels}) == 1, item
            keys = keys_of(module.questionnaire, module.questionnaire.by_id[item])
            assert set(keys) < {find_all(label, "input")[0].get("value") for label in labels}
    assert len(seen) > 40


def hidden(page: Element, name: str) -> str:
    """The value of a hidden field of the answer form."""
    return next((e.get("value", "") for e in find_all(page, "input", name=name, type="hidden")), "")


def bare(label: Element) -> str:
    """The markup of an option: tags and attributes, without its code and drawing."""
    parts = []
    for element in label.iter():
        if element.tag in ("g", "circle", "rect", "polygon", "path"):
            continue
        values = {k: v for k, v in element.attrib.items() if k not in ("value", "src")}
        parts.append(f"{element.tag}{sorted(values.items())}")
    return " ".join(parts)


def test_no_page_says_a_key_or_a_score(walked: Walked) -> None:
    """The only traces of right and wrong are the words after practice."""
    for page in walked.pages:
        for element in page.iter():
            names = set(element.attrib)
            assert not {name for name in names if name.startswith("data-")} - {
                "data-idle",
                "data-forms",
                "data-left",
                "data-end",
                "data-still",
                "data-from",
                "data-words",
                "data-first",
            }
            assert not re.search(r"correct|score|key\b", " ".join(element.attrib.get("class", "").split()))


def test_comments_of_templates_never_reach_the_browser(walked: Walked) -> None:
    assert not [r for r in walked.client.seen if "<!--" in r.text]


def test_addresses_say_nothing(walked: Walked) -> None:
    """No answer, code, name, reference or id in any address: there are five, always the same."""
    sent = {urlsplit(str(response.url)) for response in walked.client.seen}
    assert {(address.path, address.query) for address in sent} == {
        ("/", ""),
        ("/answer", ""),
        ("/go", ""),
        ("/language", ""),
        ("/enter", ""),
    }
    linked = {e.get(name, "") for page in walked.pages for e in page.iter() for name in ("href", "src", "action")}
    rest = {address for address in linked if address and not address.startswith("/static/")}
    assert {address for address in rest if not address.startswith("data:image/svg+xml;base64,")} <= {
        "/answer",
        "/go",
        "/language",
        "/enter",
        "/next",
        "/look",
        "/leave",
        "/",
        "#main",
    }


def test_no_name_reference_or_code_on_any_page(walked: Walked) -> None:
    for response in walked.client.seen:
        for secret in (NAME, "Zyxela", walked.invited.reference, walked.invited.code, str(walked.invited.case_id)):
            assert secret not in response.text
            assert secret not in str(response.headers)


def test_every_response_carries_the_security_headers(walked: Walked) -> None:
    for response in walked.client.seen:
        for name, value in HEADERS:
            assert response.headers[name.decode()] == value.decode()
        assert response.headers["cache-control"] == "no-store"


def test_every_cookie_is_out_of_reach_of_scripts_and_other_sites(walked: Walked) -> None:
    for response in walked.client.seen:
        for cookie in response.headers.get_list("set-cookie"):
            assert "HttpOnly" in cookie
            assert re.search("samesite=strict", cookie, re.IGNORECASE)
            assert "Path=/" in cookie
            assert "Domain" not in cookie
            assert "Max-Age=0" in cookie or "Max-Age" not in cookie, "it ends with the browser"


def test_nothing_comes_from_elsewhere_and_nothing_is_inline(walked: Walked) -> None:
    for page in walked.pages:
        for element in page.iter():
            assert "style" not in element.attrib
            assert not [name for name in element.attrib if name.startswith("on")]
            assert element.tag != "style"
            if element.tag == "script":
                assert element.get("src", "").startswith("/static/")
                assert not element.text
            for name in ("src", "href", "action", "formaction", "poster"):
                assert not re.match(r"(https?:)?//", element.get(name, ""))


def test_no_field_is_filled_in_by_the_browser(walked: Walked) -> None:
    for page in walked.pages:
        for form in find_all(page, "form"):
            typed = [e for e in find_all(form, "input") if e.get("type", "text") in ("text", "date", "search")]
            assert all(e.get("autocomplete") == "off" for e in typed)


def test_every_field_has_a_name_that_is_read_aloud(walked: Walked) -> None:
    for page in walked.pages:
        labels = {label.get("for") for label in find_all(page, "label")}
        inside = {id(e) for label in find_all(page, "label") for e in label.iter()}
        ids = {e.get("id") for e in page.iter()}
        for field in find_all(page, "input"):
            if field.get("type") == "hidden" or id(field) in inside:
                continue
            named = field.get("aria-labelledby")
            assert field.get("id") in labels or (named and named in ids), field.attrib


def test_pictures_are_within_the_page(walked: Walked) -> None:
    addresses = {e.get("src", "") for page in walked.pages for e in find_all(page, "img")}
    assert addresses
    for address in addresses:
        kind, _, content = address.partition(",")
        assert kind == "data:image/svg+xml;base64"
        assert b"<script" not in b64decode(content, validate=True)
