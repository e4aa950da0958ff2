"""`klantbeeld speech`: make the computer's own speech. `klantbeeld audio status`: what can be heard."""

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from service.config import Settings
from service.errors import KlantbeeldError

if TYPE_CHECKING:
    from service.audio import Phrase
    from service.audio.voices import Voice
    from service.catalogue import Catalogue
    from service.i18n import Translator

audio = typer.Typer(no_args_is_help=True, help="Texts that can be heard: recordings and the computer's own speech.")
#: Seconds between two lines of progress.
PAUSE = 5.0


def add_audio(app: typer.Typer) -> None:
    """Put `speech` and `audio` among the commands."""
    app.command("speech")(speech)
    app.add_typer(audio, name="audio")


def speech(
    language: Annotated[str, typer.Option("--language", "-l", help="One language only, like nl.")] = "",
    module: Annotated[str, typer.Option(help="One module only.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Make anew what is there already.")] = False,
    even_if_not_offered: Annotated[
        bool, typer.Option("--even-if-not-offered", help="Also languages that clients may not hear yet, for a judge.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing when everything is there.")] = False,
    processes: Annotated[int, typer.Option(min=0, max=64, help="Processes; 0: one per processor.")] = 0,
) -> None:
    """Make the computer's own speech for every text that clients see; unchanged texts are skipped."""
    from service.audio import Sounds
    from service.audio.making import free_processes, make_speech, to_make

    settings = Settings()
    sounds = Sounds.of(settings)
    try:
        wanted = chosen(settings, language, module)
        every = even_if_not_offered
        found = to_make(wanted, sounds.voices, settings.speech_folder, again=force, every=every)
        if found:
            typer.echo(f"Speech: {len(found)} texts to make, in {settings.speech_folder}")
            mute = make_speech(found, processes or free_processes(), progress(len(found), quiet))
            typer.echo(f"Speech: made {len(found) - len(mute)} texts")
            typer.echo("".join(f"  no sound came of {text!r}\n" for text in mute), nl=False)
    except KlantbeeldError as problem:
        leave(problem.detail)
    if not quiet:
        typer.echo(silent(sounds.voices, wanted, every) or "Speech: everything is there.")


def progress(total: int, quiet: bool) -> Callable[[int], None]:
    """Says now and then how far it is."""
    last = time.monotonic()

    def told(done: int) -> None:
        nonlocal last
        if not quiet and time.monotonic() - last > PAUSE:
            last = time.monotonic()
            typer.echo(f"  {done} of {total}")

    return told


def silent(voices: "Mapping[str, Voice]", wanted: "tuple[Phrase, ...]", every: bool) -> str:
    """Which languages were left out, and why."""
    languages = dict.fromkeys(phrase.language for phrase in wanted)
    left = [voices[code] for code in languages if code in voices and not voices[code].offered and not every]
    return "\n".join(f"{voice.language}: not offered. {voice.reason} ({voice.by}, {voice.on})" for voice in left)


@audio.command("status")
def status() -> None:
    """Print module, language and how many texts are recorded, generated, missing, and recorded in another wording."""
    from service.audio import Sounds
    from service.audio.status import status_rows, status_table

    settings = Settings()
    catalogue, translators = opened(settings)
    typer.echo(status_table(status_rows(Sounds.of(settings), catalogue, translators)))


def chosen(settings: Settings, language: str, module: str) -> "tuple[Phrase, ...]":
    """The texts meant; leaves with what there is for an unknown language or module."""
    from service.audio import long_list_phrases, phrases

    catalogue, translators = opened(settings)
    if language and language not in translators:
        leave(f"There is no language {language}; there are {', '.join(translators)}.", 2)
    if module and module not in catalogue.modules:
        leave(f"There is no module {module}; there are {', '.join(catalogue.modules)}.", 2)
    spoken = [translators[language]] if language else list(translators.values())
    found = [phrase for translator in spoken for phrase in phrases(catalogue, translator, module or None)]
    if not module:
        found += [phrase for translator in spoken for phrase in long_list_phrases(catalogue, translator)]
    return tuple(found)


def opened(settings: Settings) -> "tuple[Catalogue, Mapping[str, Translator]]":
    """The questionnaires, and the interface's words in each language of clients."""
    from service.catalogue import CatalogueInvalid, load
    from service.i18n import Languages, load_translators

    languages = Languages.load(settings.locales)
    translators = load_translators(settings.locales, languages)
    try:
        return load(settings.questionnaires), {code: translators[code] for code in languages.codes("client")}
    except CatalogueInvalid as invalid:
        leave(str(invalid))


def leave(message: str, code: int = 1) -> NoReturn:
    """Say why on stderr and leave."""
    typer.echo(message, err=True)
    raise typer.Exit(code)
