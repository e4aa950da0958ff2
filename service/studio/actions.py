"""What changes recordings: kept, put back, removed. Each leaves an event in the running transaction first.

An event names the language and the text's id, never its words or its module: who reads the log may not know which
modules are about health. The file is written last, so that what can't be logged can't happen.
"""

from datetime import date

from service.accounts.guard import Visit
from service.audio import Recording, Sounds
from service.audio.encoding import Encoded
from service.audio.index import read_index
from service.audio.take import same_sound
from service.errors import Conflict
from service.studio.former import forget, former_of, put_back, set_aside
from service.studio.texts import Spoken
from service.studio.voices import remove_voice, voices


def keep(visit: Visit, text: Spoken, encoded: Encoded, voice: str, on: date) -> Recording:
    """Keep a take. What was there before stays beside it, once. The same take sent again changes nothing."""
    sounds, phrase = visit.site.part(Sounds), text.phrase
    folder = sounds.folder(phrase)
    new = Recording(phrase.hash, "recorded", voice, on.isoformat(), encoded.seconds)
    now = read_index(folder).get(phrase.key)
    if now is not None and now == new and same_sound((folder / f"{phrase.key}.ogg").read_bytes(), encoded.content):
        return now
    note(visit, "recording_replaced" if now else "recording_kept", text)
    set_aside(folder, phrase.key)
    return sounds.put(phrase, encoded, voice, on)


def restore(visit: Visit, text: Spoken) -> None:
    """Put the former recording back; Conflict when there is none of this wording."""
    folder, phrase = visit.site.part(Sounds).folder(text.phrase), text.phrase
    former = former_of(folder, phrase.key)
    if former is None or former.hash != phrase.hash:
        raise Conflict("no former recording")
    note(visit, "recording_restored", text)
    put_back(folder, phrase.key)


def remove(visit: Visit, text: Spoken) -> None:
    """Take this installation's recording away, and the former one; Conflict when there is none."""
    sounds, phrase = visit.site.part(Sounds), text.phrase
    folder = sounds.folder(phrase)
    if phrase.key not in read_index(folder):
        raise Conflict("no recording")
    note(visit, "recording_removed", text)
    forget(folder, phrase.key)
    sounds.drop(phrase)


def remove_all_of(visit: Visit, language: str, voice: str) -> None:
    """Delete every recording of a voice in a language, former ones too."""
    sounds = visit.site.part(Sounds)
    visit.audit("voice_removed", language=language, count=str(voices(sounds, language)[voice]))
    remove_voice(sounds, language, voice)


def note(visit: Visit, event: str, text: Spoken) -> None:
    """Who did what to which text."""
    visit.audit(event, language=text.phrase.language, text=text.id)
