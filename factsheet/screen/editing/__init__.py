"""The edit page in parts: choose a table, type in it, see what is wrong and what readers will see, and keep it.

Every change goes into a draft of the editor's own in the store, so that nothing typed is lost; keeping it for all makes
a version. Writing happens in callbacks only.
"""

from factsheet.screen.editing.clashes import overtaken
from factsheet.screen.editing.comparison import comparison
from factsheet.screen.editing.edit_session import choose_dataset, open_session
from factsheet.screen.editing.grid import grid
from factsheet.screen.editing.paste import paste
from factsheet.screen.editing.problems import problems
from factsheet.screen.editing.rows import remove_rows
from factsheet.screen.editing.saving import outcome, own_changes, reader_effect, save

__all__ = [
    "choose_dataset",
    "comparison",
    "grid",
    "open_session",
    "outcome",
    "overtaken",
    "own_changes",
    "paste",
    "problems",
    "reader_effect",
    "remove_rows",
    "save",
]
