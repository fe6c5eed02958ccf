"""The addresses of initiatives."""

from __future__ import annotations

from django.urls import path

from boussole.features.initiatives.views import initiative, lists, trying

app_name = "initiatives"
urlpatterns = [
    path("initiatives/", lists.initiatives, name="list"),
    path("initiatives/new/", initiative.new, name="new"),
    path("initiatives/<int:pk>/", initiative.initiative, name="initiative"),
    path("initiatives/<int:pk>/change/", initiative.change, name="change"),
    path("initiatives/<int:pk>/withdraw/", initiative.withdraw, name="withdraw"),
    path("initiatives/<int:pk>/restore/", initiative.restore, name="restore"),
    path("initiatives/<int:pk>/support/", initiative.support, name="support"),
    path("initiatives/<int:pk>/leave/", initiative.no_longer_support, name="no_longer_support"),
    path("initiatives/<int:pk>/comments/", initiative.comment, name="comment"),
    path("initiatives/comments/<int:pk>/remove/", initiative.remove_comment, name="remove_comment"),
    path("initiatives/<int:pk>/trial/", trying.announce, name="announce"),
    path("initiatives/<int:pk>/trial/take-back/", trying.take_back, name="take_back"),
    path("initiatives/<int:pk>/objection/", trying.object_to, name="object"),
    path("initiatives/objections/<int:pk>/lift/", trying.lift, name="lift"),
    path("initiatives/<int:pk>/telling/", trying.tell, name="tell"),
    path(
        "initiatives/<int:pk>/telling/take-back/",
        trying.take_telling_back,
        name="take_telling_back",
    ),
    path("settings/trials/", lists.rule, name="rule"),
]
