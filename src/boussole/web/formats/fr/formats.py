"""French numbers with a narrow non-breaking space between thousands, and short dates that align."""

THOUSAND_SEPARATOR = "\u202f"
SHORT_DATE_FORMAT = "d/m/Y"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"
TIME_FORMAT = "H:i"
