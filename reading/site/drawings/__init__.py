"""From a chart's specification to its picture."""
