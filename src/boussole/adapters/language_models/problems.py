"""The errors of an endpoint in words: what happened, where, and what would mend it."""

from __future__ import annotations

from boussole.adapters.language_models.errors import (
    AccessRefusedError,
    BudgetSpentError,
    LanguageModelError,
    RequestRefusedError,
    TimedOutError,
    UnavailableError,
    UnmaskedTextError,
)
from boussole.adapters.language_models.replies import error_words
from boussole.adapters.language_models.uses import Use
from boussole.core.text import Text

_REDIRECTIONS = range(300, 400)
_NO_ACCESS = frozenset({401, 403})
_NOT_THERE = frozenset({404, 405, 410})


def unmasked(key: str) -> UnmaskedTextError:
    """Personal data was found in a text that should hold none."""
    return UnmaskedTextError(
        Text(
            fr="Le texte contient encore une donnée personnelle\u00a0: il n’a pas été envoyé.",
            en="The text still holds personal data: it was not sent.",
        ),
        mend=Text(
            fr="Relisez ce message\u00a0; le masquage a manqué quelque chose.",
            en="Read this message again; masking missed something.",
        ),
        code="unmasked",
        where=key,
    )


def budget_spent(use: Use, what: str, where: str) -> BudgetSpentError:
    """``what`` is ``requests`` or ``seconds``."""
    return BudgetSpentError(
        Text(fr="Le budget de la passe est épuisé.", en="The run’s budget is spent."),
        mend=use.spent.format(what=what.upper()),
        code=f"budget_{what}",
        where=where,
    )


def timed_out(use: Use, where: str) -> TimedOutError:
    """No whole answer in time."""
    return TimedOutError(
        Text(fr="Pas de réponse complète à temps.", en="No whole answer in time."),
        mend=use.say(_TOO_SLOW),
        code="timeout",
        where=where,
    )


def unavailable(use: Use, code: str, where: str, after: float = 0.0) -> UnavailableError:
    """Too many requests, a server that fails, no connection."""
    return UnavailableError(
        Text(
            fr=f"{use.name.fr} n’est pas disponible ({code}).",
            en=f"{use.name.en} is not available ({code}).",
        ),
        mend=Text(
            fr="Vérifiez qu’il tourne et que l’adresse est la bonne, ou relancez plus tard.",
            en="Check that it runs and that the address is right, or try again later.",
        ),
        code=code,
        where=where,
        after=after,
    )


def not_connected(use: Use, problem: Exception, where: str) -> LanguageModelError:
    """Nobody there, which may pass, or somebody whose certificate is not trusted, which will not."""
    if "CERTIFICATE_VERIFY_FAILED" not in str(problem):
        return unavailable(use, "no_connection", where)
    what, mend = _NOT_TRUSTED
    return AccessRefusedError(what, mend=mend, code="certificate", where=where)


def refused(use: Use, status: int, body: bytes, where: str) -> LanguageModelError:
    """An answer that is neither a success nor a passing trouble."""
    if status in _REDIRECTIONS:
        what, mend = _ELSEWHERE
    elif status in _NO_ACCESS:
        what, mend = _NO_KEY
    elif status in _NOT_THERE:
        what, mend = _NOTHING_THERE
    else:
        return _request_refused(use, status, body, where)
    return AccessRefusedError(
        what.format(status=status), mend=use.say(mend), code=f"http_{status}", where=where
    )


def _request_refused(use: Use, status: int, body: bytes, where: str) -> RequestRefusedError:
    words = ", ".join([str(status), *error_words(body)])
    return RequestRefusedError(
        Text(fr=f"La demande est refusée ({words}).", en=f"The request is refused ({words})."),
        mend=use.say(_OPTION_AT_FAULT),
        code=f"http_{status}",
        where=where,
    )


_TOO_SLOW = Text(
    fr="Relevez {prefix}_TIMEOUT, ou prenez un modèle plus rapide.",
    en="Raise {prefix}_TIMEOUT, or take a faster model.",
)
_OPTION_AT_FAULT = Text(
    fr="Ôtez ou changez l’option qui ne convient pas avec {options}.",
    en="Take out or change the option at fault with {options}.",
)
_ELSEWHERE = (
    Text(
        fr="L’adresse renvoie ailleurs ({status})\u00a0; rien n’y est envoyé.",
        en="The address leads elsewhere ({status}); nothing is sent there.",
    ),
    Text(
        fr="Donnez dans {prefix}_URL l’adresse définitive.",
        en="Give the final address in {prefix}_URL.",
    ),
)
_NOT_TRUSTED = (
    Text(
        fr="Le certificat du serveur n’est pas reconnu\u00a0; rien n’a été envoyé.",
        en="The server’s certificate is not trusted; nothing was sent.",
    ),
    Text(
        fr="Si c’est celui de votre propre autorité, nommez-la dans SSL_CERT_FILE.",
        en="If it is your own authority’s, name that authority in SSL_CERT_FILE.",
    ),
)
_NO_KEY = (
    Text(fr="La clé n’est pas acceptée ({status}).", en="The key is not accepted ({status})."),
    Text(
        fr="Vérifiez {prefix}_KEY ou _KEY_FILE, et ses droits sur ce modèle.",
        en="Check {prefix}_KEY or _KEY_FILE, and its right to this model.",
    ),
)
_NOTHING_THERE = (
    Text(
        fr="Rien de tel à cette adresse ({status}).",
        en="Nothing of the kind at this address ({status}).",
    ),
    Text(
        fr="Vérifiez {prefix}_URL (souvent terminée par /v1) et {model}.",
        en="Check {prefix}_URL (often ending in /v1) and {model}.",
    ),
)
