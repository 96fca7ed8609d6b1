"""The tools, thin: they call the domain and put its findings into answers."""

from ieum.services.quantities import budget_tools, day_tools, length_tools, text_tools

__all__ = ["budget_tools", "day_tools", "length_tools", "text_tools"]
