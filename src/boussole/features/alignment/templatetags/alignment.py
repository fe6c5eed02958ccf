"""Drawing situations: marked messages, silences, counts in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core.text import Text
from boussole.features.alignment.threads import Count
from boussole.features.conversations.forms import said as in_reader_language
from boussole.features.conversations.passages import Piece
from boussole.features.conversations.templatetags.thread import MASKED, later

register = template.Library()


@register.filter
def said(text: Mapping[str, str] | Text) -> str:
    """A text in the reader's language, as a column keeps it or as the core makes it."""
    return in_reader_language(text if isinstance(text, Text) else Text(**text))


@register.filter
def later_by(minutes: int) -> str:
    """Say a silence, in hours or days."""
    return later(timedelta(minutes=minutes))


@register.filter
def in_figures(count: Count) -> str:
    """Say how many gave each answer; what nobody said is left out, except yes and no."""
    parts = [
        _("%(number)d oui") % {"number": count.met},
        _("%(number)d non") % {"number": count.not_met},
    ]
    if count.not_applicable:
        parts.append(_("%(number)d sans objet") % {"number": count.not_applicable})
    said_ = ", ".join(parts)
    if not count.hesitating:
        return said_
    hesitating = ngettext("%(number)d hésite", "%(number)d hésitent", count.hesitating)
    return said_ + " (" + hesitating % {"number": count.hesitating} + ")"


@register.simple_tag
def marked(pieces: Sequence[Piece]) -> SafeString:
    """Draw a text with its passages marked: the software's dotted, people's plain."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString:
    text: Any = piece.text
    if piece.token:
        kind = piece.text.strip("[]")
        text = format_html('<span class="masked">{}</span>', MASKED.get(kind, kind))
    if not piece.keys:
        return format_html("{}", text)
    tones = " ".join(f"chosen-{tone}" for tone in piece.tones)
    return format_html('<mark class="{}">{}</mark>', tones, text)
