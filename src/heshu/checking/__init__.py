"""Checking: the exact calculator, stated figures against it, the audit of a report, the guard of an answer."""
