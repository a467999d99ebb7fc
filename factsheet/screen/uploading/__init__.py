"""The upload page in parts: drop, report per file, mend, reason, save. Writing happens in callbacks only."""

from factsheet.screen.uploading.codes import codes
from factsheet.screen.uploading.drop import dropped
from factsheet.screen.uploading.problems import overview, reports
from factsheet.screen.uploading.saving import last_result, save_button
from factsheet.screen.uploading.templates import help_per_dataset

__all__ = ["codes", "dropped", "help_per_dataset", "last_result", "overview", "reports", "save_button"]
