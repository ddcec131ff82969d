"""Everything that is shown: as text for people, as JSON for scripts."""
