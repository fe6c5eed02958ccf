"""The addresses of the confidential line. A code or a passphrase is only ever posted."""

from __future__ import annotations

from django.urls import path

from boussole.features.confidential.views import confiding, leading, listening

app_name = "confidential"
urlpatterns = [
    path("confidential/", confiding.index, name="index"),
    path("confidential/write/", confiding.write, name="write"),
    path("confidential/receipt/", confiding.receipt, name="receipt"),
    path("confidential/listening/", listening.index, name="listening"),
    path("confidential/listening/key/", listening.key, name="key"),
    path("confidential/listening/lock/", listening.lock, name="lock"),
    path("confidential/listening/<uuid:pk>/", listening.thread, name="thread"),
    path("confidential/listeners/", leading.listeners, name="listeners"),
    path("confidential/listeners/<int:pk>/unname/", leading.unname, name="unname"),
    path("confidential/listeners/emergency/", leading.emergency, name="emergency"),
]
