"""What stands on pages: marks, figures, charts, evidence, the explorer."""
