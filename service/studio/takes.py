"""What came in with a form: heard and made into a file, before any database is touched."""

from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile

from service.audio.encoding import Encoded, RecordingRefused, encode
from service.audio.take import Take, evened, faults, read_take, trimmed, voiced

#: Bytes that may come in: 60 s of 16 bit mono at 48 kHz with the form around it.
MOST_BYTES = 6 * 1024 * 1024


@dataclass(frozen=True)
class Heard:
    """A take and the file that was made of it; or why there is none."""

    take: Take | None = None
    encoded: Encoded | None = None
    problem: str = ""

    def faults(self, text: str) -> tuple[str, ...]:
        """What a listener to this text would mind in it."""
        return faults(self.take, text) if self.take else ()


def hear(form: FormData) -> Heard:
    """The take of a form. `problem`: missing, unreadable, too_long or silent."""
    sent = form.get("take")
    if not isinstance(sent, UploadFile) or not sent.size:
        return Heard(problem="missing")
    try:
        take = read_take(sent.file.read(MOST_BYTES))
        voiced(take)
    except RecordingRefused as refused:
        return Heard(problem=refused.kind)
    even = evened(trimmed(take))
    return Heard(take, encode(even.samples, even.rate))
