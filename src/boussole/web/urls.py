"""Every page's address."""

from __future__ import annotations

from django.urls import include, path
from django.views.generic import RedirectView

from boussole.web import api, styleguide, views

urlpatterns = [
    path("", views.home, name="home"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("health/", views.health, name="health"),
    path("language/", views.set_language, name="set_language"),
    # Addresses are the administrator's to change; the page that links here finds the settings.
    path(
        "account/email/",
        RedirectView.as_view(pattern_name="organisation:settings"),
        name="account_email",
    ),
    path("account/", include("allauth.account.urls")),
    path("account/security/", include("allauth.mfa.urls")),
    path("api/", api.api.urls),
    path("settings/reasons/", include("boussole.features.reasons.urls")),
    path("settings/", include("boussole.features.organisation.urls")),
    path("", include("boussole.features.learning.urls")),
    path("", include("boussole.features.conversations.urls")),
    path("", include("boussole.features.surveys.urls")),
    path("", include("boussole.features.metrics.urls")),
    path("", include("boussole.features.playbook.urls")),
    path("", include("boussole.features.alignment.urls")),
    path("", include("boussole.features.coaching.urls")),
    path("", include("boussole.features.roleplay.urls")),
    path("", include("boussole.features.sessions.urls")),
    path("", include("boussole.features.recognition.urls")),
    path("", include("boussole.features.wellbeing.urls")),
    path("", include("boussole.features.irritants.urls")),
    path("", include("boussole.features.initiatives.urls")),
    path("", include("boussole.features.commitments.urls")),
    path("", include("boussole.features.confidential.urls")),
    path("", include("boussole.features.care.urls")),
    path("", include("boussole.features.mirror.urls")),
]
