"""A factsheet outside the app: as a document for scripts, and as plain text."""
