"""Texts that can be heard: recordings of people, speech made by this computer, and which of the two there is.

The one place of the files: `Sounds`. A text to be heard is a `Phrase`; `phrases` lists those of a module or of the
interface in the order in which a client meets them.
"""

from service.audio.encoding import RecordingRefused
from service.audio.index import Recording
from service.audio.phrase import INTERFACE, Phrase
from service.audio.phrases import long_list_phrases, phrases
from service.audio.sounds import Counts, Sound, Sounds, State

__all__ = [
    "INTERFACE",
    "Counts",
    "Phrase",
    "Recording",
    "RecordingRefused",
    "Sound",
    "Sounds",
    "State",
    "long_list_phrases",
    "phrases",
]
