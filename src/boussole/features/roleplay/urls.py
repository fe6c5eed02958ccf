"""The role-play pages."""

from __future__ import annotations

from django.urls import path

from boussole.features.roleplay.views import own, plays, scenarios

app_name = "roleplay"
urlpatterns = [
    path("roleplay/", scenarios.index, name="index"),
    path("roleplay/scenario/<slug:key>/", scenarios.scenario, name="scenario"),
    path("roleplay/scenario/<slug:key>/begin/", scenarios.begin, name="begin"),
    path("roleplay/scenario/<slug:key>/suggest/", scenarios.suggest, name="suggest"),
    path("roleplay/suggestion/<int:pk>/withdraw/", scenarios.unsuggest, name="unsuggest"),
    path("roleplay/play/<uuid:pk>/", plays.play, name="play"),
    path("roleplay/play/<uuid:pk>/answer/", plays.answer, name="answer"),
    path("roleplay/play/<uuid:pk>/take-back/", plays.take_back, name="take_back"),
    path("roleplay/play/<uuid:pk>/why/", plays.explain, name="explain"),
    path("roleplay/play/<uuid:pk>/give-up/", plays.give_up, name="give_up"),
    path("roleplay/play/<uuid:pk>/resume/", plays.resume, name="resume"),
    path("roleplay/play/<uuid:pk>/again/", plays.again, name="again"),
    path("roleplay/play/<uuid:pk>/discard/", plays.discard, name="discard"),
    path("roleplay/play/<uuid:pk>/look-back/", plays.look_back, name="look_back"),
    path("roleplay/play/<uuid:pk>/share/", plays.share, name="share"),
    path("roleplay/play/<uuid:pk>/unshare/", plays.unshare, name="unshare"),
    path("roleplay/scenario/<slug:key>/copy/", own.copy, name="copy"),
    path("roleplay/own/", own.own, name="own"),
    path("roleplay/own/import/", own.bring_in, name="import"),
    path("roleplay/own/version/<int:pk>/put-back/", own.put_back, name="put_back"),
    path("roleplay/own/<slug:key>/", own.own_scenario, name="own_scenario"),
    path("roleplay/own/<slug:key>/edit/", own.edit, name="edit"),
    path("roleplay/own/<slug:key>/yaml/", own.edit_yaml, name="yaml"),
    path("roleplay/own/<slug:key>/paths/", own.paths, name="paths"),
    path("roleplay/own/<slug:key>/try/", own.attempt, name="try"),
    path("roleplay/own/<slug:key>/publish/", own.publish, name="publish"),
    path("roleplay/own/<slug:key>/drop/", own.drop, name="drop"),
    path("roleplay/own/<slug:key>/archive/", own.archive, name="archive"),
    path("roleplay/own/<slug:key>/export/", own.export, name="export"),
]
