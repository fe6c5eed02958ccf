"""The addresses of irritants."""

from __future__ import annotations

from django.urls import path

from boussole.features.irritants.views import ears, irritants, meeting, owning

app_name = "irritants"
urlpatterns = [
    path("heard/", ears.index, name="heard"),
    path("heard/<int:pk>/take-back/", ears.take_back, name="take_back"),
    path("heard/<int:pk>/merge/", ears.merge, name="merge"),
    path("heard/<int:pk>/part/", ears.part, name="part"),
    path("heard/<int:pk>/route/", ears.route, name="route"),
    path("heard/<int:pk>/unroute/", ears.unroute, name="unroute"),
    path("heard/<int:pk>/answer/", ears.answer, name="answer"),
    path("heard/<int:pk>/unanswer/", ears.unanswer, name="unanswer"),
    path("irritants/", irritants.index, name="index"),
    path("irritants/new/", irritants.new, name="new"),
    path("irritants/asked/", irritants.asked, name="asked"),
    path("irritants/<int:pk>/", irritants.irritant, name="irritant"),
    path("irritants/<int:pk>/change/", irritants.change, name="change"),
    path("irritants/<int:pk>/me-too/", meeting.me_too, name="me_too"),
    path("irritants/<int:pk>/not-me/", meeting.not_me, name="not_me"),
    path("irritants/<int:pk>/drop/", meeting.drop, name="drop"),
    path("irritants/<int:pk>/share/", meeting.share, name="share"),
    path("irritants/<int:pk>/unshare/", meeting.unshare, name="unshare"),
    path("irritants/<int:pk>/join/", meeting.join, name="join"),
    path("irritants/<int:pk>/separate/", meeting.separate, name="separate"),
    path("irritants/<int:pk>/cost-now/", meeting.cost_now, name="cost_now"),
    path("irritants/<int:pk>/cost-unsaid/", meeting.cost_unsaid, name="cost_unsaid"),
    path("irritants/<int:pk>/assign/", owning.assign, name="assign"),
    path("irritants/<int:pk>/take/", owning.take, name="take"),
    path("irritants/<int:pk>/owner-answer/", owning.answer, name="owner_answer"),
    path("irritants/<int:pk>/resolve/", owning.resolve, name="resolve"),
    path("irritants/<int:pk>/reopen/", owning.reopen, name="reopen"),
    path("irritants/<int:pk>/steps/<int:step>/undo/", owning.undo, name="undo"),
    path("irritants/<int:pk>/link/", owning.link, name="link"),
]
