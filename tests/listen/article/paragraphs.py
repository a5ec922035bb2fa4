"""The paragraphs of an article, for tests that put boilerplate around them."""

PARAGRAPHS = [
    "The council of the small harbour town voted on Monday evening to rebuild the old bridge, "
    "which had been closed to all traffic since the floods of last winter washed out its piers.",
    "Work is to begin in the spring. “We have waited long enough,” the mayor told those who had "
    "come to hear the vote, many of whom cross the river every day in a rowing boat.",
    "The money comes from the district and from a fund that the town's fishermen set up, and it "
    "will have to last: no other bridge stands within an hour's walk.",
    "Until then the ferry runs twice an hour, from six in the morning until late in the evening, "
    "and more often on market days, when half of the valley wants to be on the other side.",
]
