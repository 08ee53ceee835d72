"""Figures: a clean text or a table becomes rows of label, value and unit."""
