"""Spellings that mean the same word: the one place that search compares words by.

`folded` levels what writers of one script vary in: capitals, accents, Arabic hamza and ta marbuta and short vowels, the
Ge'ez letters that sound alike. `latin` writes Ge'ez and Arabic in Latin letters, and `skeleton` keeps of a word what
survives careless spelling: its consonants. So "ertra" finds ኤርትራ and "suriya" finds سوريا on a Latin keyboard.
Letter values after the romanisations of the Library of Congress, without their marks.
"""

import re
import unicodedata
from functools import lru_cache

#: Vowel signs, accents; marks of direction, joiners; letters that only shade another one, such as the apostrophe of
#: Ge'ez in Latin letters.
MARKS = ("Mn", "Lm", "Cf")
APOSTROPHES = "'’‘`´"
BETWEEN_WORDS = re.compile(r"[^\w]+|_")
#: Latin letters that have no accent to take off.
LATIN_ALONE = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
ARABIC_ALIKE = {"ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ە": "ه", "ک": "ك", "ء": ""}
ARTICLE = re.compile(r"^(و?ال)(?=\w{3})")

#: Ge'ez letters of one sound: the eight forms of the first become those of the second.
GEEZ_ALIKE = {0x1210: 0x1200, 0x1280: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0, 0x1340: 0x1338}
#: In Tigrinya the breathed forms of ከ and ቀ are the same letters after a vowel.
GEEZ_ALIKE |= {0x12B8: 0x12A8, 0x1250: 0x1240}
#: Two ways to write one syllable.
GEEZ_FORMS = {"ሀ": "ሃ", "አ": "ኣ", "ጐ": "ጎ", "ኰ": "ኮ", "ቈ": "ቆ", "ኈ": "ሆ"}
#: The consonants of the rows of eight from U+1200 on; "." for a row that begins with its vowel.
GEEZ_ROWS = "h l h m s r s sh k kw k kw b v t ch h hw n ny . k kw k kw w . z zh y d d j g gw g t ch p ts ts f p"
GEEZ_SOUNDS = tuple(GEEZ_ROWS.split())
GEEZ_VOWELS = ("e", "u", "i", "a", "e", "", "o", "wa")
ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگڤ"
ARABIC_ROW = "a b t th j h kh d dh r z s sh s d t z a gh f k k l m n h w y p ch zh g v"
ARABIC_SOUNDS = dict(zip(ARABIC_LETTERS, ARABIC_ROW.split(), strict=True))

#: Ways to write one sound in Latin letters, the longest first. ʃ and ʧ stand for "sh" and "ch" meanwhile.
SOUNDS = (
    *(("sch", "s"), ("tch", "ʧ"), ("sh", "s"), ("ch", "ʧ"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d")),
    *(("ph", "f"), ("zh", "g"), ("dj", "g"), ("ts", "s"), ("tz", "s"), ("qu", "k"), ("x", "ks")),
)
ONE_SOUND = str.maketrans({"q": "k", "c": "k", "j": "g", "v": "f", "p": "b"})
UNHEARD = re.compile(r"[aeiouwy]")
LATIN_OR_ONE = re.compile(r"[a-z]+|.", re.DOTALL)
TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The words of a text in one spelling, with single spaces; empty when it has no letter or digit."""
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(_letter(letter) for letter in small)
    return " ".join(word for word in BETWEEN_WORDS.split(plain) if word)


def _letter(letter: str) -> str:
    if unicodedata.category(letter) in MARKS or letter in APOSTROPHES:
        return ""
    alike = GEEZ_ALIKE.get(ord(letter) & ~7)
    letter = chr(alike + (ord(letter) & 7)) if alike else letter
    return GEEZ_FORMS.get(letter) or ARABIC_ALIKE.get(letter, LATIN_ALONE.get(letter, letter))


@lru_cache(maxsize=20_000)
def latin(text: str) -> str:
    """The folded text with Ge'ez syllables and Arabic letters as a reader would type them in Latin letters."""
    return "".join(_typed(letter) for letter in folded(text))


def _typed(letter: str) -> str:
    row, form = divmod(ord(letter) - 0x1200, 8)
    if not 0 <= row < len(GEEZ_SOUNDS):
        return ARABIC_SOUNDS.get(letter, letter)
    sound = GEEZ_SOUNDS[row]
    return sound + GEEZ_VOWELS[form] if sound != "." else GEEZ_VOWELS[form] or "e"


def sort_key(text: str) -> str:
    """What a text is put in order by: its folded words, the first without the Arabic article."""
    return ARTICLE.sub("", folded(text))


def forms(text: str) -> tuple[str, ...]:
    """What each word of a text may be found by: itself, without the Arabic article, in Latin letters."""
    words = folded(text).split()
    bare = [ARTICLE.sub("", word) for word in words]
    return tuple(dict.fromkeys([*words, *bare, *(latin(word) for word in words), *(latin(word) for word in bare)]))


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """What is left of one word however it is spelled: consonants by sound, an "a" for a vowel at the start."""
    heard = "".join(_heard(letters) for letters in LATIN_OR_ONE.findall(folded(word)))
    heard = TWICE.sub(r"\1", heard.translate(ONE_SOUND))
    first = "a" if UNHEARD.match(heard) and heard[0] not in "wy" else heard[:1]
    return first + UNHEARD.sub("", heard[1:]).removesuffix("h")


def _heard(letters: str) -> str:
    """One Ge'ez or Arabic letter, or several Latin ones: only within these do letters make one sound together."""
    heard = latin(letters)
    for written, sound in SOUNDS:
        heard = heard.replace(written, sound)
    return heard
