"""The addresses of recognition."""

from __future__ import annotations

from django.urls import path

from boussole.features.recognition.views import feedback, giving, own, practice, wall

app_name = "recognition"
urlpatterns = [
    path("recognitions/", wall.wall, name="wall"),
    path("recognitions/<int:pk>/thanks/", wall.thank_too, name="thank_too"),
    path("recognitions/<int:pk>/no-thanks/", wall.no_longer_thank, name="no_longer_thank"),
    path("recognitions/new/", giving.new, name="new"),
    path("recognitions/situations/<int:pk>/", giving.accept, name="accept"),
    path("recognitions/situations/<int:pk>/words/", giving.name, name="name"),
    path("recognitions/<int:pk>/take-back/", giving.take_back, name="take_back"),
    path("recognitions/mine/", own.mine, name="mine"),
    path("recognitions/<int:pk>/reach/", own.reach, name="reach"),
    path("recognitions/<int:pk>/withdraw/", own.withdraw, name="withdraw"),
    path("recognitions/digest/", own.digest, name="digest"),
    path("recognitions/practice/", practice.own_practice, name="practice"),
    path("recognitions/practice/ask/", practice.ask_feedback, name="ask_feedback"),
    path(
        "recognitions/practice/<int:pk>/cancel/", practice.cancel_feedback, name="cancel_feedback"
    ),
    path("recognitions/feedback/<int:pk>/", feedback.give, name="feedback"),
]
