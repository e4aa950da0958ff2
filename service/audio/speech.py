"""Speech made by this computer: espeak-ng, as a library inside this process. It speaks to memory, never aloud.

The library keeps one voice per process and is not made for threads: one process speaks one text at a time.
"""

import ctypes
from typing import TYPE_CHECKING, Any

from service.errors import KlantbeeldError

if TYPE_CHECKING:
    from service.audio.encoding import Samples

#: Values of `speak_lib.h`.
SYNCHRONOUS, NO_EXIT = 2, 0x8000
RATE_PARAMETER, UTF8, END_PAUSE = 1, 1, 0x1000
EE_OK = 0


class NoVoice(KlantbeeldError):
    """The program has no voice of this name, or can't speak at all."""

    code = "no_voice"


class Speaker:
    """The voice of this process."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library: Any = ctypes.CDLL(espeakng_loader.get_library_path())
        folder = str(espeakng_loader.get_data_path()).encode()
        #: Samples a second.
        self.rate: int = self._library.espeak_Initialize(SYNCHRONOUS, 0, folder, NO_EXIT)
        if self.rate <= 0:
            raise NoVoice("espeak-ng could not be started; install again: bin/run")
        self._pieces: list[bytes] = []
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
        self._callback = kind(self._take)  # kept: the library calls it as long as it lives

    def _take(self, samples: Any, count: int, _events: object) -> int:
        if count > 0:
            self._pieces.append(ctypes.string_at(samples, 2 * count))
        return 0

    def speak(self, text: str, voice: str, speed: int) -> "Samples":
        """The text as samples between -1 and 1; `speed` in words a minute. Raises `NoVoice`."""
        import numpy

        if self._library.espeak_SetVoiceByName(voice.encode()) != EE_OK:
            raise NoVoice(f"there is no voice {voice}; see locales/speech.toml")
        self._library.espeak_SetParameter(RATE_PARAMETER, speed, 0)
        self._library.espeak_SetSynthCallback(self._callback)  # each time: the library has one, whoever set it last
        self._pieces.clear()
        spoken = text.encode()
        flags = UTF8 | END_PAUSE
        self._library.espeak_Synth(spoken, len(spoken) + 1, 0, 0, 0, flags, None, None)
        return numpy.frombuffer(b"".join(self._pieces), numpy.int16).astype(numpy.float32) / numpy.float32(32768)
