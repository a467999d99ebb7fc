"""The edit page in parts: choose a table, type in it, see what is wrong and what readers will see, and keep it.

Every change goes into a draft of the editor's own in the store, so that nothing typed is lost; keeping it for all makes
a version. Writing happens in callbacks only.
"""

from factsheet.screen.editing.cell import about_cell, open_remarks
from factsheet.screen.editing.clashes import overtaken
from factsheet.screen.editing.comparison import comparison
from factsheet.screen.editing.edit_session import choose_dataset, open_session
from factsheet.screen.editing.figures import type_figures
from factsheet.screen.editing.paste import paste
from factsheet.screen.editing.problems import problems
from factsheet.screen.editing.saving import own_changes, reader_effect, save

__all__ = [
    "about_cell",
    "choose_dataset",
    "comparison",
    "open_remarks",
    "open_session",
    "overtaken",
    "own_changes",
    "paste",
    "problems",
    "reader_effect",
    "save",
    "type_figures",
]
