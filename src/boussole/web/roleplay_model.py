"""The language model that words simulated customers otherwise, as its variables describe it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boussole.web.environment import PREFIX, Environment, EnvironmentVariableError

if TYPE_CHECKING:
    from boussole.adapters.language_models import Endpoint


def roleplay_model(environment: Environment) -> Endpoint | None:
    """The endpoint that is set up; None when there is none, which is the default.

    Raises EnvironmentVariableError, naming the variable, for one that cannot be used.
    """
    if not environment.text("ROLEPLAY_MODEL_URL"):
        return None
    # Only who sets a model up waits for the HTTP client to be imported.
    from boussole.adapters.language_models import ROLEPLAY, Endpoint, EndpointSettingsError

    timeout = environment.number("ROLEPLAY_MODEL_TIMEOUT")
    if not timeout:
        raise EnvironmentVariableError(
            f"{PREFIX}ROLEPLAY_MODEL_TIMEOUT is 0; write a whole number above it."
        )
    try:
        return Endpoint(
            url=environment.text("ROLEPLAY_MODEL_URL"),
            model=environment.text("ROLEPLAY_MODEL_NAME"),
            key=environment.text("ROLEPLAY_MODEL_KEY"),
            timeout=timeout,
            json_mode=False,
            clear=not environment.flag("ROLEPLAY_MODEL_HTTPS"),
            options=environment.options("ROLEPLAY_MODEL_BODY"),
            use=ROLEPLAY,
        )
    except EndpointSettingsError as problem:
        raise EnvironmentVariableError(str(problem)) from problem
