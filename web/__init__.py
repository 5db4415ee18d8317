"""The HTTP door: the API, the widget, the demo pages, and what keeps them private and hard to hurt."""

import os

# A message's sums are too small to share out: threads of numpy's would only wait for one another. Read at its import.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
