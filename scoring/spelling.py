"""Typed words compared: what counts as the same spelling, and what is one letter off."""

import unicodedata


def spelling(text: str) -> str:
    """A typed word as it is compared: composed characters, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter is wrong, missing, too many or swapped with its neighbour (Damerau, 1964).

    Two equal words are not one edit apart.
    """
    if len(one) == len(other):
        places = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(places) != 2:
            return len(places) == 1
        first, second = places
        return second == first + 1 and one[first] == other[second] and one[second] == other[first]
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )
