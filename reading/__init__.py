"""What the book's notebooks, pages and checks share."""

import os

__version__ = "0.1.0"

# One thread for linear algebra. The matrices of a book are small, so that threads mostly wait for each other
# and take five times the processor time. This must be set before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
