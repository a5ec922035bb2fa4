"""Text normalization: turns text into its spoken form and keeps track of offsets.

normalize  the steps in order, and the languages that have rules of their own
lexicon    finds the words whose pronunciation is given; no rule verbalizes them
ipa        notation for words whose pronunciation is given in IPA
fold       replaces look-alike characters one for one, so that rules match one form of each
rules      Normalizer, which applies an ordered list of rules to a text from left to right
spoken     the result, and its builder
english/   rules for English, one module for each class of expression
generic/   numbers, amounts, dates and times in all other languages, based on CLDR
"""
