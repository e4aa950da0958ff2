"""Which languages the kiosk offers, and which of them it must say are not approved yet."""

from dataclasses import dataclass

from service.catalogue import Catalogue, Status
from service.i18n import Languages


@dataclass(frozen=True)
class Offered:
    """`languages` in the order of the registry; `unapproved`: those with a text that nobody has approved."""

    languages: tuple[str, ...]
    unapproved: frozenset[str]


def offered(catalogue: Catalogue, languages: Languages, *, approved_only: bool) -> Offered:
    """Complete languages; with `approved_only` just those in which every text a client meets is approved."""
    complete = [code for code in languages.codes("client") if _is_complete(catalogue, code)]
    unapproved = frozenset(code for code in complete if not _is_approved(catalogue, code))
    shown = [code for code in complete if not (approved_only and code in unapproved)]
    return Offered(tuple(shown), unapproved)


def _is_complete(catalogue: Catalogue, language: str) -> bool:
    lists = (entry.label for choices in catalogue.lists.values() for entry in choices.entries)
    modules = all(language in module.complete_languages for module in catalogue.modules.values())
    return modules and all(language in label for label in lists)


def _is_approved(catalogue: Catalogue, language: str) -> bool:
    modules = all(module.status(language) is Status.APPROVED for module in catalogue.modules.values())
    return modules and all(choices.status(language) is Status.APPROVED for choices in catalogue.lists.values())
