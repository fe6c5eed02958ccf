"""Where personal data stands in a text: one finder per kind, each a pattern and a check.

Finders return candidate spans, in the order of how sure they are; the first to claim a place keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

import phonenumbers
from stdnum import iban, luhn
from stdnum.fr import siren, siret

from boussole.core.folding import fold
from boussole.core.privacy.lookalikes import is_nobodys
from boussole.core.privacy.words import BRAND, known_words

Kind = Literal[
    "EMAIL", "IBAN", "CARD", "NIR", "SSN", "SIRET", "PHONE", "IP", "BIRTHDATE", "PASSWORD",
    "REFERENCE", "ADDRESS", "NAME",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "EMAIL", "IBAN", "CARD", "NIR", "SSN", "SIRET", "PHONE", "IP", "BIRTHDATE", "PASSWORD",
    "REFERENCE", "ADDRESS", "NAME",
)  # fmt: skip

TOKEN = re.compile(rf"\[(?:{'|'.join(KINDS)})\]")


class Found(NamedTuple):
    """Personal data of ``kind`` at ``start:end``."""

    start: int
    end: int
    kind: Kind


class WordTest(NamedTuple):
    """One of the words that ``pattern`` finds must be ``wanted`` for a search to be worth it."""

    pattern: str
    wanted: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds one kind of personal data, and knows what a text must have for the search to be worth it.

    ``figures`` is the fewest figures such a text holds; ``mark`` a pattern it matches, on folded text
    when ``folded``; ``word`` a test one of its words passes. Patterns are read alike by Python and by
    polars. A text that fails one of them is not searched, alone or in a column.
    """

    find: Callable[[str], Iterator[Found]]
    figures: int = 0
    mark: str = ""
    folded: bool = False
    word: WordTest | None = None


_IBAN_SHAPE = re.compile(r"[A-Z]{2}\d{2}[A-Z]{0,4}\d{10,26}")
# The lengths and first figures issuers have (ISO/IEC 7812): a dated web address is no card.
_CARD_ISSUED = re.compile(
    r"4\d{12}(?:\d{3}){0,2}|3[47]\d{13}|3(?:0[0-59]|[689])\d{11,13}|(?:2[2-7]|35|5\d|6\d)\d{14,17}"
)
PHONE_DIGITS = range(8, 17)  # E.164 counts at most 15, dialled with 00 a few more
TOLD_PHONE_DIGITS = range(7, 16)
LOCAL_PHONE_DIGITS = range(7, 21)  # with an extension
NIR_WITHOUT_KEY = 13
SIRET_DIGITS = 14
FEWEST_FIGURES = 3  # a reference has at least three
FEWEST_CODE_FIGURES = 5
_SEP = r"[ .\-\u00a0\u202f]?"


def _whole(
    kind: Kind,
    pattern: str,
    check: Callable[[str], bool] | None = None,
    *,
    figures: int = 0,
    mark: str = "",
    folded: bool = False,
) -> Finder:
    """Find every match of ``pattern`` (its group ``it`` when it has one) that passes ``check``."""
    expression = re.compile(pattern)
    group: str | int = "it" if "it" in expression.groupindex else 0

    def find(text: str) -> Iterator[Found]:
        for match in expression.finditer(text):
            if check is None or check(match[group]):
                yield Found(match.start(group), match.end(group), kind)

    return Finder(find, figures, mark, folded)


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _is_iban(text: str) -> bool:
    """A mistyped account is still somebody's: a wrong key passes where the shape is plain."""
    compact = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    return bool(iban.is_valid(compact) or _IBAN_SHAPE.fullmatch(compact))


def _is_card(text: str) -> bool:
    digits = _digits(text)
    return bool(_CARD_ISSUED.fullmatch(digits) and luhn.is_valid(digits))


def _is_nir(text: str) -> bool:
    """A mistyped number is still somebody's: its shape is enough where it is whole."""
    return len(re.sub(r"[^0-9ABab]", "", text)) >= NIR_WITHOUT_KEY


def _is_siret(text: str) -> bool:
    digits = _digits(text)
    if is_nobodys(digits):
        return False
    return bool(siret.is_valid(digits) if len(digits) == SIRET_DIGITS else siren.is_valid(digits))


_REGIONS = ("FR", "BE", "CH", "US", "GB", "LU", "CA", "DE", "ES", "IT", "DZ", "MA", "TN")


