"""Claims by rules: a text taken apart, patterns that are found in it, figures, dates, voices.

What is of one language stands in the files of its folder in `languages/`: words, verbs, posts,
numbers, dates, speech, and the rules themselves. Nothing in the code knows a word of one.
"""
