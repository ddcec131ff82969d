"""What is known of English, and of nothing else: words, numbers, times, tables of closed classes."""
