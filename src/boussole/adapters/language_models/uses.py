"""What an endpoint is asked for, so that its errors speak of it and name the variables that mend them."""

from __future__ import annotations

from dataclasses import dataclass

from boussole.core.text import Text


@dataclass(frozen=True, slots=True)
class Use:
    """What an endpoint serves: ``prefix`` begins its variables, ``model`` ends the one that names its model.

    ``name`` begins a sentence, ``of`` says whose the address is; ``spent`` mends a budget that is spent, ``options``
    names what changes a request.
    """

    prefix: str
    model: str
    name: Text
    of: Text
    spent: Text
    options: Text

    def say(self, text: Text) -> Text:
        """Fill in ``{prefix}``, ``{model}``, ``{name}``, ``{of}`` and ``{options}``."""
        return text.format(
            prefix=self.prefix,
            model=f"{self.prefix}_{self.model}",
            name=self.name,
            of=self.of,
            options=self.options,
        )


SECOND_READER = Use(
    prefix="BOUSSOLE_SECOND_READER",
    model="MODEL",
    name=Text(fr="Le second lecteur", en="The second reader"),
    of=Text(fr="du second lecteur", en="The second reader’s"),
    spent=Text(
        fr="Relevez BOUSSOLE_SECOND_READER_MAX_{what}, ou demandez moins avec --limit.",
        en="Raise BOUSSOLE_SECOND_READER_MAX_{what}, or ask less with --limit.",
    ),
    options=Text(
        fr="BOUSSOLE_SECOND_READER_BODY ou _JSON", en="BOUSSOLE_SECOND_READER_BODY or _JSON"
    ),
)
ROLEPLAY = Use(
    prefix="BOUSSOLE_ROLEPLAY_MODEL",
    model="NAME",
    name=Text(fr="Le modèle des jeux de rôle", en="The role-play model"),
    of=Text(fr="du modèle des jeux de rôle", en="The role-play model’s"),
    spent=Text(
        fr="Relevez BOUSSOLE_ROLEPLAY_MODEL_TIMEOUT, ou prenez un modèle plus rapide.",
        en="Raise BOUSSOLE_ROLEPLAY_MODEL_TIMEOUT, or take a faster model.",
    ),
    options=Text(fr="BOUSSOLE_ROLEPLAY_MODEL_BODY", en="BOUSSOLE_ROLEPLAY_MODEL_BODY"),
)
