"""Draws charts: from a chart's specification to its SVG, its HTML and its files."""