@lru_cache(maxsize=4096)
def _is_phone(text: str) -> bool:
    """Say whether a candidate is a number of the plan it belongs to, or of a neighbouring plan."""
    if text.lstrip("(").startswith(("+", "00")):
        return len(_digits(text)) in PHONE_DIGITS
    return any(_possible(text, region) for region in _REGIONS)


def _possible(text: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def _has_figures(text: str) -> bool:
    return sum(map(str.isdigit, text)) >= FEWEST_FIGURES and not is_nobodys(text)


_NOT_IN_WORD = r"(?<![\w@])"
_NUMBER_END = r"(?![\w]|[.,]\d)"

_EMAIL = _whole(
    "EMAIL",
    r"(?i)(?<![\w.+%\-])(?:mailto:)?(?P<it>[\w.+%\-]{1,64}\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?"
    r"[a-z0-9](?:[a-z0-9\-]{0,62})(?:\.[a-z0-9\-]{1,62}){0,4}(?:\.|\[dot\]|\(dot\)| point )[a-z]{2,24}"
    r"|[\w.\-]{2,64} (?:at|chez|arobas) [\w\-]{2,62} (?:point|dot) (?:fr|com|net|org|eu|be|ch|ca))(?![\w@])",
    mark=r"@|\(at\)|\[at\]|arobase| (?:point|dot) ",
    folded=True,
)
_IBAN_LIKE = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ \-\u00a0]?[A-Za-z0-9]{1,4}){3,8}\b")


def _ibans(text: str) -> Iterator[Found]:
    """The words that follow an account look like its last groups: try the longest that holds."""
    for match in _IBAN_LIKE.finditer(text):
        ends = [word.end() for word in re.finditer(r"[^ \-\u00a0]+", match[0])]
        for end in reversed(ends):
            if _is_iban(match[0][:end]):
                yield Found(match.start(), match.start() + end, "IBAN")
                break


