"""The texts of a language, for a speaker."""

from service.studio.texts import spoken_texts
from tests.support.installation import Installation


def test_they_are_worked_out_once_for_a_language(place: Installation) -> None:
    found = {code: spoken_texts(place.catalogue, translator) for code, translator in place.site.translators.items()}
    assert all(spoken_texts(place.catalogue, place.site.translators[code]) is texts for code, texts in found.items())
    assert len({tuple(text.phrase.text for text in texts) for texts in found.values()}) == len(found)
    ids = [text.id for text in found["ti"]]
    assert len(set(ids)) == len(ids), "each has an address of its own"
