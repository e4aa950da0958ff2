"""What was released for the client of a review: by this review, or by another. Only the newest one counts."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from service.cases.models import Release
from service.cases.outcome_view import ReleaseView, release_view
from service.review.desk import Desk
from service.review.queries import releases_of


@dataclass(frozen=True)
class EarlierRelease:
    """What another review released, with the ids of its sentences: a release of this review takes its place."""

    id: uuid.UUID
    view: ReleaseView
    outcome: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class ShownReleases:
    """`own`: of this review, and since when another has its place. `before`: what counts, while there is no own one."""

    own: ReleaseView | None = None
    replaced_at: datetime | None = None
    before: EarlierRelease | None = None


def releases_shown(desk: Desk) -> ShownReleases:
    """The releases of this client, as the page of this review shows them."""
    rows = releases_of(desk.visit.session, desk.standing.case.id)
    for number, (release, by) in enumerate(rows):
        if release.review_id == desk.review.id:
            replaced_at = rows[number - 1][0].released_at if number else None
            return ShownReleases(in_words(desk, release, by), replaced_at)
    if not rows:
        return ShownReleases()
    release, by = rows[0]
    return ShownReleases(
        before=EarlierRelease(release.id, in_words(desk, release, by), release.outcome, tuple(release.limits)),
    )


def in_words(desk: Desk, release: Release, by: str) -> ReleaseView:
    """A release in the reader's language."""
    return release_view(desk.catalogue.release, desk.reader.language, release, by)
