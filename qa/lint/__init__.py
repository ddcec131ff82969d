"""Mistakes in a dossier: rules, each with an example, and how findings are shown, ignored and mended."""
