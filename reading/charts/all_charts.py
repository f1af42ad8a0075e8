"""All charts by their names. `reading.charts` imports this module when one of them is first used."""

from reading.charts.common import names

__all__ = ["names"]
