"""What a page weighs on a slow line: cold, packed, over real HTTP. And that small fonts have every letter they need."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, BrowserContext, Request

from service.catalogue import Catalogue
from service.config import ROOT
from service.web.packing import takes_gzip
from service.web.rendering import STATIC
from tests.journeys.test_nothing_left import invite
from tests.support.kiosk_screens import Screen, all_on_the_path, go_to
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KB = 1000
#: Bytes of the first screen with everything it needs, fonts included.
FIRST = {"nl": 60 * KB, "en": 60 * KB, "ar": 130 * KB, "ti": 130 * KB}
#: Kept free below these, so that a new sentence or a longer name breaks nothing.
SPARE = 3 * KB
ITEM, SCRIPT = 6 * KB, 15 * KB
SCRIPTS = {"latin": (0x0020, 0x02FF), "arabic": (0x0600, 0x06FF), "ethiopic": (0x1200, 0x137F)}
LANGUAGES_OF = {"latin": ("nl", "en"), "arabic": ("ar",), "ethiopic": ("ti",)}


def fetched(context: BrowserContext) -> list[Request]:
    """Every request of this context from now on."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    context.on("requestfinished", note)
    return requests


def weight(requests: list[Request]) -> int:
    """Bytes on the line: bodies as they came, and heads."""
    sizes = [request.sizes() for request in requests]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return total


def listed(requests: list[Request]) -> str:
    """A line for each, for a failure's message."""
    return "\n".join(f"{request.sizes()['responseBodySize']:7} {request.url}" for request in requests)


def test_the_choice_of_a_language_is_light(server: Server, browser: Browser) -> None:
    """Four scripts on one screen: their names alone, not their fonts."""
    context = browser.new_context()
    requests, page = fetched(context), context.new_page()
    page.goto(server.url, wait_until="networkidle")
    assert weight(requests) <= FIRST["nl"] - SPARE, listed(requests)
    assert any("names" in request.url for request in requests)
    assert not any(re.search("(arabic|ethiopic)-core", request.url) for request in requests)
    context.close()


@pytest.mark.parametrize("language", FIRST)
def test_the_first_screen_in_a_language_is_light(server: Server, browser: Browser, language: str) -> None:
    context = browser.new_context()
    context.add_cookies([{"name": "kb_language", "value": language, "url": server.url}])
    requests, page = fetched(context), context.new_page()
    page.goto(server.url, wait_until="networkidle")
    assert page.get_attribute("html", "lang") == language
    assert weight(requests) <= FIRST[language] - SPARE, listed(requests)
    fonts = [request.url for request in requests if "/fonts/" in request.url]
    assert fonts
    assert not [url for url in fonts if re.search(r"(latin|arabic|ethiopic)-[47]00", url)], (
        "the letters in use are in the core"
    )
    context.close()


def test_the_script_is_small(server: Server) -> None:
    page = httpx.get(server.url).text
    scripts = re.findall(r'<script src="([^"]+)"', page)
    assert sum(len(httpx.get(server.url + address).content) for address in scripts) <= SCRIPT
    assert len(scripts) == 1


@pytest.fixture(scope="module")
def seated(server: Server) -> Iterator[httpx.Client]:
    """A client over plain HTTP, like our script asks: only the part that changes, packed."""
    with httpx.Client(base_url=server.url, follow_redirects=True, headers={"accept-encoding": "gzip"}) as client:
        client.post("/language", data={"csrf": csrf(client), "language": "nl"})
        client.post("/enter", data={"csrf": csrf(client), "code": invite(server)})
        yield client


def csrf(client: httpx.Client) -> str:
    """The form token of the page before this client."""
    return re.findall(r'name="csrf" value="([^"]+)"', client.get("/").text)[0]


