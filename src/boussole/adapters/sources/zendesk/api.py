"""Tickets from a Zendesk account: the incremental cursor export, comments and users; resumable.

Endpoints: ``/api/v2/incremental/tickets/cursor.json``, ``/api/v2/tickets/{id}/comments.json``,
``/api/v2/users/show_many.json``. Only reads: nothing in the account changes.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx

from boussole.adapters.sources.build import Builder
from boussole.adapters.sources.context import Context, Item, Options, find_zone
from boussole.adapters.sources.errors import RemoteError
from boussole.adapters.sources.inputs import Meter, Progress
from boussole.adapters.sources.notices import Notice, Notices
from boussole.adapters.sources.rejections import Place
from boussole.adapters.sources.zendesk.address import find_address
from boussole.adapters.sources.zendesk.checkpoint import Checkpoint
from boussole.adapters.sources.zendesk.tickets import comments_of, conversation_of
from boussole.core.text import Text

Json = dict[str, Any]
Sleep = Callable[[float], None]

PAGE = 100
ATTEMPTS = 6
LONGEST_WAIT = 3_600.0
FIRST_WAIT = 1.0
KNOWN_USERS = 20_000
TOO_MANY = 429
GONE = frozenset({404, 410})
UNKNOWN = 401
SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Account:
    """A Zendesk account and the token that reads it. ``url`` is ``https://company.zendesk.com``.

    With ``email`` the token is an API token; without, an OAuth access token.
    """

    url: str
    token: str = field(repr=False)
    email: str | None = None

    def client(self) -> httpx.Client:
        """A client for this account; refuses to send a token in clear beyond this machine."""
        address = find_address(self.url)
        if self.email is not None:
            return httpx.Client(
                base_url=address, auth=(f"{self.email}/token", self.token), timeout=60
            )
        return httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {self.token}"}, timeout=60
        )


class Api:
    """Requests that wait when asked to, and try again when the server fails."""

    def __init__(self, account: Account, sleep: Sleep = time.sleep) -> None:
        self.client = account.client()
        self.url = account.url
        self.sleep = sleep
        self.received = 0

    def get(self, path: str, **query: str | int) -> Json | None:
        """Return the JSON object at ``path``; None when it is gone; raises ``RemoteError``."""
        wait = FIRST_WAIT
        for _ in range(ATTEMPTS):
            answer = self._answer(path, query)
            if isinstance(answer, dict) or answer is None:
                return answer
            self.sleep(min(max(answer, wait), LONGEST_WAIT))
            wait *= 2
        raise self.error(
            path,
            Text(
                fr="Zendesk ne répond pas comme attendu.", en="Zendesk does not answer as expected."
            ),
            Text(
                fr="Relancez plus tard\u00a0: l’import reprendra où il en est.",
                en="Try again later: the import will resume where it stands.",
            ),
        )

    def _answer(self, path: str, query: dict[str, str | int]) -> Json | float | None:
        """The JSON object, None when there is none, or the seconds to wait before another try."""
        try:
            response = self.client.get(path, params=query or None)
        except httpx.TransportError:
            return 0.0
        self.received += len(response.content)
        if response.status_code == TOO_MANY:
            return _seconds(response.headers.get("Retry-After", ""))
        if response.status_code >= SERVER_FAULT:
            return _seconds(response.headers.get("Retry-After", ""))
        if response.status_code in GONE:
            return None
        if response.is_redirect:
            raise self.error(path, *_ELSEWHERE)
        if response.status_code == UNKNOWN:
            raise self.error(path, *_UNKNOWN_TOKEN)
        if response.is_error:
            raise self._refusal(path, response.status_code)
        try:
            found = response.json()
        except ValueError:
            return 0.0
        return found if isinstance(found, dict) else 0.0

    def _refusal(self, path: str, status: int) -> RemoteError:
        return self.error(
            path,
            Text(
                fr=f"Zendesk refuse la demande ({status}).",
                en=f"Zendesk refuses the request ({status}).",
            ),
            Text(
                fr="Vérifiez l’adresse, le jeton et ses droits de lecture sur les tickets et les utilisateurs\u00a0; "
                "Zendesk réserve l’export des tickets aux administrateurs.",
                en="Check the address, the token, and its right to read tickets and users; "
                "Zendesk keeps the export of tickets to administrators.",
            ),
        )

    def error(self, path: str, what: Text, mend: Text) -> RemoteError:
        """What went wrong at ``path`` of this account."""
        return RemoteError(what, mend=mend, where=f"{self.url}{path}")


_UNKNOWN_TOKEN = (
    Text(
        fr="Zendesk ne reconnaît pas ce jeton (401).",
        en="Zendesk does not recognise this token (401).",
    ),
    Text(
        fr="Vérifiez que le jeton est actif, et que l’adresse électronique est celle d’une personne du compte\u00a0; "
        "dans le Centre d’administration de Zendesk, l’accès par jeton d’API doit être activé.",
        en="Check that the token is active, and that the e-mail address is that of a person of the account; "
        "in Zendesk’s Admin Center, access by API token must be on.",
    ),
)
_ELSEWHERE = (
    Text(
        fr="Il n’y a pas de compte Zendesk à cette adresse.",
        en="There is no Zendesk account at this address.",
    ),
    Text(
        fr="Vérifiez l’adresse\u00a0: https://votre-entreprise.zendesk.com, sans nom de domaine propre.",
        en="Check the address: https://your-company.zendesk.com, not a domain of your own.",
    ),
)


def _seconds(written: str) -> float:
    try:
        return max(float(written), 0.0)
    except ValueError:
        return 0.0


class ZendeskSource:
    """The tickets of an account changed since an instant; same interface as ``Source``.

    ``progress()`` counts bytes received; its total is 0, since nobody knows it. Iterate it once.
    """

    names = ("zendesk",)

    def __init__(
        self,
        account: Account,
        since: datetime,
        checkpoint: Checkpoint,
        *,
        options: Options | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        options = options or Options()
        self._api = Api(account, sleep)
        self._since = since
        self._checkpoint = checkpoint
        self._notices = Notices()
        zone = find_zone(options.timezone)
        self._builder = Builder(Context(options, Meter(0), self._notices, zone=zone))
        self._users: OrderedDict[Any, Json] = OrderedDict()

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """What was repaired or left aside so far."""
        return tuple(self._notices)

    def progress(self) -> Progress:
        """Bytes received so far, of an unknown total."""
        return Progress(self._api.received, 0)

    def __iter__(self) -> Iterator[Item]:
        try:
            for page in self._pages():
                yield from self._items(page)
                if page.get("after_cursor"):
                    self._checkpoint.save(str(page["after_cursor"]))
        finally:
            self._api.client.close()
            self._builder.seen.close()

    def _pages(self) -> Iterator[Json]:
        cursor = self._checkpoint.load()
        while True:
            page = self._page(cursor)
            yield page
            following = page.get("after_cursor")
            if page.get("end_of_stream") or not following or following == cursor:
                return
            cursor = str(following)

    def _page(self, cursor: str | None) -> Json:
        start: dict[str, str | int] = (
            {"start_time": int(self._since.timestamp())} if cursor is None else {"cursor": cursor}
        )
        path = "/api/v2/incremental/tickets/cursor.json"
        page = self._api.get(path, per_page=PAGE, include="users,groups,metric_sets", **start)
        if page is None:
            raise self._api.error(path, *_ELSEWHERE)
        return page

    def _items(self, page: Json) -> Iterator[Item]:
        self._remember(page.get("users") or ())
        groups = {one.get("id"): one.get("name") for one in page.get("groups") or ()}
        metrics = {one.get("ticket_id"): one for one in page.get("metric_sets") or ()}
        for ticket in page.get("tickets") or ():
            if ticket.get("status") == "deleted":
                self._notices.add("deleted_ticket", self._api.url)
                continue
            whole = ticket | {"comments": list(self._comments(ticket))}
            whole.setdefault("metric_set", metrics.get(ticket.get("id")))
            self._meet(whole)
            built = self._built(whole, groups.get(ticket.get("group_id")))
            if built is not None:
                yield built

    def _built(self, ticket: Json, team: str | None) -> Item | None:
        place = Place(f"{self._api.url}/agent/tickets/{ticket.get('id')}")
        record = conversation_of(ticket, self._users.get, team)
        return self._builder.from_record(record, place, repr(ticket))

    def _comments(self, ticket: Json) -> Iterator[Json]:
        path = f"/api/v2/tickets/{ticket.get('id')}/comments.json"
        query: dict[str, str | int] = {"page[size]": PAGE}
        while page := self._api.get(path, **query):
            self._remember(page.get("users") or ())
            yield from page.get("comments") or ()
            after = (page.get("meta") or {}).get("after_cursor")
            if (page.get("meta") or {}).get("has_more") and after:
                query["page[after]"] = after
            elif page.get("next_page"):
                query = {"page": _page_number(str(page["next_page"]))}
            else:
                return

    def _meet(self, ticket: Json) -> None:
        """Ask for the people of this ticket that are not known yet."""
        wanted = {one.get("author_id") for one in comments_of(ticket)}
        wanted |= {ticket.get("requester_id"), ticket.get("assignee_id")}
        missing = sorted(
            one for one in wanted if isinstance(one, int) and one > 0 and one not in self._users
        )
        for start in range(0, len(missing), PAGE):
            some = ",".join(map(str, missing[start : start + PAGE]))
            page = self._api.get("/api/v2/users/show_many.json", ids=some)
            self._remember((page or {}).get("users") or ())

    def _remember(self, users: Iterable[Json]) -> None:
        for one in users:
            self._users[one.get("id")] = one
        while len(self._users) > KNOWN_USERS:
            self._users.popitem(last=False)


def _page_number(url: str) -> int:
    written = httpx.URL(url).params.get("page", "2")
    return int(written) if written.isdecimal() else 2
