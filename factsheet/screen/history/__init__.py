"""Back in time: editions and versions of a year, what differs between any two, and an older one as a new one.

For editors only: versions hold exact counts. Writing happens in callbacks only.
"""

from factsheet.screen.history.days import seen_on
from factsheet.screen.history.editions import edition_difference, editions, restore_edition
from factsheet.screen.history.versions import choose_versions, restore_version, version_difference, versions

__all__ = [
    "choose_versions",
    "edition_difference",
    "editions",
    "restore_edition",
    "restore_version",
    "seen_on",
    "version_difference",
    "versions",
]
