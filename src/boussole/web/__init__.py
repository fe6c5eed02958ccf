"""Settings, root urls, middleware and the design system."""
