"""The embedded model: sentences to vectors."""
