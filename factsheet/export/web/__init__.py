"""The editions as a site of plain files that any web server or object store can serve, and that opens from disk too.

No page needs a script or asks anything of another server. The same editions give the same bytes.
"""

from factsheet.export.web.around import Around, Downloads, nothing
from factsheet.export.web.edition import pages_of
from factsheet.export.web.folder import write
from factsheet.export.web.site import site

__all__ = ["Around", "Downloads", "nothing", "pages_of", "site", "write"]
