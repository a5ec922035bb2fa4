"""Classes of the commonest words, one letter each.

P subject pronoun, O object pronoun, D determiner or possessive, M modal or "to", B form of "be",
H form of "have", V form of "do", T relative or question word, W other pronoun, I preposition,
C conjunction, A adverb, Q quantifier, N negation. The others are told by their endings.
"""

_CLASSES = {
    "P": "i he she we they who",
    "O": "me him them us myself himself herself itself ourselves themselves yourself",
    "W": "it you that this these those there one someone everyone anyone nobody everybody people",
    "D": "the a an my your his her its our their every no another each either neither whose",
    "M": "to will would can could may might must shall should cannot can't won't wouldn't couldn't "
    "shouldn't 'll let let's gonna helps help helped",
    "B": "is are was were be been being am isn't aren't wasn't weren't 's 're 'm it's he's she's "
    "i'm we're they're you're that's there's get gets got becomes became become remains remained",
    "H": "have has had having haven't hasn't hadn't 've i've we've they've you've",
    "V": "do does did doing done don't doesn't didn't",
    "T": "which what when where why how whom",
    "I": "of in on at by for with from into onto over under through during between among against "
    "about after before without within across behind beyond near since until upon toward towards "
    "around along off out up down via per like as than",
    "C": "and or but nor yet so if because although though while whereas whether unless",
    "N": "not never",
    "A": "also often always usually sometimes only just still even again now then here "
    "ever soon already almost very too more most less least quite rather well further together "
    "once twice far",
    "Q": "some any all both many much several few other such same own first second third last next "
    "two three four five six seven eight nine ten hundred thousand million new old",
}
CLASS_OF_WORD = {word: letter for letter, words in _CLASSES.items() for word in words.split()}
