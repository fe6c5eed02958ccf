"""The organisation's pages, under /settings/."""

from __future__ import annotations

from django.urls import path

from boussole.features.organisation import views

app_name = "organisation"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("audit/", views.audit, name="audit"),
]
