"""The addresses of learning: figures and models under the settings, thresholds under the playbook."""

from __future__ import annotations

from django.urls import path

from boussole.features.learning.views import models, thresholds

app_name = "learning"
urlpatterns = [
    path("settings/reading/", models.figures_page, name="figures"),
    path("settings/reading/corrections/", models.corrections, name="corrections"),
    path("settings/reading/train/", models.train, name="train"),
    path("settings/reading/shipped/", models.restore_shipped, name="restore_shipped"),
    path("settings/reading/models/<int:number>/", models.models_page, name="models"),
    path(
        "settings/reading/models/<int:number>/in-force/", models.put_in_force, name="put_in_force"
    ),
    path("settings/reading/models/<int:number>/drop/", models.drop, name="drop"),
    path("playbook/thresholds/", thresholds.thresholds, name="thresholds"),
    path("playbook/<slug:key>/threshold/", thresholds.threshold, name="threshold"),
    path("playbook/<slug:key>/threshold/measure/", thresholds.measure, name="measure"),
    path("playbook/<slug:key>/threshold/publish/", thresholds.publish, name="publish"),
]
