"""What helps to write facts: articles taken in, what no fact covers yet, drafts of facts by rule."""
