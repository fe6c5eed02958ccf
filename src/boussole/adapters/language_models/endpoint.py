"""Where a language model is, how it is asked, and how much may be asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from boussole.adapters.language_models.errors import EndpointSettingsError
from boussole.adapters.language_models.usage import Price
from boussole.adapters.language_models.uses import SECOND_READER, Use
from boussole.core.signals.review import Question
from boussole.core.text import Text

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
PATH = "/chat/completions"
ANSWER_TOKENS = 400
# What the adapter decides itself: an option that changed them would change what is sent, or how it is read.
_OWN = frozenset({"model", "messages", "stream", "n", "tools", "functions"})


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that one run may ask: requests, retries included, and seconds, waits included."""

    requests: int = 500
    seconds: float = 900.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. ``url`` is its base, such as ``https://llm.example.com/v1``.

    ``options`` are added to the body of requests; one that is None is taken out of it. ``clear`` allows
    plain http beyond this machine; ``use`` says what errors speak of. Raises ``EndpointSettingsError`` for what cannot be used.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 30.0
    json_mode: bool = True
    clear: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    price: Price | None = None
    use: Use = field(default=SECOND_READER, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", _find_address(self.url, self.use, clear=self.clear))
        if not self.model.strip():
            raise _unusable(self.use, _NO_MODEL, "model")
        if not (self.key.isascii() and self.key.isprintable()) or " " in self.key:
            raise _unusable(self.use, _ODD_KEY, "key")
        if taken := sorted(_OWN & set(self.options)):
            raise _unusable(self.use, _OWN_OPTION, "options", where=", ".join(taken))

    @property
    def name(self) -> str:
        """What people read beside a verdict: the model, and who runs it."""
        return f"{self.model} ({httpx.URL(self.url).host})"

    def headers(self) -> dict[str, str]:
        """The headers of a request. No compression: a small body must not swell into a large one."""
        known = {"Accept": "application/json", "Accept-Encoding": "identity"}
        return known | ({"Authorization": f"Bearer {self.key}"} if self.key else {})

    def body(self, question: Question) -> dict[str, Any]:
        """The body of a request: the question, one answer wanted, as repeatable as the model can."""
        body: dict[str, Any] = {
            "model": self.model,
            "messages": [
                {"role": "system", "content": question.instructions},
                {"role": "user", "content": question.content},
            ],
            "temperature": 0,
            "max_tokens": ANSWER_TOKENS,
        }
        if self.json_mode:
            body["response_format"] = {"type": "json_object"}
        body.update(self.options)
        return {name: value for name, value in body.items() if value is not None}


def _find_address(written: str, use: Use, *, clear: bool) -> str:
    """Return the base address without what follows it; text never travels in clear by accident."""
    written = written.strip().rstrip("/").removesuffix(PATH)
    try:
        url = httpx.URL(written)
    except httpx.InvalidURL as problem:
        raise _unusable(use, _NO_ADDRESS, "url") from problem
    if url.userinfo or "@" in written:
        raise _unusable(use, _SECRET, "url")
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise _unusable(use, _NO_ADDRESS, "url")
    if url.scheme == "http" and url.host not in LOCAL and not clear:
        raise _unusable(use, _IN_CLEAR, "url", where=written)
    return written


_NO_ADDRESS = (
    Text(
        fr="L’adresse {of} n’en est pas une.",
        en="{of} address is none.",
    ),
    Text(
        fr="Donnez la base de l’API, telle que https://llm.exemple.fr/v1.",
        en="Give the base of the API, such as https://llm.example.com/v1.",
    ),
)
_SECRET = (
    Text(
        fr="L’adresse contient un nom ou un mot de passe, qui pourrait être affiché ou noté.",
        en="The address holds a name or a password, which might be shown or written down.",
    ),
    Text(
        fr="Donnez la clé dans {prefix}_KEY_FILE.",
        en="Give the key in {prefix}_KEY_FILE.",
    ),
)
_IN_CLEAR = (
    Text(
        fr="L’adresse n’est pas en https\u00a0: clé et messages circuleraient en clair.",
        en="The address is not https: key and messages would travel in clear.",
    ),
    Text(
        fr="Mettez l’https devant, ou {prefix}_HTTPS=0 sur un réseau qui n’appartient qu’à vous.",
        en="Put https in front, or {prefix}_HTTPS=0 on a network that is yours alone.",
    ),
)
_NO_MODEL = (
    Text(fr="Aucun modèle n’est nommé.", en="No model is named."),
    Text(
        fr="Donnez son nom dans {model}.",
        en="Give its name in {model}.",
    ),
)
_ODD_KEY = (
    Text(
        fr="La clé {of} n’en est pas une\u00a0: elle tient en un mot, sans espace ni accent.",
        en="{of} key is none: it is one word, without space or accent.",
    ),
    Text(fr="Copiez-la de nouveau.", en="Copy it again."),
)
_OWN_OPTION = (
    Text(fr="Cette option n’est pas à régler.", en="This option is not to be set."),
    Text(
        fr="Ôtez-la de {prefix}_BODY.",
        en="Take it out of {prefix}_BODY.",
    ),
)


def _unusable(
    use: Use, said: tuple[Text, Text], code: str, where: str = ""
) -> EndpointSettingsError:
    return EndpointSettingsError(use.say(said[0]), mend=use.say(said[1]), code=code, where=where)
