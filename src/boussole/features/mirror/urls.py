"""The address of the mirror."""

from __future__ import annotations

from django.urls import path

from boussole.features.mirror import views

app_name = "mirror"
urlpatterns = [path("mirror/", views.page, name="page")]
