"""Texts labelled for this project: the gold the masking is measured on."""
