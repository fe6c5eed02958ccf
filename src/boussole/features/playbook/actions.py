"""The names of what people do with the playbook, for the audit trail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import action

PUBLISHED = action("playbook.version_published", _("a publié une version du playbook"))
