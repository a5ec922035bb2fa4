"""/newsroom: the pages on which editors hear, hold, publish and withdraw their articles' audio.

A module has the views of one page, as a blueprint of its own; `newsroom.py` joins them. The views
call `listen/publishing/`, never the tables. `page.py` renders, `guard.py` decides who may see a
page and which forms are accepted, `session.py` has the cookie.
"""
