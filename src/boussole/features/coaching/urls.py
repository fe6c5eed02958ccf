"""The coaching pages."""

from __future__ import annotations

from django.urls import path

from boussole.features.coaching import views

app_name = "coaching"
urlpatterns = [
    path("situations/", views.situations, name="situations"),
    path("situations/<int:pk>/seen/", views.seen, name="seen"),
    path("situations/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
    path("situations/<int:pk>/restore/", views.restore, name="restore"),
]
