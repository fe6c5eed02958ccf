"""The organisation's addresses, under /settings/."""

from __future__ import annotations

from django.urls import path, re_path

from boussole.features.organisation.views import audit, departments, people, profile, teams

app_name = "organisation"
urlpatterns = [
    path("", profile.settings, name="settings"),
    path("tokens/new/", profile.new_token, name="new_token"),
    path("tokens/<int:pk>/revoke/", profile.revoke_token, name="revoke_token"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/invite/", people.invite, name="invite"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.new_team, name="new_team"),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/archive/", teams.archive, name="archive"),
    path("teams/<int:pk>/restore/", teams.restore, name="restore"),
    path("teams/<int:pk>/join/", teams.join, name="join"),
    path("teams/<int:pk>/people/<int:person>/leave/", teams.leave, name="leave"),
    re_path(
        r"^teams/(?P<pk>\d+)/people/(?P<person>\d+)/return/(?P<kind>agent|manager)/$",
        teams.return_to_team,
        name="return_to_team",
    ),
    path("departments/", departments.departments, name="departments"),
    path("departments/new/", departments.new_department, name="new_department"),
    path("departments/<int:pk>/", departments.department, name="department"),
    path("audit/", audit.audit, name="audit"),
]