_IBAN = Finder(_ibans, figures=8, mark=r"\b[A-Za-z]{2}\d{2}")
_LONE_IBAN = _whole(
    "IBAN",
    r"(?i)\bFR\d{2}(?:[ \-\u00a0]?[A-Z0-9]{4}){5}[ \-\u00a0]?[A-Z0-9]{3}\b",
    figures=8,
    mark=r"(?i)\bFR\d{2}",
)
_CARD = _whole(
    "CARD",
    rf"{_NOT_IN_WORD}\d(?:[ .\-\u00a0]?\d){{12,18}}{_NUMBER_END}",
    _is_card,
    figures=13,
    mark=r"\d(?:[ .\-/()\u00a0\u202f]{0,4}\d){12}",
)
_NIR = _whole(
    "NIR",
    rf"{_NOT_IN_WORD}[12]{_SEP}\d{{2}}{_SEP}(?:0[1-9]|1[0-2]|[2-9]\d){_SEP}(?:\d{{2}}|2[ABab]){_SEP}"
    rf"\d{{3}}{_SEP}\d{{3}}(?:{_SEP}\d{{2}})?{_NUMBER_END}",
    _is_nir,
    figures=12,
    mark=r"[12][ .\-\u00a0\u202f]?\d\d[ .\-\u00a0\u202f]?\d\d",
)
_SSN = _whole(
    "SSN",
    rf"{_NOT_IN_WORD}(?!000|666|9\d\d)\d{{3}}-(?!00)\d{{2}}-(?!0000)\d{{4}}{_NUMBER_END}",
    figures=9,
    mark=r"\d{3}-\d{2}-\d{4}",
)
_SIRET = _whole(
    "SIRET",
    rf"{_NOT_IN_WORD}\d{{3}}[ .\u00a0]?\d{{3}}[ .\u00a0]?\d{{3}}[ .\u00a0]?\d{{5}}{_NUMBER_END}",
    _is_siret,
    figures=14,
    mark=r"(?:\d{3}[ .\u00a0]?){3}\d{5}",
)
_SIREN = _whole(
    "SIRET",
    r"(?i)\b(?:siren|siret|rcs(?: \w+)?)\W{0,12}(?P<it>\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5})?)\b",
    figures=9,
    mark=r"siren|siret|rcs",
    folded=True,
)
_PHONE_SEP = r"[ .\-/\u00a0\u202f]{0,3}"
_FRENCH_PHONE = _whole(
    "PHONE",
    rf"(?<![\w.,/+])(?:\(?(?:\+|00)[ ]?33\)?{_PHONE_SEP}(?:\(0\)[ ]?)?|\(?[0Oo])[ ]?[1-9]\)?"
    rf"(?:(?:{_PHONE_SEP}\d{{2}}){{4}}|(?:[ .]\d{{4}}){{2}}|\d{{2}}(?:[ .]\d{{3}}){{2}}|(?:[ .]\d\d){{2}}[ .]\d{{4}}|(?:[ ]\d){{8}})(?![\w])",
    figures=9,
    mark=r"(?:[0Oo]|33)[ .\-/()0\u00a0\u202f]{0,8}[1-9][ .\-/()\u00a0\u202f]{0,4}\d",
)
_SAID = (
    "z[ée]ro|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|"
    "soixante|cent|oh|one|two|three|four|five|seven|eight|nine"
)
_SPOKEN_PHONE = _whole(
    "PHONE",
    rf"(?i)\b(?:z[ée]ro|oh|plus trente[- ]trois)(?:[ ,\-]{{1,2}}(?:et[ \-])?(?:{_SAID})(?:s|ze)?\b){{4,}}",
    mark=r"\b(?:zero|oh|plus trente)\b",
    folded=True,
)
_ANY_PHONE = _whole(
    "PHONE",
    r"(?<![\w.,/\-])(?:\+|00)?\(?\d{1,4}\)?(?:[ .\-/\u00a0]{0,2}\(?\d{1,5}\)?){1,6}(?:[ ]?(?:x|ext\.?|poste)[ ]?\d{1,5})?(?![\w]|[,.]\d)",
    lambda said: (
        len(_digits(said)) in LOCAL_PHONE_DIGITS and not is_nobodys(said) and _is_phone(said)
    ),
    figures=7,
    mark=r"\d(?:[ .\-/()\u00a0\u202f]{0,4}\d){6}",
)
# Said to be one: no plan is asked.
_TOLD_PHONE = _whole(
    "PHONE",
    r"(?i)\b(?:t[ée]l(?:[ée]phone)?|phone|portable|mobile|cell|fax|gsm|joindre|joignable|appele[rz](?:[- ]moi)?|call(?: me)?|reach me|text me)\b"
    r"[^\d\n!?+(]{0,20}?(?P<it>(?:\+|\(\+?)?\d[\d .\-/()\u00a0]{5,20}\d)(?![\w]|[,.]\d)",
    lambda said: len(_digits(said)) in TOLD_PHONE_DIGITS and not is_nobodys(said),
    figures=7,
    mark=r"\b(?:tel|telephone|phone|portable|mobile|cell|fax|gsm|joindre|joignable|appele[rz]|call|reach|text)\b",
    folded=True,
)
_IP = _whole(
    "IP",
    r"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w]|\.\d)"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}(?![\w:])",
    figures=1,
    mark=r"\d\.\d{1,3}\.\d|(?:[0-9a-fA-F]{1,4}:){4}",
)
_MONTHS = (
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.\- ]\d{{1,2}}[/.\- ]\d{{2,4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:er|st|nd|rd|th)? (?:{_MONTHS})\.?,? \d{{4}}"
    rf"|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
# Spoken, as in a transcript: "quinze mars mille neuf cent quatre-vingt".
_SPOKEN_DATE = (
    rf"(?:premier|{_SAID}|quatorze)(?:[- ](?:et )?(?:{_SAID}))? (?:{_MONTHS}) (?:mille|mil|deux mille|dix-neuf cent)"
    rf"(?:[- ](?:et )?(?:{_SAID}|cents?|vingts?))*"
)
_BIRTHDATE = _whole(
    "BIRTHDATE",
    r"(?i)\b(?:n[ée](?:\(?e\)?)?(?:\(?s\)?)? (?:le|un|en)|(?:date de )?naissance|born(?: on| in)?|date of birth|ddn|birth ?date"
    r"|birthday|anniv(?:ersaire)?|je suis du|d\.?o\.?b\.?)[ :,\-]{0,4}(?:(?:c['’ ]?est|est|is|it['’]s|le|on|the|[ée]tant)(?: le| the)?[ :]{1,2})?"
    rf"(?P<it>{_DATE}|\d{{1,2}}(?: ?[/.\-] ?\d{{1,2}} ?[/.\-] ?)\d{{2,4}}|\d{{6}}(?:\d\d)?(?!\d)|(?:(?:{_MONTHS}) )?(?:19|20)\d\d(?!\d)|{_SPOKEN_DATE})",
    mark=r"\bnee?\(?e?\)?s? (?:le|un|en)\b|naissance|born|birth|anniv|je suis du|d\.?o\.?b|ddn",
    folded=True,
)
_PASSWORD = _whole(
    "PASSWORD",
    r"(?i)\b(?:(?:mot de passe|mdp|password|passwd|pwd|pass|security code|cryptogramme|code (?:pin|secret|confidentiel|de s[ée]curit[ée]|d['’]acc[èe]s|d['’]entr[ée]e|(?:du |de la |de l['’]|d['’])?(?:porte|portail|immeuble|r[ée]sidence|hall))|"
    r"pin(?: code)?|cvv|cvc|digicode|passcode)(?:[ ]?(?:est|is|c['’]est)[ ]|[ ]?[:=][ ]?)|(?:digicode|code portail|code porte|interphone|code de s[ée]curit[ée]|cryptogramme)[ ](?=\w*\d))(?P<it>[^\s,;]{3,64})",
    lambda said: bool(re.search(r"\d", said)) and not TOKEN.search(said),
    figures=1,
    mark=r"mot de passe|mdp|passw|passcode|\bpass\b|pwd|code|\bpin\b|cv[vc]|interphone|cryptogramme",
    folded=True,
)
_THING = (
    r"commandes?|contrats?|dossiers?|clients?|factures?|r[ée]f[ée]rences?|r[ée]f|tickets?|colis|suivi|abonn[ée]s?|comptes?|"
    r"lignes?|devis|sinistres?|r[ée]servations?|r[ée]clamations?|num[ée]ro|n°|nº|num|identifiant|id|login|police|s[ée]rie|imei|"
    r"orders?|contracts?|cases?|customers?|invoices?|references?|ref|tracking|bookings?|reservations?|accounts?|"
    r"pnr|cmd|allocataire|adh[ée]rente?s?|matricule|immatriculation|plaque|mandat|rum|pdl|prm|pce|bl|bon|fiscal|spi|fid[ée]lit[ée]|chronopost|"
    r"colissimo|mondial relay|livraison|soci[ée]taire|usager|course|confirmation|claims?|policy|serial|number|membership|member|user|licen[cs]e|passport|passeport|transaction|quote|shipment"
)
_REFERENCE = _whole(
    "REFERENCE",
    rf"(?i)\b(?:{_THING})(?:[ ](?:{_THING}|de|du|d['’]|la(?!\d)|le(?!\d)|no|is|est|id|n°|nº))*\.?[ ]*"
    r"(?P<mark>[#:°n]|n°|nº|no\.?|num[ée]ro|number|est|is)?[ ]*[:#°]?[ ]*"
    r"(?P<it>[A-Z]{0,3}[ ]?\d{2,5}(?:[ ]\d{2,5}){1,4}(?:[ ]\d)?(?![\d€%])|(?=[\w\-/.+]{0,40}\d)"
    r"[A-Za-z0-9](?:[\w\-/+]|\.(?=\w)){3,39}(?:[ ][A-Z](?!\w))?)(?![\w@])",
    _has_figures,
    figures=3,
    mark=rf"\b(?:{_THING})[^!?\n]{{0,40}}\d",
    folded=True,
)
# Six capitals and figures after what a traveller calls them: "dossier LH7Y9K".
_BOOKING = _whole(
    "REFERENCE",
    r"\b(?i:pnr|r[ée]servations?|dossier|booking|reference|r[ée]f[ée]rence|r[ée]f|confirmation|billet)(?i: (?:number|code|n°|is|est|ref|reference|de r[ée]servation))*"
    r"[ ]?[:#]?[ ]?(?P<it>(?=[A-Z]*\d)[A-Z0-9]{6})(?!\w)",
    figures=1,
    mark=r"\b(?:pnr|reserv|dossier|booking|ref|confirm|billet)",
    folded=True,
)
_PLATE = _whole(
    "REFERENCE",
    r"(?<![\w\-])[A-HJ-NP-TV-Z]{2}[ \-]?\d{3}[ \-]?[A-HJ-NP-TV-Z]{2}(?![\w\-])",
    figures=3,
    mark=r"\d{3}[ \-]?[A-Z]{2}",
)
_HASH_REFERENCE = _whole(
    "REFERENCE",
    r"(?<![\w&])#(?P<it>(?=[\w\-]{0,20}\d{4})[A-Za-z0-9][\w\-]{3,39})",
    figures=4,
    mark="#",
)
_CODE_LIKE = re.compile(
    r"(?<![\w\-/.=?&#])(?:[A-Z]{1,6}[\-/]?\d{5,20}[A-Z]{0,4}|[A-Z]{2,6}-\d{2,6}(?:-\d{2,10})+|\d{9,22}|0\d{6,8}|"
    r"\d[A-Z]\d{8,14}|[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,8}){2,6})(?![\w\-/=&@])"
)
_WORD_BEFORE = re.compile(r"(\w+)[ ]$")


def _codes(text: str) -> Iterator[Found]:
    """A long code alone is a reference, unless a brand before it makes it a model."""
    for match in _CODE_LIKE.finditer(text):
        figures = sum(map(str.isdigit, match[0]))
        if figures < FEWEST_CODE_FIGURES or is_nobodys(match[0]):
            continue
        before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
        if before is None or not known_words().get(fold(before[1]), 0) & BRAND:
            yield Found(match.start(), match.end(), "REFERENCE")


_CODE = Finder(_codes, figures=5, mark=r"\d{5}|[A-Z0-9]-[A-Z0-9]{2}|\d[A-Z]\d")

_POSTAL_TOWN = _whole(
    "ADDRESS",
    r"(?<![\w.,#°])(?P<it>(?:F-?|FR-?)?(?:0[1-9]|[1-8]\d|9[0-8])\d{3}[ ]+[A-ZÀ-ÖØ-Þ](?:[\w'’]+)(?:[ \-](?:[A-ZÀ-ÖØ-Þ][\w'’]+|sur|sous|en|de|la|le|les|lès)){0,4})(?![\w])",
    lambda said: (
        not re.search(r"(?i)\b(?:euros?|eur|clients?|points?|fois|km|abonn|usd|go|mo)\b", said)
    ),
    figures=5,
    mark=r"\d{5}[ ]+[A-ZÀ-ÖØ-Þ]",
)
_POSTCODE_UK = _whole(
    "ADDRESS",
    r"(?<![\w\-])[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}(?![\w\-])",
    figures=2,
    mark=r"[A-Z]\d[A-Z\d]? \d[A-Z]{2}",
)
_BOX = _whole(
    "ADDRESS",
    r"(?<![\w])(?:P\.?\s?O\.?\s?Box|BP|CS)[ ]\d{2,6}(?![\w])",
    figures=2,
    mark=r"(?:P\.?\s?O\.?\s?Box|BP|CS)[ ]\d",
)
_POSTCODE = _whole(
    "ADDRESS",
    r"(?i)\b(?:code postal|cp|zip(?: ?code)?|post ?code|postal code|plz)\b[^\d\n.!]{0,25}?"
    r"(?P<it>\b(?:[A-Z]{1,2}-)?\d{2,3}[- ]?\d{2,3}(?:-\d{3,4})?(?: [A-Z]{2}\b)?)(?!\w)",
    figures=4,
    mark=r"postal|cp|zip|post ?code|plz",
    folded=True,
)

# After whole addresses, what is left of one.
ADDRESS_PARTS: tuple[Finder, ...] = (_POSTAL_TOWN, _POSTCODE_UK, _BOX)
# In the order of trust: the first to claim a place keeps it.
FINDERS: tuple[Finder, ...] = (
    _EMAIL, _IBAN, _LONE_IBAN, _BIRTHDATE, _PASSWORD, _NIR, _CARD, _SSN, _SIREN, _SIRET, _FRENCH_PHONE, _SPOKEN_PHONE, _IP,
    _POSTCODE,
)  # fmt: skip
# After addresses, whose figures they would take.
LOOSE_FINDERS: tuple[Finder, ...] = (
    _BOOKING,
    _PLATE,
    _REFERENCE,
    _HASH_REFERENCE,
    _ANY_PHONE,
    _TOLD_PHONE,
    _CODE,
)
