"""Made-up names, in Latin script as a residence document has them."""

from collections.abc import Mapping
from random import Random

from service.cases.models import Client

#: Language → given names, family names.
NAMES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ar": (
        ("Amal", "Bassam", "Dima", "Fadi", "Hanan", "Khaled", "Lina", "Marwan", "Nour", "Rami", "Salma", "Yousef"),
        ("Al-Ahmad", "Al-Hariri", "Darwish", "Haddad", "Hamdan", "Jabbour", "Kassem", "Mansour", "Nasser", "Saleh"),
    ),
    "ti": (
        (
            "Abeba",
            "Biniam",
            "Dawit",
            "Feven",
            "Filmon",
            "Hagos",
            "Luwam",
            "Merhawi",
            "Rahwa",
            "Semhar",
            "Selam",
            "Yonas",
        ),
        ("Abraha", "Berhane", "Gebremedhin", "Habte", "Kidane", "Mebrahtu", "Okbay", "Tekle", "Tesfay", "Weldu"),
    ),
    "en": (
        ("Aisha", "Blessing", "Chidi", "Emmanuel", "Fatou", "Grace", "Ibrahim", "Joseph", "Mariama", "Samuel"),
        ("Bangura", "Conteh", "Eze", "Jalloh", "Kamara", "Mensah", "Nwosu", "Okafor", "Sesay", "Turay"),
    ),
    "nl": (
        ("Ayşe", "Deniz", "Elif", "Farid", "Hülya", "Kerem", "Laila", "Murat", "Parisa", "Reza"),
        ("Aydın", "Demir", "Ghorbani", "Karimi", "Kaya", "Moradi", "Rahimi", "Şahin", "Yıldız", "Yılmaz"),
    ),
}
LANGUAGES = ("ar", "ti", "en", "nl")
OLDEST, YOUNGEST = 1965, 2006


def made_up_client(chance: Random, number: int) -> Client:
    """A client who does not exist; the languages take turns by `number`."""
    language = LANGUAGES[number % len(LANGUAGES)]
    given, family = NAMES[language]
    name = f"{chance.choice(given)} {chance.choice(family)}"
    return Client(name=name, birth_year=chance.randint(OLDEST, YOUNGEST), language=language)
