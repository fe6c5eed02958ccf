"""The customer in other words, from a small model on this machine; and the scripted line whenever it fails."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boussole.adapters.language_models import ROLEPLAY, Endpoint
from boussole.features.roleplay import services
from boussole.features.roleplay.models import Play
from boussole.features.roleplay.playing import replayed
from boussole.features.roleplay.tests.test_plays import GOOD, begun, text_of
from boussole.web.environment import Environment, EnvironmentVariableError
from boussole.web.roleplay_model import roleplay_model
from tests.cast import Cast
from tests.language_model import KEY, MODEL, Served, SmallModel, said, small_model

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(settings: Any) -> Iterator[SmallModel]:
    """A model that says each line again, with a word more."""
    with small_model() as serving:
        serving.think = lambda body: said(_again(body))
        settings.ROLEPLAY_MODEL = Endpoint(
            serving.url, MODEL, KEY, timeout=1, json_mode=False, use=ROLEPLAY
        )
        yield serving


def _again(body: dict[str, Any]) -> str:
    asked = json.loads(body["messages"][1]["content"])
    return f"Vraiment, {asked['réplique'][0].lower()}{asked['réplique'][1:]}"


def begin_and_answer(client: Client) -> Play:
    client.post(reverse("roleplay:begin", args=["late_parcel"]), {"language": "fr"})
    play = Play.objects.get()
    client.post(reverse("roleplay:answer", args=[play.pk]), {"text": GOOD[0], "after": 0})
    play.refresh_from_db()
    return play


def test_without_a_model_nothing_is_asked(cast: Cast, client: Client, settings: Any) -> None:
    assert settings.ROLEPLAY_MODEL is None
    client.force_login(cast.awa)
    assert begin_and_answer(client).reworded == {}


def test_lines_are_said_otherwise_and_kept(cast: Cast, client: Client, model: SmallModel) -> None:
    client.force_login(cast.awa)
    play = begin_and_answer(client)
    assert set(play.reworded) == {"0", "1"}
    current = replayed(play)
    assert current.opening.text.startswith("Vraiment, ")
    assert current.exchanges[0].spoken.text.startswith("Vraiment, ")
    asked = len(model.asked)
    assert "Vraiment, " in text_of(client, "roleplay:play", play.pk)
    assert len(model.asked) == asked  # a page drawn again asks nothing


def test_the_state_machine_is_the_same_with_and_without_a_model(
    cast: Cast, client: Client, model: SmallModel
) -> None:
    client.force_login(cast.awa)
    play = begin_and_answer(client)
    plain = services.begin_on(play.version, "fr", seed=play.seed, by=cast.awa)
    services.answer(plain, GOOD[0], after=0)
    plain.refresh_from_db()
    one, other = replayed(play).exchanges[0], replayed(plain).exchanges[0]
    assert (one.place, one.after, one.spoken.scripted) == (
        other.place,
        other.after,
        other.spoken.scripted,
    )


def test_what_the_trainee_types_never_leaves(cast: Cast, client: Client, model: SmallModel) -> None:
    client.force_login(cast.awa)
    begin_and_answer(client)
    assert len(model.asked) == 2
    assert GOOD[0] not in json.dumps(model.asked, ensure_ascii=False)
    assert "Awa" not in json.dumps(model.asked, ensure_ascii=False)


@pytest.fixture
def awa(cast: Cast, client: Client) -> Client:
    """Awa, signed in."""
    client.force_login(cast.awa)
    return client


@pytest.mark.parametrize(
    ("served", "word"),
    [
        (Served(b"{}", 401), "code=http_401"),
        (Served(b"{}", 503), "code=http_503"),
        (Served(b"<html>", 200), "code=no_choice"),
        (Served(wait=3), "code=timeout"),
        (said("Non."), "rewording_unfit"),
    ],
    ids=["no_key", "down", "nonsense", "slow", "unfit"],
)
def test_what_fails_leaves_the_scripted_line_and_a_line_in_the_log(
    awa: Client,
    model: SmallModel,
    caplog: pytest.LogCaptureFixture,
    served: Served,
    word: str,
) -> None:
    caplog.set_level(logging.INFO, logger="boussole.features.roleplay.rewording")
    model.think = None
    model.answers = [served]
    awa.post(reverse("roleplay:begin", args=["late_parcel"]), {"language": "fr"})
    play = Play.objects.get()
    assert play.reworded == {}
    assert replayed(play).opening.reworded is None
    assert len(model.asked) == 1  # nobody waits for a second try
    (line,) = [one.getMessage() for one in caplog.records if "roleplay" in one.name]
    assert word in line
    assert f"play={play.pk}" in line
    assert replayed(play).opening.text not in line


def test_taking_an_answer_back_takes_its_other_words_too(
    cast: Cast, client: Client, model: SmallModel
) -> None:
    client.force_login(cast.awa)
    play = begin_and_answer(client)
    services.take_back(play, after=1)
    play.refresh_from_db()
    assert set(play.reworded) == {"0"}


def test_other_words_are_not_said_for_another_line(cast: Cast) -> None:
    play = begun(cast.awa)
    services.reword(play, 0, "another-line", "Autre chose.")
    play.refresh_from_db()
    assert replayed(play).opening.reworded is None


def _environment(**values: str) -> Environment:
    given = {"URL": "https://llm.example.com/v1", "NAME": MODEL} | values
    return Environment({f"BOUSSOLE_ROLEPLAY_MODEL_{name}": value for name, value in given.items()})


def test_a_model_is_set_up_by_its_own_variables() -> None:
    endpoint = roleplay_model(_environment(KEY=KEY, TIMEOUT="3"))
    assert endpoint is not None
    assert (endpoint.model, endpoint.key, endpoint.timeout) == (MODEL, KEY, 3)
    assert roleplay_model(Environment({})) is None


@pytest.mark.parametrize(
    ("name", "value", "named"),
    [
        ("URL", "http://llm.example.com/v1", "BOUSSOLE_ROLEPLAY_MODEL_HTTPS"),
        ("URL", "https://me:secret@llm.example.com", "BOUSSOLE_ROLEPLAY_MODEL_KEY_FILE"),
        ("NAME", "", "BOUSSOLE_ROLEPLAY_MODEL_NAME"),
        ("TIMEOUT", "0", "BOUSSOLE_ROLEPLAY_MODEL_TIMEOUT"),
        ("BODY", '{"model": "x"}', "BOUSSOLE_ROLEPLAY_MODEL_BODY"),
    ],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, value: str, named: str) -> None:
    with pytest.raises(EnvironmentVariableError, match=named) as raised:
        roleplay_model(_environment(**{name: value}))
    assert "SECOND_READER" not in str(raised.value)
    assert "secret" not in str(raised.value)
