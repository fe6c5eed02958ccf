"""What every page of the line is kept behind: no cache, and errors that repeat nothing of what was typed."""

from __future__ import annotations

from collections.abc import Callable, ItemsView
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

P = ParamSpec("P")


class NothingReported(SafeExceptionReporterFilter):
    """Hides posted fields and every local variable, in development too, where Django shows them."""

    def is_active(self, request: HttpRequest | None) -> bool:  # noqa: ARG002 - Django's signature
        """Django hides nothing while DEBUG is on; here something typed is never an aid to debugging."""
        return True

    def get_traceback_frame_variables(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django's signature
        tb_frame: Any,  # noqa: ARG002
    ) -> ItemsView[str, Any]:
        """No frame shows its variables: a code or a text goes through many of them."""
        return dict[str, Any]().items()


def discreet(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Keep a page out of every cache, and what was posted to it out of every report."""
    kept = never_cache(sensitive_post_parameters()(sensitive_variables()(view)))

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.exception_reporter_filter = NothingReported()
        return kept(request, *args, **kwargs)

    guarded.ability = getattr(view, "ability", None)  # type: ignore[attr-defined]
    return guarded
