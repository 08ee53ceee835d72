"""Adapters to public measuring sets."""
