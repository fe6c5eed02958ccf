"""Every page as every role: 200 for whom it is made, 404 for what is foreign, 403 for the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.pages import PAGES, Page
from tests.pages.who import EVERYONE


def _names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver) and pattern.namespace == "api":
            continue  # programs have a table of their own (test_api.py)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    names = set(_names(get_resolver().url_patterns))
    assert names - PAGES.keys() == set(), "add a row to tests/pages"
    assert PAGES.keys() - names == set(), "this row of tests/pages has no address any more"


def _ask(client: Client, page: Page, url: str) -> int:
    ask = client.post if page.method == "post" else client.get
    return ask(url, page.data).status_code


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_answers_each_role(name: str, cast: Cast, client: Client) -> None:
    page = PAGES[name]
    url = reverse(name, kwargs=dict(page.arguments(cast)))
    expected = dict.fromkeys(EVERYONE, 403)
    expected |= dict.fromkeys(page.ok, page.status) | dict.fromkeys(page.hidden, 404)
    answers = {}
    for person in EVERYONE:
        client.force_login(cast.people()[person])
        if person in page.ok and page.method == "post":
            continue
        answers[person] = _ask(client, page, url)
    refused = {who: status for who, status in expected.items() if who in answers}
    assert answers == refused
    client.logout()
    assert _ask(client, page, url) == page.stranger
    for person in page.ok if page.method == "post" else ():
        client.force_login(cast.people()[person])
        assert _ask(client, page, url) == page.status
