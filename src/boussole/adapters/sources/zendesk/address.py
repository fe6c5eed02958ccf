"""The address of a Zendesk account, as people write it and as it is kept."""

from __future__ import annotations

import re

import httpx

from boussole.adapters.sources.errors import RemoteError
from boussole.core.text import Text

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:]*:[0-9a-f:]*")


def find_address(written: str) -> str:
    """Return ``https://company.zendesk.com`` for whatever page of the account was given.

    Raises ``RemoteError`` for what is no address, holds a password, or would send a token in clear
    beyond this machine.
    """
    written = written.strip()
    try:
        url = httpx.URL(written if "://" in written else f"https://{written}")
    except httpx.InvalidURL as problem:
        raise _refused(*_NO_ADDRESS, where="") from problem
    if "@" in written:
        raise _refused(*_SECRET, where="")
    if not _HOST.fullmatch(url.host):
        raise _refused(*_NO_ADDRESS, where="")
    if url.scheme != "https" and not (url.scheme == "http" and url.host in LOCAL):
        raise _refused("L’adresse n’est pas en https.", "The address is not https.", where=written)
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


_NO_ADDRESS = ("Ce n’est pas une adresse.", "This is not an address.")
_SECRET = (
    "L’adresse contient un nom ou un mot de passe, qui pourrait être affiché ou noté.",
    "The address holds a name or a password, which might be shown or written down.",
)


def _refused(fr: str, en: str, *, where: str) -> RemoteError:
    return RemoteError(
        Text(fr=fr, en=en),
        mend=Text(
            fr="Donnez https://votre-entreprise.zendesk.com.",
            en="Give https://your-company.zendesk.com.",
        ),
        where=where,
    )
