"""What the pages of contact reasons share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from boussole.core.reasons import Reason, ReasonFamily, ReasonTree
from boussole.features.organisation.views.common import done, tabs
from boussole.features.reasons import queries


def page(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Draw a page of the settings with its tabs."""
    return render(request, f"reasons/{template}", {"tabs": tabs(request), **context}, status=status)


def changed(request: HttpRequest, text: str) -> HttpResponse:
    """Say what was done to the tree, offer to undo it, and show the tree."""
    last = queries.version_in_force()
    done(request, text, reverse("reasons:undo", args=[last.number]) if last else "")
    return redirect("reasons:tree")


def found_reason(tree: ReasonTree, key: str) -> tuple[Reason, ReasonFamily]:
    """A reason and its family, or 404."""
    family = tree.family_of(key)
    if family is None:
        raise Http404
    return tree[key], family


def found_family(tree: ReasonTree, key: str) -> ReasonFamily:
    """A family, or 404."""
    family = next((one for one in tree.families if one.key == key), None)
    if family is None:
        raise Http404
    return family
