"""Who takes part, what counts, and what it adds up to: the figures, split up, compared, kept.

Pure: from records to numbers and sentences, and back from the hidden tables of a summary. One
definition for each figure, in `model/data/cijfers.csv`.
"""
