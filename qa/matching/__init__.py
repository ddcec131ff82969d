"""A question beside the facts: candidates looked up, terms aligned, checks asked, the slot that answers taken."""
