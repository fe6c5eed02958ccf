"""The organisation's pages, under /settings/."""
