"""Tags of the alignment pages."""
