"""Names of persons: those the record knows, and those someone is greeted by or signs with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from boussole.core.folding import fold
from boussole.core.privacy.finding import Found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parts of a known name that are also plain words: they need their capital to count as a name.
_ALSO_WORDS = _words(
    "rose pierre olive violette marguerite prune cerise clement constant parfait blanche aime desire fleur "
    "marin prudence victoire france paris may will mark grace hope faith joy sunny rich bill jack art june "
    "april august summer christian blanc noir petit grand roux leblanc lebrun legrand martin bon roy leroy rue page "
    "king young white black brown green long short bell cook baker smith price day love case best moulin mas "
    "service client support team equipe agent compte boutique shop store admin"
)
_PARTICLES = _words("de du des la le les van von der den el al ben da di do dos bin st")
_SHORTEST = 3

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

HINTS = re.compile(
    rf"(?:{_GREETING}|{_SIGN_OFF}|\b{_TITLE}[ ]|appelle|[Mm]on nom|[Nn]ame|[Nn]om|[Jj]e suis|I am|I['’]m|[Cc]['’]est|[Tt]his is|[Ii]ci)"
)


def said_names(text: str) -> Iterator[Found]:
    """Find names greeted, titled, introduced or signed."""
    for expression in (_GREETED, _TITLED, _SIGNED, _INTRODUCED, _TWO):
        for match in expression.finditer(text):
            group = "same" if "same" in expression.groupindex and match["same"] else "it"
            if group == "it" and expression is _INTRODUCED and _too_bare(match):
                continue
            yield from _named(match[group], match.start(group))


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
    """Find the names of the record, whole words, whatever the case and the accents."""
    expression = name_pattern(names)
    if expression is None:
        return
    for match in expression.finditer(folded):
        said = text[match.start() : match.end()]
        if match[0] not in _ALSO_WORDS or said[:1].isupper():
            yield Found(match.start(), match.end(), "NAME")


@lru_cache(maxsize=8192)
def name_pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Whole names first, then their parts; None when no name is long enough to look for."""
    wanted = sorted({form for name in names for form in _forms(name)}, key=lambda f: (-len(f), f))
    if not wanted:
        return None
    return re.compile(rf"(?<![\w\[])(?:{'|'.join(wanted)})(?![\w\]])")


def _forms(name: str) -> Iterator[str]:
    whole = " ".join(fold(name).split())
    parts = [part for part in re.split(r"[\s,]+", whole) if part]
    if len(parts) > 1:
        yield r"[\s\-]+".join(map(re.escape, parts))
    for part in parts:
        if len(part) >= _SHORTEST and part not in _PARTICLES and any(map(str.isalpha, part)):
            yield re.escape(part)
