"""The WSGI application that granian serves."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "boussole.web.settings")
application = get_wsgi_application()


def _warm_up() -> None:
    """Get ready beside the first requests, which need not wait for it."""
    from django.db import connections

    from boussole.features.conversations.reading import warm_up

    try:
        warm_up()
    finally:
        connections.close_all()


threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
