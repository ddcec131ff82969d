"""Files: read with the place of everything in them, kept, replaced whole or not at all; and how far that is."""
