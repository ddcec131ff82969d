"""The articles of a dossier, and drafts: files -> text, its sentences and quotations."""
