"""facts.yaml and phrasings.yaml: read, checked, and every mistake given with its place; entities and words."""
