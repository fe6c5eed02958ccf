"""Texts that only those who hold a secret can read: what is kept is useless without a passphrase or a receipt code.

Sound and ordinary parts, none of our own: scrypt (RFC 7914) makes a key of a secret that people remember or note, X25519
(RFC 7748) with HKDF (RFC 5869) seals something to whoever has a private key, AES-256-GCM encrypts and notices what was changed.
All random bytes are arguments. Nothing here keeps a secret: it stays with its owner.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from boussole.core.pulse.receipts import normalised

KEY, NONCE, SALT = 32, 12, 16
# Texts are filled up to a multiple of this many bytes: their length tells little.
BLOCK = 1024
# log2 of scrypt's N, with r = 8 and p = 1: 128 MB for a passphrase, 32 MB for a code, which is random and long by itself.
PASSPHRASE_COST, CODE_COST = 17, 15
# Codes are found again by what is derived of them, so they share one salt; each has 78 random bits.
_CODE_SALT = b"boussole confidential receipt v1"
_LENGTH = 4


class CannotOpenError(Exception):
    """The secret is not the right one, or what was sealed has been changed."""


@dataclass(frozen=True)
class CodeKeys:
    """What a receipt code gives: ``lookup``, 64 hexadecimal digits under which a row is found, and a key that is kept nowhere."""

    lookup: str
    key: bytes


def stretched(secret: str, salt: bytes, cost: int, length: int = KEY) -> bytes:
    """A key of a secret people type; ``cost`` is log2 of scrypt's N. Accents count alike however a keyboard writes them."""
    kdf = Scrypt(salt=salt, length=length, n=2**cost, r=8, p=1)
    return kdf.derive(unicodedata.normalize("NFKC", secret).encode())


def of_code(code: str, cost: int = CODE_COST) -> CodeKeys:
    """The two halves of what a receipt code gives; neither is found from the other."""
    both = stretched(normalised(code), _CODE_SALT, cost, length=2 * KEY)
    return CodeKeys(lookup=both[:KEY].hex(), key=both[KEY:])


def public_of(private: bytes) -> bytes:
    """The public key that goes with a private one (any 32 random bytes)."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, content: bytes, *, randoms: bytes, context: bytes) -> bytes:
    """Seal ``content`` so that only the private key opens it; ``randoms`` are 32 bytes used once.

    What is returned begins with a one-time public key; whoever sealed cannot open it again.
    """
    once = X25519PrivateKey.from_private_bytes(randoms)
    sender = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    key, nonce = _agreed(shared, sender, public)
    return sender + AESGCM(key).encrypt(nonce, content, context)


def unseal(private: bytes, sealed: bytes, *, context: bytes) -> bytes:
    """What was sealed to the public key of ``private``. Raises ``CannotOpenError``."""
    own = X25519PrivateKey.from_private_bytes(private)
    sender, rest = sealed[:KEY], sealed[KEY:]
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(sender))
        key, nonce = _agreed(shared, sender, own.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(nonce, rest, context)
    except (InvalidTag, ValueError) as problem:
        raise CannotOpenError from problem


def _agreed(shared: bytes, sender: bytes, receiver: bytes) -> tuple[bytes, bytes]:
    """A key and its nonce, used for one message only: the one-time key makes them new each time."""
    info = b"boussole sealed to" + sender + receiver
    both = HKDF(algorithm=SHA256(), length=KEY + NONCE, salt=None, info=info).derive(shared)
    return both[:KEY], both[KEY:]


def encrypt(key: bytes, content: bytes, *, nonce: bytes, context: bytes) -> bytes:
    """Encrypt with a key of 32 bytes; ``nonce`` is 12 random bytes, kept in front. ``context`` must be the same to decrypt."""
    return nonce + AESGCM(key).encrypt(nonce, content, context)


def decrypt(key: bytes, encrypted: bytes, *, context: bytes) -> bytes:
    """The reverse of ``encrypt``. Raises ``CannotOpenError``."""
    try:
        return AESGCM(key).decrypt(encrypted[:NONCE], encrypted[NONCE:], context)
    except (InvalidTag, ValueError) as problem:
        raise CannotOpenError from problem


def derived(secret: bytes, what: Literal["unlocked"], bound_to: bytes) -> bytes:
    """A key of a secret that is long and random already, for one purpose and whoever it is bound to."""
    info = b"boussole " + what.encode() + b" " + bound_to
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=info).derive(secret)


def padded(text: str) -> bytes:
    """A text filled up to a multiple of ``BLOCK`` bytes."""
    content = text.encode()
    head = len(content).to_bytes(_LENGTH, "big")
    return head + content + bytes(-(_LENGTH + len(content)) % BLOCK)


def unpadded(content: bytes) -> str:
    """The text that ``padded`` filled up."""
    return content[_LENGTH : _LENGTH + int.from_bytes(content[:_LENGTH], "big")].decode()
