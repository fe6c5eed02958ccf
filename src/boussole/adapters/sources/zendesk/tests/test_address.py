"""Any page of an account leads to its address; what would leak a secret is refused."""

from __future__ import annotations

import pytest

from boussole.adapters.sources import RemoteError
from boussole.adapters.sources.zendesk.address import find_address


@pytest.mark.parametrize(
    "written",
    [
        "https://exemple.zendesk.com",
        "https://exemple.zendesk.com/",
        " exemple.zendesk.com ",
        "HTTPS://Exemple.Zendesk.com/agent/tickets/12?brand=1#x",
    ],
)
def test_a_page_of_the_account_is_its_address(written: str) -> None:
    assert find_address(written) == "https://exemple.zendesk.com"


def test_a_server_of_this_machine_may_be_in_clear() -> None:
    assert find_address("http://127.0.0.1:8123/api") == "http://127.0.0.1:8123"
    assert find_address("http://[::1]:8123") == "http://[::1]:8123"


@pytest.mark.parametrize(
    "written",
    ["", "https://", "http://exemple.zendesk.com", "ftp://localhost", "https://a b", "https://[x"],
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(RemoteError) as told:
        find_address(written)
    assert "https://" in told.value.mend.fr


def test_a_password_in_the_address_is_not_repeated() -> None:
    for start in ("https://chef%40exemple.fr/token", "http://chef", "chef"):
        with pytest.raises(RemoteError) as told:
            find_address(f"{start}:s3cret@exemple.zendesk.com")
        assert "s3cret" not in told.value.explain("fr")
