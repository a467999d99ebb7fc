"""gemeente.toml as one frozen value, read strictly: whatever is wrong in it is told with its place, all at once."""

from factsheet.settings.problems import SettingsError, SettingsFileError, SettingsProblem, shown_path
from factsheet.settings.reading import current, path, read
from factsheet.settings.values import (
    GEMEENTE,
    ROOT,
    VOORBEELD,
    Area,
    Band,
    Inloggen,
    Klasse,
    Kolom,
    Level,
    Product,
    Publicatie,
    Samenvatting,
    Settings,
    Vorm,
    slug,
)

__all__ = [
    "GEMEENTE",
    "ROOT",
    "VOORBEELD",
    "Area",
    "Band",
    "Inloggen",
    "Klasse",
    "Kolom",
    "Level",
    "Product",
    "Publicatie",
    "Samenvatting",
    "Settings",
    "SettingsError",
    "SettingsFileError",
    "SettingsProblem",
    "Vorm",
    "current",
    "path",
    "read",
    "shown_path",
    "slug",
]
