"""Publishers: their sites and the profiles that their articles are read with."""
