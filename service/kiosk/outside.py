"""What can be heard before and after a sitting: that screen's own words, which are the same for everybody."""

from dataclasses import replace
from functools import partial

from service.audio import Sounds
from service.audio.buttons import BUTTONS
from service.audio.interface import SCREENS
from service.kiosk.aloud_words import worded
from service.kiosk.hearing import Heards, as_heard, once, with_sound
from service.kiosk.pages import Top
from service.kiosk.standing import aside, notice_number
from service.web.appearance import Appearance
from service.web.site import Site


def at_the_door(site: Site, language: str, screen: str) -> Heards:
    """The texts of this screen that have a sound; none before a language is chosen."""
    sounds = site.part(Sounds)
    if not language or not sounds.speaks(language):
        return ()
    messages = (*SCREENS.get(screen, ()), *BUTTONS.get(screen, ()))
    return once(list(with_sound(sounds, [worded(site, language, message) for message in messages])))


def top_outside(site: Site, language: str, screen: str, appearance: Appearance, notice: str = "") -> Top:
    """The head of this screen. The choice of a language itself is silent, and light."""
    said = notice_number(site, language, notice)
    sound = as_heard(at_the_door(site, language, screen), screen, notice=said)
    sound = sound and replace(sound, aside=partial(aside, site, language))
    return Top(appearance=appearance, hears=sound is not None, sound=sound)
