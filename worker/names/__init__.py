"""Built-in pronunciations of names and words that voices read wrongly, in IPA."""
