"""An endpoint that would send in clear, or something else than the question, is refused."""

from __future__ import annotations

import pytest

from boussole.adapters.language_models import Endpoint, EndpointSettingsError

KEY = "sk-tres-secret"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://llm.example.com/v1", "https://llm.example.com/v1"),
        (" https://llm.example.com/v1/ ", "https://llm.example.com/v1"),
        ("https://llm.example.com/v1/chat/completions", "https://llm.example.com/v1"),
        ("http://localhost:11434/v1", "http://localhost:11434/v1"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1"),
    ],
)
def test_an_address_is_kept_as_its_base(written: str, kept: str) -> None:
    assert Endpoint(written, "m").url == kept


@pytest.mark.parametrize(
    "written",
    [
        "",
        "llm.example.com/v1",
        "ftp://llm.example.com",
        "https://",
        "https://u:p@llm.example.com/v1",
        "https://llm.example.com/v1?key=x",
        "http://llm.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://[::1/v1",
    ],
)
def test_an_address_that_is_none_or_in_clear_is_refused(written: str) -> None:
    with pytest.raises(EndpointSettingsError):
        Endpoint(written, "m")


def test_clear_text_beyond_this_machine_has_to_be_asked_for() -> None:
    assert Endpoint("http://gpu:8000/v1", "m", clear=True).url == "http://gpu:8000/v1"


@pytest.mark.parametrize("key", ["deux mots", "clé", "a\nb"])
def test_a_key_that_is_none_is_refused(key: str) -> None:
    with pytest.raises(EndpointSettingsError, match="key is none"):
        Endpoint("https://llm.example.com/v1", "m", key)


def test_a_model_is_needed() -> None:
    with pytest.raises(EndpointSettingsError, match="BOUSSOLE_SECOND_READER_MODEL"):
        Endpoint("https://llm.example.com/v1", " ")


@pytest.mark.parametrize("name", ["model", "messages", "stream", "n", "tools"])
def test_what_is_sent_and_how_it_is_read_is_not_an_option(name: str) -> None:
    with pytest.raises(EndpointSettingsError, match=name):
        Endpoint("https://llm.example.com/v1", "m", options={name: 1})


def test_the_key_is_never_shown() -> None:
    endpoint = Endpoint("https://llm.example.com/v1", "m", KEY)
    assert KEY not in repr(endpoint)
    assert endpoint.name == "m (llm.example.com)"
