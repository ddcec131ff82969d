"""TF-IDF over sentences: in memory for a small dossier, as a kept index for a large one."""
