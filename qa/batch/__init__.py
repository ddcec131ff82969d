"""Many questions at once, one a line: read, answered by one process or by all cores, written in order."""
