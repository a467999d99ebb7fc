"""`python -m factsheet.intake`: the process of its own that reads a large file."""

from factsheet.intake.worker import serve

serve()
