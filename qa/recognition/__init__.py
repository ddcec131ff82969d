"""Which fact a question asks for, as the curator's phrasings tell, and whether that fact may answer it."""
