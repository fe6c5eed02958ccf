"""The code that lets an author come back to what they wrote, and what is kept of it."""

from __future__ import annotations

import hashlib

# Without letters and digits that look alike; 16 of 30 are 78 bits.
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
LENGTH, GROUP = 16, 4


def new_receipt(randoms: bytes) -> str:
    """A code like ``ABCD-EFGH-JKMN-PQRS`` made of at least 32 random bytes.

    Raises ``ValueError`` when there are fewer.
    """
    if len(randoms) < 2 * LENGTH:
        raise ValueError("a receipt takes 32 random bytes")
    number = int.from_bytes(randoms, "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, LENGTH, GROUP))


def normalised(code: str) -> str:
    """A code as someone typed it: capitals, spaces and hyphens do not count."""
    return "".join(letter for letter in code.upper() if letter in ALPHABET)


def digest(code: str, what: str) -> str:
    """What is kept of a code; another for each ``what``, so that only the code joins an answer to a comment."""
    return hashlib.sha256(f"{what}:{normalised(code)}".encode()).hexdigest()
