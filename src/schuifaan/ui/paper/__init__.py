"""Documents for on paper: what stands on them as data, and how that becomes a PDF or a Word file."""
