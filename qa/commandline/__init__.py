"""What is typed and what is done: each command opens a dossier, prints, and returns an exit status."""
