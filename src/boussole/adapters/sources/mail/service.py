"""Who speaks for the service in a mailbox: by the addresses given, or guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Where a domain says nothing of the company: only the whole address does.
_PUBLIC = frozenset({
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.fr", "outlook.com", "outlook.fr", "live.com",
    "live.fr", "msn.com", "yahoo.com", "yahoo.fr", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr", "laposte.net",
    "bbox.fr", "numericable.fr", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.de", "gmx.fr",
    "web.de", "t-online.de", "proton.me", "protonmail.com", "mail.com", "yandex.ru", "mail.ru", "libero.it",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """The service's addresses and domains, lower case."""

    addresses: frozenset[str]
    domains: frozenset[str]

    @classmethod
    def named(cls, given: Iterable[str]) -> Service:
        """From what a person says: ``contact@acme.fr``, ``@acme.fr`` or ``acme.fr``."""
        words = [word.strip().lower() for word in given if word.strip()]
        return cls(
            addresses=frozenset(word for word in words if "@" in word[1:]),
            domains=frozenset(word.removeprefix("@") for word in words if "@" not in word[1:]),
        )

    @classmethod
    def guessed(cls, by_people: list[tuple[str, int]]) -> Service:
        """From the address that most people write to, with its domain when that is the company's own."""
        if not by_people:
            return cls(frozenset(), frozenset())
        address = by_people[0][0]
        domain = address.rpartition("@")[2]
        return cls(frozenset({address}), frozenset() if domain in _PUBLIC else frozenset({domain}))

    def speaks_as(self, email: str) -> bool:
        """True when ``email`` is the service's."""
        return email in self.addresses or self._within(email.rpartition("@")[2])

    def _within(self, domain: str) -> bool:
        return any(domain == own or domain.endswith(f".{own}") for own in self.domains)

    def __str__(self) -> str:
        return ", ".join(sorted(self.addresses | {f"@{domain}" for domain in self.domains}))
