"""Which sentences most probably answer a question: TF-IDF and rules about English, added up."""
