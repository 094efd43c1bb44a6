"""Where things are, and what a user may set: in communique.toml, or by environment variables COMMUNIQUE_…"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from importlib.resources import files
from os import environ
from pathlib import Path
from typing import Any, TypeVar, cast

from flows.errors import ConfigError

PACKAGE = Path(str(files("flows"))).resolve()
# An installed package brings its data along; in a checkout they stand beside the code.
HOME = PACKAGE if (PACKAGE / "ontology").is_dir() else PACKAGE.parent
ONTOLOGY = HOME / "ontology"
MAPPINGS = HOME / "mappings"
LANGUAGE_MODEL = PACKAGE / "language" / "model"

CONFIG = "communique.toml"
CACHE = Path.home() / ".cache" / "communique"
PREFIX = "COMMUNIQUE_"
NAMES_CONFIG = f"{PREFIX}CONFIG"

IRI = r"[^\s<>\"{}|\\^`]+"
FORMS = {
    "base": (rf"https?://{IRI}[/#]", "an address that begins with http:// or https:// and ends with / or #"),
    "address": (rf"https?://{IRI}", "an address that begins with http:// or https://"),
    "contact": (rf"(https?://|mailto:){IRI}", "an address that begins with https:// or mailto:"),
    "code": (rf"[A-Z_]+|https?://{IRI}", "a code in capital letters, or an address"),
    "count": (r"0*[1-9]\d*", "a whole number from 1"),
    "number": (r"\+?\d.*", "a number that is not negative"),
}

T = TypeVar("T")


def said(what: str, default: T, form: str = "") -> T:
    """A setting's default, with what is said of it and one of FORMS that its value must have."""
    setting: T = field(default=default, metadata={"what": what, "form": form})
    return setting


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may vary. `base` is the IRI that everything published lies under."""

    base: str = said("What the IRIs of all that you publish begin with.", "https://w3id.org/communique/", "base")
    title: str = said("Title of the data set; empty for ours.", "")
    description: str = said("What the data set is, in a sentence or two; empty for ours.", "")
    publisher: str = said("Name of the one who publishes.", "The publisher of this release")
    contact: str = said("Whom readers write to.", "https://github.com/communique-lod/communique", "contact")
    licence: str = said("Licence of the data.", "http://creativecommons.org/publicdomain/zero/1.0/", "address")
    language: str = said("Language of the data set: a code of the EU's language table.", "ENG", "code")
    access_rights: str = said("Who may use it: PUBLIC, RESTRICTED or NON_PUBLIC.", "PUBLIC", "code")
    frequency: str = said(
        "How often it is brought up to date: a code of the EU's frequency table, such as HOURLY or DAILY.",
        "UNKNOWN",
        "code",
    )
    files_at: str = said("Where the files of the release can be had; empty when below `base`.", "", "base")
    keep: int = said("How many earlier releases stay beside the current one.", 1, "count")
    fetch_contact: str = said("Whom the owners of sites that we read may write to; empty for `contact`.", "", "contact")
    cluster: str = said(
        "Dask scheduler whose workers read articles, such as tcp://10.0.0.5:8786; empty for this machine.", ""
    )
    on_failure: str = said(
        "Address, or command, that is told what failed in a run: it gets JSON by POST, or on standard input.", ""
    )
    cache: Path = said("Folder for what is remembered between runs.", CACHE)  # noqa: RUF009  (no path changes)
    fetch_timeout: float = said("Seconds for each connect and each read.", 20.0, "number")
    fetch_limit: int = said("Bytes of a page, once unpacked.", 20 * 1024 * 1024, "number")
    wikidata_api: str = said("Wikidata's API.", "https://www.wikidata.org/w/api.php", "address")
    wikidata_interval: float = said("Seconds between two requests to it.", 1.0, "number")
    wikidata_sparql: str = said("Wikidata's SPARQL service.", "https://query.wikidata.org/sparql", "address")
    # It allows one a minute on bad days.
    sparql_interval: float = said("Seconds between two queries to it.", 60.0, "number")
    allow_private: bool = False  # fetch from inside this machine and its network what nobody named
    given: tuple[str, str, str] = ("", "", "")  # title, date and address that the user says its one source has
    logins: tuple[str, ...] = field(default=(), repr=False)  # addresses with the name and password of their host
    with_quotes: bool = False  # publish quotations and evidence whole, for private use only

    @property
    def asks_as(self) -> str:
        """Whom the owner of a server that we ask may write to."""
        return self.fetch_contact or self.contact


def load_settings() -> Settings:
    """The defaults, overridden by the file of settings, and that by COMMUNIQUE_<NAME> where such a variable is set."""
    path = config_file()
    chosen = {} if path is None else {name: (f"{path}: {name}", value) for name, value in read_config(path).items()}
    for one in settable():
        variable = PREFIX + one.name.upper()
        if variable in environ:
            chosen[one.name] = (variable, environ[variable])
    folder = Path.cwd() if path is None else path.parent
    given = {one.name: _value(one, *chosen[one.name], folder) for one in settable() if one.name in chosen}
    # The command hands these on to the processes that it starts.
    allow_private = environ.get(f"{PREFIX}ALLOW_PRIVATE") == "1"
    return Settings(
        **given,
        allow_private=allow_private,
        logins=tuple(environ.get(f"{PREFIX}LOGINS", "").split()),
        given=(
            environ.get(f"{PREFIX}TEXT_TITLE", ""),
            environ.get(f"{PREFIX}TEXT_DATE", ""),
            environ.get(f"{PREFIX}TEXT_URL", ""),
        ),
    )


def settable() -> Iterator[Field[Any]]:
    """The settings that a file or a variable may set."""
    return (one for one in fields(Settings) if "what" in one.metadata)


def config_file() -> Path | None:
    """The file that COMMUNIQUE_CONFIG names, else communique.toml in the working folder; None when there is none."""
    if named := environ.get(NAMES_CONFIG):
        return Path(named).resolve()
    path = Path.cwd() / CONFIG
    return path if path.is_file() else None


def read_config(path: Path) -> Mapping[str, Any]:
    """What a file of settings sets; an error that says what is wrong in it."""
    try:
        chosen = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{path}: these settings cannot be read ({reason})") from error
    known = sorted(one.name for one in settable())
    for name in chosen:
        if name not in known:
            raise ConfigError(f"{path}: {name} is no setting; known: {', '.join(known)}")
    return chosen


def write_config(chosen: Mapping[str, str]) -> Path:
    """communique.toml in the working folder, with what was chosen; one that is there already stays as it is."""
    for one in settable():
        if one.name in chosen:
            _value(one, one.name, chosen[one.name], Path.cwd())
    path = Path(CONFIG)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(config_text(chosen))
    except FileExistsError as error:
        raise ConfigError(f"{path}: is there already, and stays as it is") from error
    return path


def _value(setting: Field[Any], place: str, given: Any, folder: Path) -> Any:
    """A setting's value as the type that it has; an error that names where it was given otherwise."""
    written = str(given).strip()
    pattern, meant = FORMS.get(setting.metadata["form"], (".*", "a text"))
    if isinstance(given, bool | dict | list) or (written != setting.default and not _fits(setting, pattern, written)):
        raise ConfigError(f"{place}: {written!r} is not {meant}")
    try:
        return folder / Path(written).expanduser() if setting.type is Path else cast(type, setting.type)(written)
    except ValueError as error:
        raise ConfigError(f"{place}: {written!r} is not {meant}") from error


def _fits(setting: Field[Any], pattern: str, written: str) -> bool:
    return (written == "" and setting.default == "") or re.fullmatch(pattern, written, re.DOTALL) is not None


def config_text(chosen: Mapping[str, str]) -> str:
    """A file of settings with each of them explained; those chosen are set, all others stand as comments."""
    lines = ["# Settings of communique. A line without # in front holds; COMMUNIQUE_<NAME> goes before it."]
    for one in settable():
        value = chosen.get(one.name)
        set_to = f"{one.name} = {_toml(one.default if value is None else value)}"
        lines += ["", f"# {one.metadata['what']}", set_to if value is not None else f"# {set_to}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(signs.get(sign, sign) for sign in str(value)) + '"'
