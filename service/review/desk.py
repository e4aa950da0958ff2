"""Everything that one review is shown from, read once."""

import uuid
from dataclasses import dataclass

from service.accounts.guard import Visit
from service.cases.places import Places
from service.catalogue import Catalogue
from service.errors import NotFound
from service.i18n import Translator
from service.review.answers_shown import Reader
from service.review.health_scores import ModuleAnswers, health_modules
from service.review.models import Review
from service.review.queries import Standing, result_of, standing_of
from service.review.signals import HealthResult
from service.review.transitions import Stage
from service.vault.opening import Opener


@dataclass(frozen=True, eq=False)
class Desk:
    """One review opened: its result, its modules with their answers, and whose words to use."""

    visit: Visit
    opener: Opener
    standing: Standing
    review: Review
    result: HealthResult
    parts: tuple[ModuleAnswers, ...]
    reader: Reader

    @property
    def catalogue(self) -> Catalogue:
        """The running catalogue; the modules of the sitting are in `parts` as they were asked."""
        return self.visit.site.part(Catalogue)

    @property
    def places(self) -> Places:
        """Where appointments can be."""
        return self.visit.site.part(Places)

    @property
    def translator(self) -> Translator:
        """The reader's words and numbers."""
        return self.visit.site.translators[self.reader.language]

    @property
    def is_sent_in(self) -> bool:
        """Whether the client finished: only then all answers are shown."""
        return self.standing.stage is Stage.FINISHED

    def part(self, slug: str) -> ModuleAnswers:
        """One module of the sitting by its name."""
        for part in self.parts:
            if part.module.slug == slug:
                return part
        raise NotFound(slug)


def desk_of(visit: Visit, opener: Opener, review_id: uuid.UUID) -> Desk:
    """Open a review. NotFound when there is none."""
    standing = standing_of(visit.session, review_id)
    review, sitting = standing.review, standing.sitting
    if review is None:
        raise NotFound("review")
    result = result_of(opener, review, opener.open_flags(visit.session, sitting.id))
    parts = tuple(health_modules(visit.site, visit.session, opener, sitting))
    reader = Reader(visit.language, visit.site.languages, visit.site.part(Catalogue).lists)
    return Desk(visit, opener, standing, review, result, parts, reader)
