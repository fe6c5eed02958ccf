"""Pages of organisation: who may open which."""

from __future__ import annotations

from typing import Any

from boussole.features.organisation import services, tokens
from tests.cast import Cast
from tests.pages.row import Page, action
from tests.pages.who import ADMINISTRATOR, EVERYONE, PRIVACY_OFFICER


def _awa(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.awa.pk}


def _lyon(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.lyon.pk}


def _awa_in_lyon(cast: Cast) -> dict[str, Any]:
    return {"pk": cast.lyon.pk, "person": cast.awa.pk}


def _archived_team(cast: Cast) -> dict[str, Any]:
    services.archive_team(cast.nantes, by=cast.zoe)
    return {"pk": cast.nantes.pk}


def _token(cast: Cast) -> dict[str, Any]:
    return {"pk": tokens.make_token(cast.awa, "Tableur")[0].pk}


def _billing(cast: Cast) -> dict[str, Any]:
    return {"pk": services.create_department(by=cast.zoe, name="Facturation", key="billing").pk}


ROWS: dict[str, Page] = {
    "organisation:settings": Page(EVERYONE),
    "organisation:new_token": action(*EVERYONE, status=200, data={"name": "Tableur"}),
    "organisation:revoke_token": action(
        "awa", arguments=_token, hidden=tuple(set(EVERYONE) - {"awa"})
    ),
    "organisation:audit": Page(PRIVACY_OFFICER),
    "organisation:people": Page(ADMINISTRATOR),
    "organisation:new_person": Page(ADMINISTRATOR),
    "organisation:person": Page(ADMINISTRATOR, arguments=_awa),
    "organisation:invite": action(*ADMINISTRATOR, arguments=_awa, status=200),
    "organisation:deactivate": action(*ADMINISTRATOR, arguments=_awa),
    "organisation:reactivate": action(*ADMINISTRATOR, arguments=_awa),
    "organisation:teams": Page(ADMINISTRATOR),
    "organisation:new_team": Page(ADMINISTRATOR),
    "organisation:team": Page(ADMINISTRATOR, arguments=_lyon),
    "organisation:archive": action(*ADMINISTRATOR, arguments=_lyon),
    "organisation:restore": action(*ADMINISTRATOR, arguments=_archived_team),
    "organisation:join": action(*ADMINISTRATOR, arguments=_lyon, status=200),
    "organisation:leave": action(*ADMINISTRATOR, arguments=_awa_in_lyon),
    "organisation:return_to_team": action(
        *ADMINISTRATOR, arguments=lambda cast: {**_awa_in_lyon(cast), "kind": "agent"}
    ),
    "organisation:departments": Page(ADMINISTRATOR),
    "organisation:new_department": Page(ADMINISTRATOR),
    "organisation:department": Page(ADMINISTRATOR, arguments=_billing),
}
