"""The alignment pages."""

from __future__ import annotations

from django.urls import path

from boussole.features.alignment.views import judging, results, sessions

app_name = "alignment"
urlpatterns = [
    path("alignment/", sessions.index, name="index"),
    path("alignment/new/", sessions.new, name="new"),
    path("alignment/<int:pk>/", sessions.session, name="session"),
    path("alignment/<int:pk>/extend/", sessions.extend, name="extend"),
    path("alignment/<int:pk>/cancel/", sessions.cancel, name="cancel"),
    path("alignment/<int:pk>/judge/<int:place>/", judging.judge, name="judge"),
    path("alignment/<int:pk>/submit/", judging.submit, name="submit"),
    path("alignment/<int:pk>/results/", results.results, name="results"),
    path("alignment/<int:pk>/results/<int:place>/", results.debate, name="debate"),
    path("alignment/rules/<slug:key>/", results.history, name="history"),
]
