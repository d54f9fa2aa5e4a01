"""Base templates, form rendering, response headers and the look of every page."""
