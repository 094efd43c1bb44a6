"""Where things are, and the few numbers a user may set by environment variable (COMMUNIQUE_…)."""

from dataclasses import dataclass
from importlib.resources import files
from os import environ
from pathlib import Path

PACKAGE = Path(str(files("flows"))).resolve()
# An installed package brings its data along; in a checkout they stand beside the code.
HOME = PACKAGE if (PACKAGE / "ontology").is_dir() else PACKAGE.parent
ONTOLOGY = HOME / "ontology"
MAPPINGS = HOME / "mappings"
LANGUAGE_MODEL = PACKAGE / "language" / "model"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may vary. `base` is the IRI that everything published lies under."""

    base: str = "https://w3id.org/communique/"
    contact: str = "https://github.com/communique-lod/communique"
    cache: Path = Path.home() / ".cache" / "communique"
    wikidata_api: str = "https://www.wikidata.org/w/api.php"
    wikidata_interval: float = 1.0  # seconds between two requests to it
    wikidata_sparql: str = "https://query.wikidata.org/sparql"
    sparql_interval: float = 60.0  # seconds between two queries; it allows one a minute on bad days
    fetch_timeout: float = 20.0  # seconds, for each connect and each read
    fetch_limit: int = 20 * 1024 * 1024  # bytes of a decoded page
    with_quotes: bool = False  # publish quotations and evidence whole, for private use only


def load_settings() -> Settings:
    """The defaults, each overridden by COMMUNIQUE_<NAME> when that variable is set."""
    chosen = Settings()
    return Settings(
        base=environ.get("COMMUNIQUE_BASE", chosen.base),
        contact=environ.get("COMMUNIQUE_CONTACT", chosen.contact),
        cache=Path(environ.get("COMMUNIQUE_CACHE", chosen.cache)),
        wikidata_api=environ.get("COMMUNIQUE_WIKIDATA_API", chosen.wikidata_api),
        wikidata_sparql=environ.get("COMMUNIQUE_WIKIDATA_SPARQL", chosen.wikidata_sparql),
        sparql_interval=float(environ.get("COMMUNIQUE_SPARQL_INTERVAL", chosen.sparql_interval)),
        wikidata_interval=float(environ.get("COMMUNIQUE_WIKIDATA_INTERVAL", chosen.wikidata_interval)),
        fetch_timeout=float(environ.get("COMMUNIQUE_FETCH_TIMEOUT", chosen.fetch_timeout)),
        fetch_limit=int(environ.get("COMMUNIQUE_FETCH_LIMIT", chosen.fetch_limit)),
    )
