"""Names of persons: those the record knows, and those someone is greeted by or signs with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from boussole.core.folding import fold
from boussole.core.privacy.finding import Finder, Found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parts of a known name that are also plain words: they need their capital to count as a name.
_ALSO_WORDS = _words(
    "rose pierre olive violette marguerite prune cerise clement constant parfait blanche aime desire fleur "
    "marin prudence victoire france paris may will mark grace hope faith joy sunny rich bill jack art june "
    "april august summer christian blanc noir petit grand roux bon roy rue page "
    "king young white black brown green long short bell cook baker smith price day love case best moulin mas "
    "service client support team equipe agent compte boutique shop store admin"
)
_PARTICLES = _words("de du des la le les van von der den el al ben da di do dos bin st")
_SHORTEST = 3
# What may stand between two parts of one name: spaces, hyphens, particles, initials.
_BETWEEN = re.compile(rf"(?:[\s\-]+(?:{'|'.join(sorted(_PARTICLES))}|[a-z]\.?))*[\s\-]+")

_NAME = (
    r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+)*|[A-ZÀ-ÖØ-Þ]{2,}(?:-[A-ZÀ-ÖØ-Þ]{2,})*"
)
_FULL = rf"(?:{_NAME})(?:[ ](?:(?:d[eu]s?|la|le|van|von|der|de la|el|ben|d['’])[ ])?(?:{_NAME}|[A-Z]\.)){{0,3}}"
_TITLE = r"(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme\.?|Mlle\.?|Melle|Miss|Dr\.?|Me|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames|Docteur|Maître|Prof\.?|Sir|MR|MME|MONSIEUR|MADAME)"
_GREETING = (
    r"(?:[Bb]onjour|BONJOUR|[Bb]onsoir|BONSOIR|[Ss]alut|[Cc]oucou|[Bb]jr|[Hh]ello|[Hh]i|[Hh]ey|[Dd]ear|[Cc]her|[Cc]hère|[Cc]here|"
    r"[Mm]erci|[Tt]hanks|[Tt]hank you|[Gg]ood (?:morning|afternoon|evening)|[Aa]u revoir|[Bb]onne journée|[Dd]e rien|[Ss]orry|[Dd]ésolée?)"
)
_SIGN_OFF = (
    r"(?:(?:[Bb]ien |[Tt]rès )?[Cc]ordialement|[Cc]dt|[Cc]dlt|[Bb]ien à vous|[Ss]incèrement|[Rr]espectueusement|[Aa]micalement|"
    r"[Ss]alutations(?: distinguées)?|(?:mes |nos )?(?:salutations|sentiments) (?:distinguée?s|les meilleure?s|respectueu(?:x|ses))|"
    r"[Bb]onne (?:journée|soirée|réception)|(?:[Bb]est|[Kk]ind|[Ww]arm) [Rr]egards|[Rr]egards|[Ss]incerely(?: yours)?|[Yy]ours (?:sincerely|faithfully|truly)|"
    r"[Cc]heers|[Bb]est wishes|[Bb]est|[Mm]any thanks|[Tt]hanks|[Tt]hank you|[Mm]erci(?: d['’]avance| beaucoup)?|[Cc]ourtoisement)"
)
_NOT_NAMES = _words(
    "Bonjour Bonsoir Salut Hello Merci Thanks Thank Madame Monsieur Mme Mr Mesdames Messieurs Je J Nous Vous Il Elle On Le La Les Un Une "
    "Votre Vos Mon Ma Mes Ce Cette Ces Pour Suite Comment Pourquoi Quand Service Equipe Équipe Team Support Client Clients Customer Cordialement "
    "Bien Tout Tous Toute Toutes Oui Non Ok OK SVP Svp The This That I It My We You Your Our Can Could Please There Everyone All Sir Sirs Madam "
    "Guys Again Mon Mardi Lundi Mercredi Jeudi Vendredi Samedi Dimanche Monday Tuesday Wednesday Thursday Friday Saturday Sunday Janvier Noël "
    "Envoyé Sent From De Objet Tel Tél Téléphone Mobile Mail Email Référence Ref Réf Responsable Conseiller Conseillère Directeur Directrice "
    "PS NB RE Re FW Fwd TV SAV RIO SMS SIM PDF FAQ URL APP CB RIB IBAN EDF SNCF ESG RGPD GDPR CNIL USA UK FR EN Nobody Yes No Not And But So If "
    "What When Why How Where Is Are Do Does Did Have Has Any Just Now Still After Sorry Great Good Best Regards Cher Chère Dear Toujours Encore "
    "Aucun Aucune Depuis Avec Sans Dans Sur Par Mais Donc Car Ici Voici Voilà Avez Est Suis Ai Alors Super Parfait Bravo Google Facebook Twitter "
    "Apple Amazon Internet Box Microsoft Windows Android Adobe Xbox YouTube Youtube Spotify Netflix Dropbox Zoom Uber Delta Hulu Yahoo Et Ou Au Aux "
    "A À En Y D L Pouvez Pourriez Puis Auriez Serait C Ca Ça Qui Que Quel Quelle Quelles Quels Rien Jamais Très Trop Peut Peux Moi Toi Lui Eux"
)
_GREETED = re.compile(
    rf"\b{_GREETING}(?P<space>[ ]|,[ ])(?:(?:à|a|to)[ ])?(?:{_TITLE}[ ])?(?P<it>{_FULL})(?=[ ]*(?:[,!.:;?\n)]|$|[-–—]|[ ](?:et|and|je|j['’]|pour|for|,|c['’]est|i|I|on|nous|vous|le|la|suite)))"
)
_TITLED = re.compile(rf"(?<![\w]){_TITLE}[ ](?P<it>{_FULL})")
_SIGNED = re.compile(
    rf"\b{_SIGN_OFF}[ ]*[,.!]?[ ]*\n+[ ]*(?:{_TITLE}[ ])?(?P<it>{_FULL})[ ]*(?=[,.\n]|$)"
    rf"|\b(?:[Cc]ordialement|[Cc]dt|[Cc]dlt|[Bb]ien à vous|[Ss]incèrement|[Rr]egards|[Ss]incerely)[ ]*[,.]?[ ]+(?:{_TITLE}[ ])?(?P<same>{_FULL})[ ]*(?=[,.\n]|$)"
)
_INTRODUCED = re.compile(
    rf"\b(?:[Jj]e m['’ ]?appelle|[Mm]on nom(?: est| c['’]est)?[ ]?:?|[Mm]on prénom est|[Mm]y name(?: is|['’]s)|[Mm]y full name is|I am called|[Aa]u nom de|[Nn]om et prénom ?:|"
    rf"[Nn]om ?:|[Nn]ame ?:|[Pp]rénom ?:|[Cc]['’]est|[Tt]his is|[Ii]ci)[ ](?:{_TITLE}[ ])?(?P<it>{_FULL})(?=[ ]*(?:[,.!;\n)]|$|[ ](?:et|and|à|from|de|du|votre|je|speaking|here|i)\b))"
)
_TWO = re.compile(
    rf"\b(?:[Jj]e suis|[Ii] am|[Ii]['’]m)[ ](?:{_TITLE}[ ])?(?P<it>(?:{_NAME})[ ](?:{_NAME}))\b"
)
# A lone capitalised word after these is too often not a name ("C'est Noël", "This is Great").
_NEEDS_TWO_WORDS = ("C'est", "c'est", "C’est", "c’est", "This is", "this is", "Ici", "ici")

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"


def _said(expression: re.Pattern[str], mark: str) -> Finder:
    """Find the names that ``expression`` shows in its group ``it`` or ``same``."""

    def find(text: str) -> Iterator[Found]:
        for match in expression.finditer(text):
            group = "same" if "same" in expression.groupindex and match["same"] else "it"
            if group == "it" and expression is _INTRODUCED and _too_bare(match):
                continue
            yield from _named(match[group], match.start(group))

    return Finder(find, mark=mark)


# Names greeted, titled, signed with or introduced. Each mark is how its pattern begins, up to the capital.
NAME_FINDERS: tuple[Finder, ...] = (
    _said(_GREETED, rf"{_GREETING}(?:[ ]|,[ ])(?:(?:à|a|to)[ ])?{_CAPITAL}"),
    _said(_TITLED, rf"{_TITLE}[ ]{_CAPITAL}"),
    _said(_SIGNED, rf"{_SIGN_OFF}[ ]*[,.!]?[ ]*(?:\n+[ ]*|[ ]){_CAPITAL}"),
    _said(
        _INTRODUCED,
        rf"(?:appelle|[Nn]om(?: est| c['’]est)?[ ]?:?|[Nn]ame(?: is|['’]s)?|est|I am called|[Aa]u nom de|"
        rf"[Nn]ame ?:|[Nn]om ?:|[Cc]['’]est|[Tt]his is|[Ii]ci)[ ]{_CAPITAL}",
    ),
    _said(_TWO, rf"(?:[Jj]e suis|[Ii] am|[Ii]['’]m)[ ]{_CAPITAL}"),
)


def _too_bare(match: re.Match[str]) -> bool:
    return match[0].startswith(_NEEDS_TWO_WORDS) and " " not in match["it"]


def _named(said: str, start: int) -> Iterator[Found]:
    """Keep the words of ``said`` up to the first that is no name."""
    end = 0
    for word in re.finditer(r"\S+", said):
        if word[0].strip(".'’") in _NOT_NAMES:
            break
        end = word.end()
    if end:
        yield Found(start, start + end, "NAME")


def known_names(folded: str, text: str, names: tuple[str, ...]) -> Iterator[Found]:
    """Find the names of the record, whole words, whatever the case and the accents.

    Parts that follow one another are one name. A part that is also a plain word needs its capital,
    unless another part stands beside it. No pattern is compiled: names differ with each conversation.
    """
    for start, end, parts in _joined(folded, sorted(_said_parts(folded, _parts_of(names)))):
        if parts > 1 or folded[start:end] not in _ALSO_WORDS or text[start].isupper():
            yield Found(start, end, "NAME")


def may_hold_name(folded: str, names: tuple[str, ...]) -> bool:
    """Say at little cost whether a folded text may hold a known name: some part of one is in it."""
    return any(part in folded for part in _parts_of(names))


@lru_cache(maxsize=8192)
def _parts_of(names: tuple[str, ...]) -> tuple[str, ...]:
    parts = {part for name in names for part in re.split(r"[\s,]+", fold(name))}
    return tuple(sorted(filter(_counts, parts), key=lambda part: (-len(part), part)))


def _counts(part: str) -> bool:
    """Whether a part of a name is enough to recognise it by."""
    return len(part) >= _SHORTEST and part not in _PARTICLES and any(map(str.isalpha, part))


def _said_parts(folded: str, parts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for part in parts:
        start = folded.find(part)
        while start >= 0:
            end = start + len(part)
            if not (
                _goes_on(folded[start - 1 : start], "[") or _goes_on(folded[end : end + 1], "]")
            ):
                yield start, end
            start = folded.find(part, end)


def _goes_on(character: str, bracket: str) -> bool:
    """Whether a word, or a token, goes on at this character."""
    return character.isalnum() or character in {"_", bracket}


def _joined(folded: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join parts that only spaces, hyphens and particles separate; give the number of parts too."""
    current: tuple[int, int, int] | None = None
    for start, end in spans:
        if current is None:
            current = start, end, 1
        elif start < current[1]:
            current = current[0], max(end, current[1]), current[2]
        elif _BETWEEN.fullmatch(folded, current[1], start):
            current = current[0], end, current[2] + 1
        else:
            yield current
            current = start, end, 1
    if current is not None:
        yield current
