"""A speaker in a real Chromium with a microphone that plays a known voice."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from service.accounts.models import Role
from service.audio import Sounds
from service.catalogue import Catalogue
from service.studio.texts import Spoken, spoken_texts
from tests.access.test_accessible_staff import TAGS
from tests.audio.takes import spoken
from tests.support.browser import chromium, sign_in
from tests.support.server import Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PITCH = 180.0
OTHER_PITCH = 220.0
FAKE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
#: A microphone that hears a tone this loud, in place of the file.
TONE = """
navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: OTHER });
  const gain = new GainNode(context, { gain: LOUD });
  const heard = new MediaStreamAudioDestinationNode(context);
  tone.connect(gain).connect(heard);
  tone.start();
  return heard.stream;
};
""".replace("OTHER", str(OTHER_PITCH))
#: The page's clock, once a second is over; on a busy machine it is looked at a little later.
A_SECOND = re.compile("^0:(0[1-9]|[1-5][0-9])$")
REFUSING = "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', 'NAME'); };"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    voice = tmp_path_factory.mktemp("voice") / "voice.wav"
    said = spoken(1.0, before=0.1, after=0.1, rate=48_000, pitch=PITCH)
    soundfile.write(voice, said.samples, 48_000, subtype="PCM_16")
    with chromium((*FAKE, f"--use-file-for-fake-audio-capture={voice}")) as browser:
        yield browser


@pytest.fixture(scope="module")
def state(server: Server, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cookies of an administrator who is signed in."""
    account = server.account(Role.ADMIN, "studio@example.org")
    context = browser.new_context()
    sign_in(context.new_page(), server.url, account)
    path = tmp_path_factory.mktemp("state") / "state.json"
    context.storage_state(path=path)
    context.close()
    return path


@pytest.fixture
def page(server: Server, browser: Browser, state: Path) -> Iterator[Page]:
    context = browser.new_context(storage_state=state, viewport={"width": 1366, "height": 768})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()
    assert wrong == []


def texts(server: Server) -> tuple[Spoken, ...]:
    return spoken_texts(server.site.part(Catalogue), server.site.translators["ti"])


def short(server: Server, number: int) -> tuple[Spoken, Spoken]:
    """A text that can be read in a second, and the one after it."""
    every = texts(server)
    found = [at for at, text in enumerate(every[:-1]) if len(text.phrase.text) <= 40]
    return every[found[number]], every[found[number] + 1]


def sounds(server: Server) -> Sounds:
    return server.site.part(Sounds)


def open_text(page: Page, server: Server, text: Spoken, query: str = "") -> None:
    page.goto(f"{server.url}/staff/studio/ti/{text.id}{query}")


def told(page: Page) -> str:
    return page.inner_text("[data-part=told]")


def speak(page: Page) -> None:
    """Record until the page's clock shows a second, and stop."""
    page.click("[data-act=record]")
    expect(page.locator("[data-part=time]")).to_have_text(A_SECOND)
    expect(page.locator("[data-part=level-word]")).to_have_text("Goed")
    page.click("[data-act=stop]")


def pitch(content: bytes) -> float:
    """The strongest tone of a recording (Hz), which has to last as long as somebody spoke."""
    samples, rate = soundfile.read(io.BytesIO(content))
    assert len(samples) / rate > 0.5
    return float(np.abs(np.fft.rfft(samples)).argmax() * rate / len(samples))


def test_record_listen_keep_go_on_and_replace_one(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/staff/studio/ti")
    page.click("text=Beginnen met wat ontbreekt")
    expect(page.locator(".studio__text")).to_have_text(texts(server)[0].phrase.text)
    first, second, third = (short(server, number)[0] for number in range(3))
    for number, text in enumerate((first, second, third)):
        open_text(page, server, text)
        speak(page)
        page.click("[data-act=listen]")
        page.click("[data-act=keep]")
        expect(page.locator(".studio__text")).to_have_text(short(server, number)[1].phrase.text)
    kept = {text.id: sounds(server).find(text.phrase) for text in (first, second, third)}
    contents = {name: sound.path.read_bytes() for name, sound in kept.items() if sound}
    assert len(contents) == 3
    for content in contents.values():
        assert pitch(content) == pytest.approx(PITCH, abs=4)
    # Another voice: the file's voice, cut to its speech, can give the very same sound twice.
    page.add_init_script(TONE.replace("LOUD", "0.3"))
    page.goto(f"{server.url}/staff/studio/ti?state=recorded")
    assert page.locator(".studio-cell").count() == 3
    page.click(f'a[href*="{second.id}"]')
    expect(page.locator(".badge")).to_have_text("✓Opgenomen")
    page.click("audio", position={"x": 20, "y": 20})
    speak(page)
    page.click("[data-act=keep]")
    page.wait_for_url(lambda url: second.id not in url)
    after = {name: sound.path.read_bytes() for name, sound in kept.items() if sound}
    assert pitch(after[second.id]) == pytest.approx(OTHER_PITCH, abs=4)
    assert {name: after[name] for name in after if name != second.id} == {
        name: contents[name] for name in contents if name != second.id
    }


def test_by_keyboard_alone(page: Page, server: Server) -> None:
    one, two = short(server, 10)
    open_text(page, server, one)
    page.keyboard.press("Space")
    expect(page.locator("[data-part=time]")).to_have_text(A_SECOND)
    page.keyboard.press("Space")
    expect(page.locator("#studio")).to_have_attribute("data-state", "taken")
    page.keyboard.press("Backspace")
    expect(page.locator("#studio")).to_have_attribute("data-state", "recording")
    expect(page.locator("[data-part=time]")).to_have_text(A_SECOND)
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator(".studio__text")).to_have_text(two.phrase.text)
    assert sounds(server).find(one.phrase)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".studio__text")).to_have_text(one.phrase.text)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".studio__text")).to_have_text(two.phrase.text)


