"""What waits on home: for owners, for managers when nobody owns one, for those who met what is resolved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from boussole.features.irritants import handling, services, waiting
from boussole.features.irritants.models import Heard, Irritant
from tests import irritants_stock as stock
from tests.cast import Cast
from tests.stock import conversation_of_awa

pytestmark = pytest.mark.django_db


def _titles(person: object) -> list[str]:
    return [one.title for one in waiting.decisions(person)]  # type: ignore[arg-type]  # of the cast


def test_an_owner_is_told_what_waits_and_what_is_late(cast: Cast, client: Client) -> None:
    conversation_of_awa(cast)
    made = Irritant.objects.get(pk=stock.given_to_denis(cast)["pk"])
    client.force_login(cast.denis)
    home = client.get("/").content.decode()
    assert "Un irritant attend votre réponse" in home
    assert "Réponse attendue avant le" in home
    made.due_on = stock.today() - timedelta(days=1)
    made.save()
    assert "La réponse était attendue avant le" in client.get("/").content.decode()
    handling.answer(made, "Oui.", by=cast.denis, on=stock.today(), fixing=True)
    assert _titles(cast.denis) == []


def test_a_department_is_told_of_lines_without_an_answer(cast: Cast) -> None:
    said = Heard.objects.get(pk=stock.line_for_denis(cast)["pk"])
    assert len(_titles(cast.denis)) == 1
    services.answer(said, "C’est vu.", by=cast.denis)
    assert _titles(cast.denis) == []


def test_a_manager_is_told_of_those_that_nobody_owns(cast: Cast) -> None:
    stock.declared_by_awa(cast)
    assert _titles(cast.claire) == ["1 irritant n’a pas de responsable"]
    assert _titles(cast.malik) == []
    assert _titles(cast.awa) == []


def test_those_who_met_what_is_resolved_are_asked_for_a_month(cast: Cast) -> None:
    made = Irritant.objects.get(pk=stock.fixed_by_denis(cast)["pk"])
    assert len(_titles(cast.awa)) == 1
    assert _titles(cast.bruno) == []
    assert _titles(cast.paul) == []
    made.resolved_on = stock.today() - waiting.ASKED_FOR - timedelta(days=1)
    made.save()
    assert _titles(cast.awa) == []
