"""Parts of a page with a script of their own: served by this server itself, from the folder `components`.

Streamlit finds the scripts of installed packages by their pyproject.toml, which an editable install does not show it;
so this package names its folder itself. A script that came along in the page would ask for a policy that lets any page
run what it made up; these are files, which 'self' allows.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from streamlit.components.v2 import component as declared
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

PACKAGE = "factsheet"
FOLDER = Path(__file__).parent / "components"


def mount(name: str, *, key: str, data: Mapping[str, Any], **callbacks: Any) -> Any:
    """Put a component on the page: the script `components/<name>.js`. Its style stands in style.css.

    Args:
        key: where it stands; with the same key it stays the same one, whatever else is drawn.
        data: what the script gets, as JSON.
        callbacks: `on_<state>_change`, as Streamlit names them.
    """
    return _renderer(name, get_bidi_component_manager())(key=key, data=dict(data), **callbacks)


@functools.cache
def _renderer(name: str, manager: BidiComponentManager) -> ComponentRenderer:
    """Known to the server that runs now: tests start more than one in a process."""
    full = f"{PACKAGE}.{name}"
    if manager.get_component_asset_root(full) is None:
        manager.register_from_manifest(
            ComponentManifest(PACKAGE, "", [ComponentConfig(name, FOLDER.name)]), FOLDER.parent
        )
    return declared(full, js=f"{name}.js", isolate_styles=False)
