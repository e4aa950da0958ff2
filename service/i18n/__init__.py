"""The languages of the service and its own words in each of them."""

from service.i18n.languages import Language, Languages
from service.i18n.translator import Translator, load_translators

__all__ = ["Language", "Languages", "Translator", "load_translators"]
