"""Score the answers in a JSON file, so that an author can try a module without the service."""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoring.answers import check_answers
from scoring.result import AnswerValue, ModuleResult
from scoring.score import score
from service.catalogue.answer_words import as_answer, worded
from service.catalogue.catalogue import Catalogue, load
from service.catalogue.check import chosen
from service.catalogue.findings import CatalogueInvalid, shorten
from service.catalogue.folder import MAX_BYTES
from service.catalogue.printing import safe, write
from service.catalogue.schema import described, suggestion

KEYS = ("language", "answers")
#: Digits of a whole number; no item asks for as many.
LONGEST_NUMBER = 18


class InputInvalid(Exception):
    """The file can't be scored; `problems` holds every reason in words."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def main_score(file: Path, directory: Path | None = None) -> int:
    """Print the scores as JSON. 1 when the questionnaires have errors, 2 with every problem of the file on stderr."""
    try:
        catalogue = load(chosen(directory))
        scores = score_file(file, catalogue)
    except CatalogueInvalid as invalid:
        write(sys.stderr, f"{invalid}\n")
        return 1
    except InputInvalid as invalid:
        write(sys.stderr, "".join(f"{safe(f'{file}: {problem}')}\n" for problem in invalid.problems))
        return 2
    write(sys.stdout, f"{json.dumps(scores, ensure_ascii=False, indent=2)}\n")
    return 0


def score_file(file: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Per module slug: version, scales and raised flags. InputInvalid with all problems of the file."""
    content, problems = _content(file)
    problems += _problems(content, catalogue)
    if problems:
        raise InputInvalid(problems)
    return {
        slug: _shown(score(catalogue.module(slug).questionnaire, _answers(answers), content["language"]))
        for slug, answers in content["answers"].items()
    }


def _content(file: Path) -> tuple[Any, list[str]]:
    """What stands in the file, and what is wrong with its keys and numbers wherever they stand."""
    reader = _Reader()
    try:
        with file.open("rb") as opened:
            found = opened.read(MAX_BYTES + 1)  # not by its size: what is sent through a pipe has none
        if len(found) > MAX_BYTES:
            raise InputInvalid(["the file is larger than 1 MiB"])
        text = found.decode("utf-8-sig")
        return reader.read(text), reader.problems
    except OSError as error:
        raise InputInvalid([f"the file can't be opened ({error.strerror})"]) from None
    except UnicodeDecodeError:
        raise InputInvalid(["the file is no UTF-8 text"]) from None
    except json.JSONDecodeError as error:
        raise InputInvalid([f"no valid JSON at line {error.lineno}, column {error.colno}"]) from None
    except RecursionError:
        raise InputInvalid(["the content is nested too deep"]) from None


class _Reader:
    """JSON read to its end: a key that comes again or a number that is none is noted, and reading goes on."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def read(self, text: str) -> Any:
        return json.loads(text, object_pairs_hook=self.once, parse_constant=self.no_number, parse_int=self.whole)

    def once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:  # of two blocks everything is looked at
            both = isinstance(value, dict) and isinstance(found.get(key), dict)
            found[key] = found[key] | value if both else value
        counts = Counter(key for key, _ in pairs)
        self.problems += (f"{shorten(key)} stands there twice" for key, count in counts.items() if count > 1)
        return found

    def no_number(self, word: str) -> None:
        self.problems.append(f"{word} is no number")

    def whole(self, digits: str) -> int | None:
        if len(digits) <= LONGEST_NUMBER:
            return int(digits)
        self.problems.append(f"a number of {len(digits)} digits is too long; write at most {LONGEST_NUMBER}")
        return None


def _problems(content: object, catalogue: Catalogue) -> Iterator[str]:
    if not isinstance(content, dict):
        yield 'the top level must be {"language": ..., "answers": {...}}'
        return
    yield from (f"unknown key {key}{_meant(key, KEYS)}" for key in content if key not in KEYS)
    languages = sorted({language for module in catalogue.modules.values() for language in module.texts})
    language = content.get("language")
    if not isinstance(language, str) or language not in languages:
        yield f"language must be one of {', '.join(languages)}; found {described(language)}"
    answers = content.get("answers")
    if not isinstance(answers, dict):
        yield f"answers must be a block of modules; found {described(answers)}"
        return
    for slug, given in answers.items():
        yield from _module_problems(slug, given, catalogue)


def _module_problems(slug: str, given: object, catalogue: Catalogue) -> Iterator[str]:
    if slug not in catalogue.modules:
        yield f"unknown module {slug}{_meant(slug, tuple(catalogue.modules))}"
    elif not isinstance(given, dict):
        yield f"{slug}: must be a block of items; found {described(given)}"
    else:
        questionnaire = catalogue.module(slug).questionnaire
        for problem in check_answers(questionnaire, _answers(given)):
            close = _meant(problem.item, tuple(questionnaire.by_id)) if problem.kind == "unknown_item" else ""
            yield f"{slug}.{problem.item}: {worded(problem)}{close}"


def _meant(word: str, known: tuple[str, ...]) -> str:
    close = suggestion(word, known)
    return f"; did you mean {close}?" if close else ""


def _answers(given: dict[str, Any]) -> dict[str, AnswerValue]:
    return {item: as_answer(value) for item, value in given.items()}


def _shown(result: ModuleResult) -> dict[str, Any]:
    """The result as JSON values."""
    return {
        "version": result.version,
        "scales": {name: scale.model_dump(mode="json") for name, scale in result.scales.items()},
        "flags": [flag.model_dump(mode="json") for flag in result.flags],
    }
