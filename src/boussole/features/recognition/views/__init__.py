"""The recognition pages."""
