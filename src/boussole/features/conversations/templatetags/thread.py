"""Drawing a thread: its texts in pieces, its labels in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boussole.core import wording
from boussole.core.text import Text
from boussole.features.conversations.forms import said as in_reader_language
from boussole.features.conversations.passages import Piece
from boussole.features.conversations.thread import Label

register = template.Library()

_SURE, _CLEAR = 0.85, 0.65


@register.filter
def said(text: Text) -> str:
    """A text in the reader's language."""
    return in_reader_language(text)


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    """The value at a key, or nothing."""
    return values.get(key, ())


GRADES = (
    gettext_lazy("aucune"),
    gettext_lazy("légère"),
    gettext_lazy("nette"),
    gettext_lazy("forte"),
)


@register.filter
def grade(value: int) -> str:
    """A grade of dissatisfaction in words."""
    return str(GRADES[value])


@register.filter
def counted(number: int) -> str:
    """Write a number in the reader's format."""
    return in_reader_language(wording.number(number))


@register.filter
def later(silence: timedelta) -> str:
    """Say how long nobody wrote, in the largest unit."""
    days, hours = silence.days, round(silence.total_seconds() / 3600)
    if days:
        return ngettext("%(days)d jour plus tard", "%(days)d jours plus tard", days) % {
            "days": days
        }
    return ngettext("%(hours)d heure plus tard", "%(hours)d heures plus tard", hours) % {
        "hours": hours
    }


@register.filter
def strength(label: Label) -> str:
    """Say how strongly something is expressed, in words and figures people can compare."""
    if label.signal.maximum > 1:
        figures = in_reader_language(wording.number(label.strength, 1))
        return _("force %(strength)s sur %(maximum)d") % {
            "strength": figures,
            "maximum": label.signal.maximum,
        }
    if label.strength >= _SURE:
        return _("très net")
    return _("net") if label.strength >= _CLEAR else _("probable")


@register.simple_tag
def pieces(found: Sequence[Piece]) -> SafeString:
    """Draw a text with its passages marked; each passage leads to what explains it."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in found))


MASKED = {
    "NAME": gettext_lazy("nom"),
    "EMAIL": gettext_lazy("e-mail"),
    "PHONE": gettext_lazy("téléphone"),
    "ADDRESS": gettext_lazy("adresse"),
    "BIRTHDATE": gettext_lazy("date de naissance"),
    "PASSWORD": gettext_lazy("mot de passe"),
    "REFERENCE": gettext_lazy("référence"),
    "CARD": gettext_lazy("carte bancaire"),
    "SSN": gettext_lazy("n° de sécurité sociale"),
    "NIR": gettext_lazy("n° de sécurité sociale"),
    "IP": gettext_lazy("adresse IP"),
}


def _token(token: str) -> SafeString:
    """Say what kind of personal data was here, in the reader's language."""
    kind = token.strip("[]")
    return format_html('<span class="masked">{}</span>', MASKED.get(kind, kind))


def _piece(piece: Piece) -> SafeString:
    text = _token(piece.text) if piece.token else piece.text
    if not piece.keys:
        return format_html("{}", text)
    # The first stretch of a passage is the link, and the place that others point to; passages that
    # begin together share the link, and each keeps its place.
    if piece.first:
        link, *others = piece.first
        places = format_html_join("", '<span id="{}"></span>', ((key,) for key in others))
        text = format_html('{}<a href="#about-{}" id="{}">{}</a>', places, link, link, text)
    return format_html(
        '<mark class="{}" data-of="{}">{}</mark>',
        " ".join(f"mark-{tone}" for tone in piece.tones),
        " ".join(piece.keys),
        text,
    )
