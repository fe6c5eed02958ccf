"""Mailboxes: mbox files and .eml files, gathered into threads, one conversation each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

from boussole.adapters.sources.build import Builder
from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.mail.boxes import SEPARATOR, Raw, raw_mails
from boussole.adapters.sources.mail.message import Address, Mail, bare_subject, read_mail
from boussole.adapters.sources.mail.quoting import split_mail
from boussole.adapters.sources.mail.service import Service
from boussole.adapters.sources.mail.threads import Placed, Threads
from boussole.adapters.sources.rejections import Place, Rejection, reject

ASIDE_CHARS = 20_000
"""How much of a quoted history is kept with a turn: enough to read on, the rest is in earlier turns."""
IDENTIFIER_CHARS = 200
_HEADERS = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version|delivered-to|content-type|x-[\w-]+|"
    rb"reply-to|cc|sender|in-reply-to)\s*:",
    re.IGNORECASE | re.MULTILINE,
)  # fmt: skip


def recognise(head: Head) -> int:
    """A mailbox separator, or the header of a mail."""
    first = head.raw.lstrip(b"\r\n\xef\xbb\xbf")
    if SEPARATOR.match(first.split(b"\n")[0]):
        return 90
    header = re.split(rb"\r?\n\r?\n", first, maxsplit=1)[0]
    known = len({name.lower() for name in _HEADERS.findall(header)})
    sure = min(40 + 15 * known, 95) if known > 1 else 0
    return max(sure, 40) if head.suffix in {".eml", ".mbox"} and first else sure


def read(inputs: Sequence[Input], context: Context) -> Iterator[Item]:
    """Yield one conversation per thread once every mail is read, then what was rejected."""
    threads = Threads()

    def gather(source: Input, context: Context) -> Iterator[Item]:
        for raw in raw_mails(source, context):
            rejected = _gathered(raw, source, threads, context)
            if rejected is not None:
                yield rejected

    try:
        yield from context.each(inputs, gather)
        yield from _conversations(threads, context)
    finally:
        threads.close()


def _gathered(raw: Raw, source: Input, threads: Threads, context: Context) -> Rejection | None:
    if not raw.data.strip():
        return None
    place = Place(source.name, raw.line)
    mail = read_mail(raw.data, context.options.latest)
    if mail is None:
        return reject("not_a_mail", place)
    if not mail.text.strip() and not mail.attachments and not mail.subject:
        return reject("empty_mail", place, record_id=mail.identifier[:IDENTIFIER_CHARS])
    if len(mail.text) > context.limits.text_chars:
        return reject(
            "text_too_long",
            place,
            record_id=mail.identifier[:IDENTIFIER_CHARS],
            field="text",
            value=f"{len(mail.text):,}",
            limit=f"{context.limits.text_chars:,}",
        )
    if raw.cut:
        context.notices.add("attachment_cut", "")
    if mail.at is None:
        context.notices.add("undated_mail", "")
    if not threads.add(Placed(mail, source.name, raw.line)):
        context.notices.add("duplicate_same", "")
    return None


def _conversations(threads: Threads, context: Context) -> Iterator[Item]:
    builder = Builder(context)
    if context.options.agents:
        service = Service.named(context.options.agents)
    else:
        service = Service.guessed(threads.service_addresses())
        context.notices.add("guessed_service", "", str(service) or "?")
    try:
        for thread in threads:
            first = thread[0]
            place = Place(first.path, first.line)
            built = builder.from_record(_record(thread, service), place, first.mail.identifier)
            if built is not None:
                yield built
    finally:
        builder.seen.close()


def _record(thread: list[Placed], service: Service) -> dict[str, Any]:
    mails = [placed.mail for placed in thread]
    roles = [_role(mail, service) for mail in mails]
    return {
        "id": _thread_identifier(mails[0]),
        "channel": "email",
        "subject": bare_subject(mails[0].subject) or None,
        "customer": _customer(mails, roles, service),
        "agent": _agent(mails, roles, service),
        "turns": [_turn(mail, role, service) for mail, role in zip(mails, roles, strict=True)],
    }


def _role(mail: Mail, service: Service) -> str:
    if mail.automatic:
        return "system"
    return "agent" if service.speaks_as(mail.sender.email) else "customer"


def _thread_identifier(first: Mail) -> str:
    """The first mail's, or the one it answers: the same whether or not that one is in the mailbox."""
    found = first.references[0] if first.references else first.identifier
    if len(found) <= IDENTIFIER_CHARS:
        return found
    return blake2b(found.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _turn(mail: Mail, role: str, service: Service) -> dict[str, Any]:
    parts = split_mail(mail.text)
    aside = {
        "quoted": parts.quoted[:ASIDE_CHARS],
        "forwarded": parts.forwarded[:ASIDE_CHARS],
        "signature": parts.signature[:ASIDE_CHARS],
        "attachments": list(mail.attachments),
        "message_id": mail.identifier,
    }
    return {
        "role": role,
        "text": parts.said or parts.forwarded or ("" if parts.quoted else mail.text.strip()),
        "at": mail.at,
        "author": mail.sender.name or mail.sender.email or None,
        "public": not _is_internal(mail, service),
        "attributes": {name: value for name, value in aside.items() if value},
    }


def _is_internal(mail: Mail, service: Service) -> bool:
    """A colleague writes to colleagues: the customer never saw it."""
    everyone = [mail.sender, *mail.recipients]
    return bool(mail.recipients) and all(service.speaks_as(one.email) for one in everyone)


def _customer(mails: list[Mail], roles: list[str], service: Service) -> dict[str, Any] | None:
    for mail, role in zip(mails, roles, strict=True):
        if role == "customer" and mail.sender.email:
            return _party(mail.sender)
    written_to = (one for mail in mails for one in mail.recipients)
    found = next((one for one in written_to if not service.speaks_as(one.email)), None)
    return _party(found) if found else None


def _agent(mails: list[Mail], roles: list[str], service: Service) -> dict[str, Any] | None:
    """Who answered last; a shared mailbox is nobody, and gives a name only."""
    for mail, role in zip(reversed(mails), reversed(roles), strict=True):
        if role == "agent":
            party = _party(mail.sender)
            return party if mail.sender.email not in service.addresses else _nameless(party)
    return None


def _nameless(party: dict[str, Any]) -> dict[str, Any] | None:
    return {"name": party["name"]} if "name" in party else None


def _party(address: Address) -> dict[str, Any]:
    name = {"name": address.name} if address.name else {}
    return {"id": address.email[:IDENTIFIER_CHARS], "email": address.email, **name}
