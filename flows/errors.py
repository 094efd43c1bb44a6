"""Every error this package raises on purpose. Each message is one plain sentence that names its input.

CommuniqueError
├── SourceError        this one article failed: report it, go on with the others
│   ├── FetchError         it could not be had (`transient` says whether trying again may help)
│   ├── NotModified        it is as it was when it was asked for the last time
│   ├── NotAnArticle       it was had, and holds no article that we can read
│   └── NothingStated      it was read, and states nothing that we know how to say
├── ConfigError        a setting is wrong; the message says which, and where it was given
├── UnknownTerm        data or a caller names something that does not exist
├── BrokenData         a file of ontology/ or mappings/ is wrong; the message says which and where
├── NothingRead        not one source of a run could be read; a line says why for each
├── ServerError        Prefect's server did not start, or ended; the message says the way out
├── LinkError          Wikidata could not be asked
└── PublishError       the release could not be written; what was published before is untouched
"""

from typing import Any


class CommuniqueError(Exception):
    """The root: catching it catches all that this package raises on purpose."""


class SourceError(CommuniqueError):
    """One source failed; the batch goes on."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        """How it travels between processes."""
        return type(self), (self.source, self.reason), self.__dict__


class FetchError(SourceError):
    """A source could not be fetched or opened; `transient` means that trying again may help.

    status:  what a server answered instead of a page, None when it did not answer
    """

    def __init__(self, source: str, reason: str, *, transient: bool = False, status: int | None = None) -> None:
        super().__init__(source, reason)
        self.transient = transient
        self.status = status


class NotModified(SourceError):
    """A page is as it was when it was asked for the last time; its server did not send it again."""

    def __init__(self, source: str, reason: str = "it has not changed") -> None:
        super().__init__(source, reason)


class NotAnArticle(SourceError):
    """A source was read and holds no English article."""


class NothingStated(SourceError):
    """An article was read and states nothing that we know how to say."""


class ConfigError(CommuniqueError):
    """A file of settings or a COMMUNIQUE_ variable does not say what it should."""


class UnknownTerm(CommuniqueError):
    """A name that no registry or data file knows."""


class BrokenData(CommuniqueError):
    """A file of ontology/ or mappings/ does not say what it should; names file and place."""


class NothingRead(CommuniqueError):
    """No source of a run gave anything that can be published; one line for each says why."""


class ServerError(CommuniqueError):
    """Prefect's server could not be had."""


class LinkError(CommuniqueError):
    """Wikidata could not be asked, and no cached answer is there."""


class PublishError(CommuniqueError):
    """A release could not be written; the earlier one is untouched."""
