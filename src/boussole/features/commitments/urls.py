"""The addresses of commitments."""

from __future__ import annotations

from django.urls import path

from boussole.features.commitments.views import consultation, proposals, versions

app_name = "commitments"
urlpatterns = [
    path("commitments/", versions.index, name="index"),
    path("commitments/history/", versions.history, name="history"),
    path("commitments/lines/<int:pk>/rules/", versions.rules, name="rules"),
    path("commitments/consultations/new/", consultation.new, name="new"),
    path("commitments/consultations/<int:pk>/", consultation.consultation, name="consultation"),
    path("commitments/consultations/<int:pk>/cancel/", consultation.cancel, name="cancel"),
    path("commitments/consultations/<int:pk>/ballot/", consultation.ballot, name="ballot"),
    path(
        "commitments/consultations/<int:pk>/ballot/take-back/",
        consultation.take_ballot_back,
        name="take_ballot_back",
    ),
    path("commitments/consultations/<int:pk>/propose/", proposals.propose, name="propose"),
    path("commitments/proposals/<int:pk>/reword/", proposals.reword, name="reword"),
    path("commitments/proposals/<int:pk>/withdraw/", proposals.withdraw, name="withdraw"),
    path("commitments/proposals/<int:pk>/restore/", proposals.restore, name="restore"),
    path("commitments/proposals/<int:pk>/comments/", proposals.comment, name="comment"),
    path("commitments/comments/<int:pk>/remove/", proposals.remove_comment, name="remove_comment"),
]
