"""The addresses of irritants."""

from __future__ import annotations

from django.urls import path

from boussole.features.irritants.views import ears

app_name = "irritants"
urlpatterns = [
    path("heard/", ears.index, name="heard"),
    path("heard/<int:pk>/take-back/", ears.take_back, name="take_back"),
    path("heard/<int:pk>/merge/", ears.merge, name="merge"),
    path("heard/<int:pk>/part/", ears.part, name="part"),
    path("heard/<int:pk>/route/", ears.route, name="route"),
    path("heard/<int:pk>/answer/", ears.answer, name="answer"),
]
