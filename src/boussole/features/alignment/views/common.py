"""What several pages share: finding a session one may see, and one's own place in it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from boussole.features.alignment import access, queries
from boussole.features.alignment.models import Participant, Session
from boussole.features.organisation.access import found_or_404, signed_in


def found(request: HttpRequest, pk: int) -> Session:
    """A session that the person who asks may see; 404 for any other."""
    return found_or_404(access.sessions(signed_in(request)), pk=pk)


def own_place(request: HttpRequest, session: Session) -> Participant:
    """The place of the person who asks in a session; 404 when they are not asked to judge."""
    mine = queries.participation(signed_in(request), session)
    if mine is None:
        raise Http404
    mine.session = session
    return mine
