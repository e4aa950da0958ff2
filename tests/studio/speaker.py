"""Somebody who records: sends takes to the studio's pages and looks at what lies on disk."""

from dataclasses import dataclass
from pathlib import Path

import httpx
from sqlalchemy import select

from service.audio import Sounds
from service.audit.models import AuditEvent
from service.studio.texts import Spoken, spoken_texts
from tests.audio.takes import spoken, wav
from tests.support.staff import Colleague


@dataclass(frozen=True)
class Speaker:
    """The colleague whose sign-in it is."""

    colleague: Colleague

    @property
    def sounds(self) -> Sounds:
        return self.colleague.place.site.part(Sounds)

    def texts(self, language: str = "ti") -> tuple[Spoken, ...]:
        place = self.colleague.place
        return spoken_texts(place.catalogue, place.site.translators[language])

    def path(self, text: Spoken) -> str:
        return f"/staff/studio/{text.phrase.language}/{text.id}"

    def page(self, text: Spoken, query: str = "") -> str:
        reply = self.colleague.get(self.path(text) + query)
        assert reply.status_code == 200
        return reply.text

    def send(self, text: Spoken, take: bytes, query: str = "", *, scripted: bool = True, **form: str) -> httpx.Response:
        """A take as the script sends it, or as the plain form does."""
        return self.colleague.client.post(
            self.path(text) + query,
            data={"csrf": self.colleague.csrf, **form},
            files={"take": ("take.wav", take, "audio/wav")},
            headers={"accept": "application/json"} if scripted else {},
        )

    def record(self, text: Spoken, pitch: float = 180.0, voice: str = "Selam") -> None:
        """Keep a good take."""
        seconds = 0.6 + len(text.phrase.text) / 35
        reply = self.send(text, wav(spoken(seconds, pitch=pitch).samples), voice=voice)
        assert reply.status_code == 200, reply.text

    def file(self, text: Spoken) -> Path:
        return self.sounds.folder(text.phrase) / f"{text.phrase.key}.ogg"

    def files(self) -> dict[str, bytes]:
        """Every sound on disk, the former ones too."""
        return {str(path.relative_to(self.sounds.own)): path.read_bytes() for path in self.sounds.own.rglob("*.ogg")}

    def events(self) -> list[tuple[str, dict[str, str]]]:
        """What the log tells of this colleague's recordings, by the name of the event."""
        with self.colleague.place.site.db.read() as session:
            rows = session.scalars(select(AuditEvent).order_by(AuditEvent.event))
            return [
                (row.event, row.context)
                for row in rows
                if row.event.startswith(("recording", "voice")) and row.actor_id == self.colleague.who.user_id
            ]
