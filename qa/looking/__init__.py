"""Looking around in a record: a person's page, the timeline, a passage in its context."""