def test_what_could_not_be_sent_stays_and_is_sent_again(page: Page, server: Server) -> None:
    text, following = short(server, 20)
    open_text(page, server, text)
    page.click("summary")
    page.fill("[name=voice]", "Luwam")
    page.press("[name=voice]", "Enter")
    expect(page.locator("[data-part=voice]")).to_have_text("Luwam")
    speak(page)
    page.route("**/staff/studio/**", lambda route: route.abort())
    page.click("[data-act=keep]")
    expect(page.locator("[data-part=told]")).to_contain_text("Nog niet bewaard")
    assert sounds(server).find(text.phrase) is None
    page.click("[data-act=listen]")
    page.unroute("**/staff/studio/**")
    expect(page.locator(".studio__text")).to_have_text(following.phrase.text)
    found = sounds(server).find(text.phrase)
    assert found is not None
    assert found.recording is not None
    assert found.recording.by == "Luwam"
    assert page.input_value("[name=voice]") == "Luwam"


def test_who_is_signed_out_meanwhile_loses_nothing(page: Page, server: Server) -> None:
    text, following = short(server, 30)
    open_text(page, server, text)
    speak(page)
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.click("[data-act=keep]")
    expect(page.locator("[data-part=told]")).to_contain_text("uitgelogd")
    page.context.add_cookies(cookies)
    page.click("[data-act=keep]")
    expect(page.locator(".studio__text")).to_have_text(following.phrase.text)
    assert sounds(server).find(text.phrase)


@pytest.mark.parametrize(("loud", "words"), [("0", "niets te horen"), ("0.002", "te zacht"), ("4", "te hard")])
def test_a_bad_take_is_told_at_once(page: Page, server: Server, loud: str, words: str) -> None:
    text, _ = short(server, 40)
    page.add_init_script(TONE.replace("LOUD", loud))
    open_text(page, server, text)
    page.click("[data-act=record]")
    expect(page.locator("[data-part=time]")).to_have_text(A_SECOND)
    page.click("[data-act=stop]")
    expect(page.locator("[data-part=told]")).to_contain_text(words)
    assert sounds(server).find(text.phrase) is None


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (REFUSING.replace("NAME", "NotAllowedError"), "mag de microfoon niet gebruiken"),
        (REFUSING.replace("NAME", "NotFoundError"), "Er is geen microfoon"),
        (REFUSING.replace("NAME", "NotReadableError"), "Een ander programma"),
        (REFUSING.replace("NAME", "OverconstrainedError"), "De microfoon start niet"),
        ("AudioContext.prototype.resume = async () => { throw new Error(); };", "De microfoon start niet"),
        ("Object.defineProperty(window, 'isSecureContext', { value: false });", "https"),
        ("Object.defineProperty(navigator, 'mediaDevices', { value: undefined });", "kan niet opnemen"),
    ],
)
def test_without_a_microphone_the_page_says_what_to_do(page: Page, server: Server, script: str, words: str) -> None:
    page.add_init_script(script)
    open_text(page, server, texts(server)[50])
    page.click("[data-act=record]")
    expect(page.locator("[data-part=told]")).to_contain_text(words)
    expect(page.locator("#studio")).to_have_attribute("data-state", "idle")
    page.click("summary")
    page.click("text=Dit bestand bewaren")
    expect(page.locator("[data-part=told]")).to_contain_text("Kies eerst een bestand")


def test_no_barrier_in_any_state(page: Page, server: Server) -> None:
    open_text(page, server, texts(server)[60])

    def barriers() -> list[str]:
        found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]
        return [f"{each['id']} {[node['html'][:120] for node in each['nodes']]}" for each in found]

    found = barriers()
    page.click("[data-act=record]")
    found += barriers()
    expect(page.locator("[data-part=time]")).to_have_text(A_SECOND)
    page.click("[data-act=stop]")
    found += barriers()
    assert found == []
