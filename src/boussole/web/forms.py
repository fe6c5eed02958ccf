"""Forms are drawn with our own field component."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Finds widget and field templates among the project's templates."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
