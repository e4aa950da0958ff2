"""A speaker in the Firefox that offices have: with the microphone that Firefox makes up, and without a sound device."""

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from service.accounts.models import Role
from service.audio import Sounds
from service.catalogue import Catalogue
from service.studio.former import FOLDER
from service.studio.texts import Spoken, spoken_texts
from tests.support.firefox import EXECUTABLE, Tab, firefox, until
from tests.support.server import Account, Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.skipif(EXECUTABLE is None, reason="no Firefox")]

#: Firefox's own microphone, which hears a tone and is allowed without a question.
FALSE_MICROPHONE = {"media.navigator.streams.fake": True, "media.navigator.permission.disabled": True}
#: Firefox's own sound device, which drives what a page makes of sound at the pace of a real one.
FALSE_DEVICE = {"media.cubeb.force_mock_context": True}
PITCH, OTHER_PITCH = 440, 700
#: Counts what a page has played from memory to its end, as far as it has to be heard.
COUNTING = """() => {
  window.played = 0;
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...given) {
    const { duration } = this.buffer;
    const loud = this.buffer.getChannelData(0).some((sample) => Math.abs(sample) > 0.05);
    this.addEventListener("ended", () => { if (loud && duration > 0.5) window.played += 1; });
    start.apply(this, given);
  };
}"""
TOLD = "document.querySelector('[data-part=told]').textContent"
STATE = "document.getElementById('studio').dataset.state"
LEVEL = "document.querySelector('[data-part=level-word]').textContent"
SECONDS = "Number(document.querySelector('[data-part=time]').textContent.split(':')[1])"
BADGE = "document.querySelector('.badge').textContent"
KEPT = "document.querySelector('audio[data-part=kept]')"
PLAYED = f"{KEPT}.ended && {KEPT}.played.length === 1 && {KEPT}.played.start(0) === 0 && {KEPT}.duration > 0.5"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


def sign_in(tab: Tab, server: Server, account: Account) -> None:
    """By password and second factor."""
    tab.goto(f"{server.url}/staff")
    tab.type("input[name=email]", account.email)
    tab.type("input[name=password]", account.password)
    tab.evaluate("document.querySelector('main button[type=submit]').click()")
    tab.wait_for("input[name=code]")
    tab.type("input[name=code]", account.code())
    tab.evaluate("document.querySelector('main button[type=submit]').click()")
    tab.wait_for('form[action="/staff/sign-out"]')


def texts(server: Server) -> tuple[Spoken, ...]:
    return spoken_texts(server.site.part(Catalogue), server.site.translators["ti"])


def address(server: Server, text: Spoken) -> str:
    return f"{server.url}/staff/studio/ti/{text.id}"


def record(tab: Tab) -> None:
    """Record until the page's clock shows a second, and stop."""
    tab.press("[data-act=record]")
    until(lambda: tab.evaluate(SECONDS) >= 1, "a second of sound")
    assert tab.evaluate(LEVEL) == "Goed"
    tab.press("[data-act=stop]")
    assert tab.evaluate(STATE) == "taken"
    assert "Luister" in tab.evaluate(TOLD), "no fault is told"


def keep(tab: Tab) -> None:
    """Keep the take; the next text comes."""
    before = tab.evaluate("location.href")
    tab.press("[data-act=keep]")
    until(lambda: tab.evaluate("location.href") != before and tab.evaluate(STATE) == "idle", "the next text")


def pitch(path: Path) -> float:
    """The strongest tone of a recording (Hz), which has to last as long as somebody spoke."""
    samples, rate = soundfile.read(io.BytesIO(path.read_bytes()))
    assert len(samples) / rate > 0.5
    return float(np.abs(np.fft.rfft(samples)).argmax() * rate / len(samples))


def replace_take(tab: Tab, page: str) -> None:
    """Record, listen, keep; then listen to what the service has kept."""
    tab.goto(page)
    record(tab)
    tab.press("[data-act=listen]")
    until(lambda: tab.evaluate("window.played", sandbox="") == 1, "the take is heard to its end")
    keep(tab)
    tab.goto(page)
    assert "Opgenomen" in tab.evaluate(BADGE)
    tab.press(".studio__text")
    tab.evaluate(f"{KEPT}.play()")
    until(lambda: tab.evaluate(PLAYED), "what is kept is played from beginning to end")


def test_record_listen_keep_and_replace(server: Server, tmp_path: Path) -> None:
    text = next(text for text in texts(server) if len(text.phrase.text) <= 40)
    file = server.site.part(Sounds).folder(text.phrase) / f"{text.phrase.key}.ogg"
    for number, tone in enumerate((PITCH, OTHER_PITCH)):
        account = server.account(Role.ADMIN, f"speaker{number}@example.org")
        prefs = {**FALSE_MICROPHONE, **FALSE_DEVICE, "media.navigator.audio.fake_frequency": tone}
        with firefox(tmp_path / str(number), **prefs) as browser:
            browser.prepare(COUNTING)
            tab = browser.new_tab()
            sign_in(tab, server, account)
            replace_take(tab, address(server, text))
        assert pitch(file) == pytest.approx(tone, abs=4)
    assert pitch(file.parent / FOLDER / file.name) == pytest.approx(PITCH, abs=4), "the former one is kept"


def test_without_a_sound_device_the_page_says_so_and_offers_a_file(server: Server, tmp_path: Path) -> None:
    account = server.account(Role.ADMIN, "firefox@example.org")
    with firefox(tmp_path / "profile", **FALSE_MICROPHONE, **{"media.cubeb.force_null_context": True}) as browser:
        tab = browser.new_tab()
        sign_in(tab, server, account)
        tab.goto(address(server, texts(server)[0]))
        tab.press("[data-act=record]")
        until(lambda: "De microfoon start niet" in tab.evaluate(TOLD), "why nothing is recorded")
        assert tab.evaluate(STATE) == "idle"
        assert tab.evaluate("!!document.querySelector('input[type=file]')")
