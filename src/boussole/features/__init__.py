"""Django apps, one per noun; each owns its tables, services, queries, pages and tests."""
