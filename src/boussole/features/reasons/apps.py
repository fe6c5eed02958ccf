"""The reasons app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReasonsConfig(AppConfig):
    """Owns the tree of contact reasons, the models that its corrections taught, and the themes found beside it."""

    name = "boussole.features.reasons"
    label = "reasons"
    verbose_name = _("Motifs de contact")

    def ready(self) -> None:
        """Let conversations be read with the tree in force, and the settings lead to it."""
        from boussole.features.conversations import reading
        from boussole.features.organisation.views import common
        from boussole.features.reasons import access, learnt, queries

        reading.use_tree(queries.tree_in_force)
        reading.use_reasons(learnt.model_in_force)
        common.add_place(self.verbose_name, "reasons:tree", access.MANAGE)
