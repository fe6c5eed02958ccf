"""The playbook's pages."""

from __future__ import annotations

from django.urls import path

from boussole.features.playbook import views

app_name = "playbook"
urlpatterns = [
    path("playbook/", views.index, name="index"),
    path("playbook/<slug:key>/", views.rule, name="rule"),
]
