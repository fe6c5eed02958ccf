"""The addresses of contact reasons, under /settings/reasons/."""

from __future__ import annotations

from django.urls import path

from boussole.features.reasons.views import families, learnt, reasons, themes, tree

app_name = "reasons"
urlpatterns = [
    path("", tree.tree, name="tree"),
    path("undo/<int:number>/", tree.undo, name="undo"),
    path("learn/", learnt.learn, name="learn"),
    path("learnt/<int:number>/undo/", learnt.undo, name="undo_learning"),
    path("learnt/<int:number>/put-back/", learnt.put_back, name="put_back_learnt"),
    path("new/", reasons.new_reason, name="new_reason"),
    path("families/new/", families.new_family, name="new_family"),
    path("families/<slug:key>/", families.family, name="family"),
    path("families/<slug:key>/archive/", families.archive, name="archive_family"),
    path("families/<slug:key>/restore/", families.restore, name="restore_family"),
    path("themes/", themes.themes, name="themes"),
    path("themes/search/", themes.search, name="search_themes"),
    path("reason/<str:key>/", reasons.reason, name="reason"),
    path("reason/<str:key>/archive/", reasons.archive, name="archive_reason"),
    path("reason/<str:key>/restore/", reasons.restore, name="restore_reason"),
]
