"""Empty files to begin with, as CSV and as Excel workbook, and the description of their columns.

All of it follows from the schema.
"""

from factsheet.template.columns import Described, describe
from factsheet.template.csv import template
from factsheet.template.workbook import workbook_template

__all__ = ["Described", "describe", "template", "workbook_template"]
