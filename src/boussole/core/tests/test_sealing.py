"""Sealing: only the right secret opens, and a changed byte is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core import sealing
from boussole.core.sealing import CannotOpenError

keys = st.binary(min_size=sealing.KEY, max_size=sealing.KEY)
nonces = st.binary(min_size=sealing.NONCE, max_size=sealing.NONCE)
contents, contexts = st.binary(max_size=300), st.binary(max_size=40)
CHEAP = 4


@given(private=keys, randoms=keys, content=contents, context=contexts)
def test_the_private_key_opens_what_was_sealed_to_its_public_key(
    private: bytes, randoms: bytes, content: bytes, context: bytes
) -> None:
    public = sealing.public_of(private)
    sealed = sealing.seal(public, content, randoms=randoms, context=context)
    assert sealing.unseal(private, sealed, context=context) == content
    assert len(content) < 8 or content not in sealed


@given(private=keys, other=keys, randoms=keys, content=contents, context=contexts)
def test_no_other_key_opens_it(
    private: bytes, other: bytes, randoms: bytes, content: bytes, context: bytes
) -> None:
    public = sealing.public_of(private)
    if public == sealing.public_of(other):
        return  # X25519 ignores a few bits: the same key written otherwise
    sealed = sealing.seal(public, content, randoms=randoms, context=context)
    with pytest.raises(CannotOpenError):
        sealing.unseal(other, sealed, context=context)
    with pytest.raises(CannotOpenError):
        sealing.unseal(private, sealed, context=context + b".")


@given(
    private=keys, randoms=keys, content=contents, at=st.integers(0, 10_000), bit=st.integers(0, 7)
)
def test_a_changed_bit_is_noticed(
    private: bytes, randoms: bytes, content: bytes, at: int, bit: int
) -> None:
    sealed = bytearray(
        sealing.seal(sealing.public_of(private), content, randoms=randoms, context=b"")
    )
    sealed[at % len(sealed)] ^= 1 << bit
    with pytest.raises(CannotOpenError):
        sealing.unseal(private, bytes(sealed), context=b"")


@given(key=keys, other=keys, nonce=nonces, content=contents, context=contexts)
def test_encrypting_and_decrypting(
    key: bytes, other: bytes, nonce: bytes, content: bytes, context: bytes
) -> None:
    kept = sealing.encrypt(key, content, nonce=nonce, context=context)
    assert sealing.decrypt(key, kept, context=context) == content
    with pytest.raises(CannotOpenError):
        sealing.decrypt(key, kept[:-1], context=context)
    if other != key:
        with pytest.raises(CannotOpenError):
            sealing.decrypt(other, kept, context=context)


@pytest.mark.parametrize("cut", [b"", b"short", bytes(31), bytes(32)])
def test_what_is_too_short_to_have_been_sealed_cannot_be_opened(cut: bytes) -> None:
    with pytest.raises(CannotOpenError):
        sealing.unseal(b"1" * 32, cut, context=b"")
    with pytest.raises(CannotOpenError):
        sealing.decrypt(b"1" * 32, cut, context=b"")


@given(text=st.text(max_size=3000))
def test_padding_says_little_of_the_length_and_loses_nothing(text: str) -> None:
    filled = sealing.padded(text)
    assert len(filled) % sealing.BLOCK == 0
    assert sealing.unpadded(filled) == text


def test_texts_of_one_word_and_of_a_paragraph_have_the_same_length() -> None:
    assert len(sealing.padded("Oui.")) == len(sealing.padded("Une phrase, puis une autre. " * 20))


def test_a_code_gives_two_halves_of_which_neither_tells_the_other() -> None:
    code = "ABCD-EFGH-JKMN-PQRS"
    found = sealing.of_code(code, CHEAP)
    assert found == sealing.of_code(" abcd efgh jkmn pqrs", CHEAP)
    assert found != sealing.of_code("ABCD-EFGH-JKMN-PQRT", CHEAP)
    assert len(bytes.fromhex(found.lookup)) == len(found.key) == sealing.KEY
    assert bytes.fromhex(found.lookup) != found.key
    assert code.replace("-", "") not in found.lookup


def test_the_derivation_of_codes_never_changes() -> None:
    """Threads that exist are found by it: were it to change, every code in people's hands would open nothing."""
    found = sealing.of_code("ABCD-EFGH-JKMN-PQRS")
    assert (found.lookup, found.key[:8].hex()) == (LOOKUP, KEY_BEGINS)


LOOKUP = "b9ca27347fcb5b269591414c796caaba0ffeaa2f953543c09ec908f66a83b5f0"
KEY_BEGINS = "61d4631c719b67ef"


def test_a_passphrase_is_the_same_however_its_accents_are_typed() -> None:
    salt = bytes(sealing.SALT)
    composed, combining = "l\u00e9ger comme une plume", "le\u0301ger comme une plume"
    assert sealing.stretched(composed, salt, CHEAP) == sealing.stretched(combining, salt, CHEAP)
    assert sealing.stretched(composed, salt, CHEAP) != sealing.stretched(composed, b"1" * 16, CHEAP)


@given(secret=keys, one=contexts, other=contexts)
def test_a_key_bound_to_someone_is_of_no_use_to_another(
    secret: bytes, one: bytes, other: bytes
) -> None:
    same = sealing.derived(secret, "unlocked", one) == sealing.derived(secret, "unlocked", other)
    assert same == (one == other)