@pytest.mark.parametrize("language", FIRST)
def test_every_further_item_is_light(server: Server, seated: httpx.Client, language: str) -> None:
    """All items of all modules, as they come after an answer, with a second language where there may be one."""
    token = csrf(seated)
    seated.post("/language", data={"csrf": token, "language": language})
    seated.post("/look", data={"csrf": token, "beside": "en" if language == "nl" else "nl"})
    heavy, count = [], 0
    with all_on_the_path():
        for module in server.site.part(Catalogue).modules.values():
            for item in module.questionnaire.items:
                go_to(server, Screen("item", module.slug, item.id))
                with seated.stream(
                    "POST", "/go", data={"csrf": token, "to": "here"}, headers={"kb-part": "1"}
                ) as reply:
                    text = reply.read().decode()
                    size = reply.num_bytes_downloaded + sum(len(k) + len(v) + 4 for k, v in reply.headers.raw)
                assert f'value="{item.id}"' in text
                assert not re.search(r'<img[^>]* src="(?!data:)', text), "no second request for a drawing"
                count += 1
                if size > ITEM:
                    heavy.append((module.slug, item.id, size))
    assert heavy == []
    assert count > 300


@pytest.mark.parametrize("path", ["css/kiosk.css", "js/kiosk.js", "css/fonts.css"])
def test_static_text_is_packed_and_kept_under_an_address_of_its_content(server: Server, path: str) -> None:
    packed = httpx.get(f"{server.url}/static/{path}", headers={"accept-encoding": "gzip"})
    plain = httpx.get(f"{server.url}/static/{path}", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert "immutable" in packed.headers["cache-control"]
    named = re.findall(r'url\("([^"]+)"\)', plain.text)
    kept = [address for address in named if not address.startswith("data:image/svg+xml,")]
    assert all(re.fullmatch(r"/static/[\w/.-]+\?v=[0-9a-f]{10}", address) for address in kept)
    assert all(httpx.get(server.url + address).status_code == 200 for address in kept[:4])
    assert path.endswith(".js") or named


@pytest.mark.parametrize(
    ("header", "takes"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("GZIP", True), ("gzip;q=0", False), ("br", False), ("", False)],
)
def test_only_who_takes_packed_pages_gets_them(header: str, takes: bool) -> None:
    assert takes_gzip(header) is takes


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("script", SCRIPTS)
def test_the_core_has_every_letter_of_our_texts(script: str, weight: int) -> None:
    """A new text with a letter outside of it still shows, but fetches the large file: cut the core anew then."""
    (first, last), languages = SCRIPTS[script], LANGUAGES_OF[script]
    patterns = [
        pattern for code in languages for pattern in (f"locales/{code}/*.po", f"questionnaires/**/text.{code}.yaml")
    ]
    files = [path for pattern in patterns for path in ROOT.glob(pattern)]
    used = {ord(letter) for path in files for letter in path.read_text(encoding="utf-8")}
    letters = covered(STATIC / "fonts" / f"noto-sans-{script}-core-{weight}.woff2")
    assert {chr(letter) for letter in used if first <= letter <= last and letter not in letters} == set()
    assert len(letters) > 40


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("script", ["arabic", "ethiopic"])
def test_the_names_have_every_letter_of_the_choice_of_languages(server: Server, script: str, weight: int) -> None:
    (language,) = LANGUAGES_OF[script]
    site = server.site
    words = site.languages[language].name + site.translators[language].gettext("Choose your language")
    letters = covered(STATIC / "fonts" / f"noto-sans-{script}-names-{weight}.woff2")
    assert {letter for letter in words if letter != " " and ord(letter) not in letters} == set()


def test_the_style_sheet_promises_only_what_a_font_has() -> None:
    css = (STATIC / "css" / "fonts.css").read_text(encoding="utf-8")
    faces = re.findall(r'fonts/(noto-sans-\w+-(?:core|names)-\d+\.woff2)"\).*?unicode-range: ([^;]+);', css, re.S)
    assert len(faces) == 10
    for name, ranges in faces:
        promised = {
            letter
            for low, high in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
            for letter in range(int(low, 16), int(high or low, 16) + 1)
        }
        assert promised <= covered(STATIC / "fonts" / name), name


def covered(path: Path) -> set[int]:
    """The letters that a font has."""
    return set(TTFont(path).getBestCmap())
