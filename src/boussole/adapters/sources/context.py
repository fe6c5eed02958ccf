"""What every reader is given: the options of this import, and where to report."""

from __future__ import annotations

import codecs
import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from boussole.adapters.sources.errors import SourceError, UnsafeArchiveError
from boussole.adapters.sources.inputs import Input, Meter
from boussole.adapters.sources.limits import Limits
from boussole.adapters.sources.mapping import Mapping
from boussole.adapters.sources.notices import Notices
from boussole.adapters.sources.rejections import Place, Rejection, reject
from boussole.core.conversations import Conversation
from boussole.core.text import Text

Item = Conversation | Rejection


def _tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Options:
    """What the person importing says about their files.

    ``timezone``: an IANA name given to dates that carry none; without it such records are rejected.
    ``encoding``: instead of the detected one. ``agents``: addresses or domains of the service, for mail.
    ``latest``: instants after it are impossible (tomorrow by default).
    """

    timezone: str | None = None
    encoding: str | None = None
    agents: tuple[str, ...] = ()
    latest: datetime = field(default_factory=_tomorrow)
    limits: Limits = field(default_factory=Limits)


@dataclass(slots=True)
class Context:
    """One import under way."""

    options: Options
    meter: Meter
    notices: Notices
    mapping: Mapping | None = None
    zone: tzinfo | None = None

    @property
    def limits(self) -> Limits:
        """The declared bounds of this import."""
        return self.options.limits

    def each(
        self, inputs: Sequence[Input], read: Callable[[Input, Context], Iterator[Item]]
    ) -> Iterator[Item]:
        """Read files one after the other; one that fails half-way is reported, the next is read."""
        for one in inputs:
            try:
                yield from read(one, self)
            except UnsafeArchiveError as error:
                yield reject("unsafe_archive", Place(one.name), detail=error.detail)
            except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, zlib.error):
                yield reject("damaged_archive", Place(one.name))
            except (OSError, RuntimeError) as error:
                yield reject("unreadable_file", Place(one.name), detail=_named(error))


def _named(error: Exception) -> str:
    return getattr(error, "strerror", None) or type(error).__name__


def find_zone(name: str | None) -> tzinfo | None:
    """Return the time zone called ``name``; raises ``SourceError`` when there is none."""
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SourceError(
            Text(
                fr=f"Le fuseau horaire «\u202f{name}\u202f» n’existe pas.",
                en=f"There is no time zone “{name}”.",
            ),
            mend=Text(
                fr="Donnez un nom IANA, comme Europe/Paris.",
                en="Give an IANA name, such as Europe/Paris.",
            ),
        ) from error


def check_encoding(name: str | None) -> None:
    """Raise ``SourceError`` when Python knows no text encoding called ``name``."""
    if name is None:
        return
    try:
        "".encode(codecs.lookup(name).name)
    except (LookupError, ValueError) as error:
        raise SourceError(
            Text(
                fr=f"L’encodage «\u202f{name}\u202f» n’existe pas.",
                en=f"There is no encoding “{name}”.",
            ),
            mend=Text(
                fr="Donnez utf-8, cp1252 (Windows), mac_roman ou utf-16, ou laissez-le détecter.",
                en="Give utf-8, cp1252 (Windows), mac_roman or utf-16, or let it be detected.",
            ),
        ) from error
