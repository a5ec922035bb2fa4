"""Homographs: English words with two readings, such as bass and lead, told by the words around.

features      the words around a homograph, as a classifier sees them
word_classes  the classes of the commonest words
model         the classifier, its weights and the readings
find          finds the homographs of a text
notate        gives the spoken form of a text the readings in IPA
"""
