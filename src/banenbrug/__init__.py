"""Banenbrug: from a purchase contract to a lasting job."""

from importlib.metadata import version

__version__ = version("banenbrug")
