"""The pages of the indicators and the journey; home is the compass, at the root of the site."""

from __future__ import annotations

from django.urls import path

from boussole.features.metrics.views import compass, indicators, journey

app_name = "metrics"
urlpatterns = [
    path("journey/", journey.journey, name="journey"),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators/<slug:name>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:name>/conversations/", indicators.behind, name="behind"),
    path("facts/rebuild/", compass.rebuild, name="rebuild"),
]
