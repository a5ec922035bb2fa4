"""Abbreviations and their full forms, by the context that each requires."""

from worker.script.normalize.tables import table, word_set

BEFORE_A_NAME = table("""
    Mr Mister, Mrs Misses, Ms Miz, Mx Mix, Messrs Messers, Dr Doctor, Drs Doctors, Prof Professor
    St Saint, Ste Sainte, Mt Mount, Ft Fort, Pt Point, Gen General, Gov Governor, Govs Governors
    Sen Senator, Sens Senators, Rep Representative, Reps Representatives, Capt Captain
    Lt Lieutenant, Col Colonel, Sgt Sergeant, Cpl Corporal, Pvt Private, Maj Major, Adm Admiral
    Cmdr Commander, Cdr Commander, Rev Reverend, Fr Father, Hon Honorable, Pres President
    Supt Superintendent, Insp Inspector, Det Detective, Atty Attorney, Amb Ambassador
    Msgr Monsignor, Sec Secretary, Treas Treasurer, Asst Assistant, Assoc Associate, Dep Deputy
    Sr Senior, Bros Brothers, Rt Right, Brig Brigadier, Pfc Private First Class
    Pte Private, Flt Flight, Sqn Squadron, Ldr Leader, Wg Wing
""")
IN_LOWER_CASE = table(
    "prof professor, capt captain, sgt sergeant, gen general, col colonel, sen senator"
)
"""Titles before a name that may also be in lower case: prof. Smith."""
ALSO_WITHOUT_A_DOT = word_set("""
    Mr Mrs Ms Mx Dr Prof St Mt Ft Lt Sgt Capt Messrs Ste Msgr Rt
    Cpl Pte Maj Rev Cdr Flt Sqn Ldr Wg
""")

BEFORE_A_NUMBER = table("""
    no number, nos numbers, p page, pp pages, vol volume, vols volumes, ch chapter, chap chapter
    fig figure, figs figures, art article, sec section, sect section, para paragraph, eq equation
    ex example, ep episode, ca circa, c circa, tel telephone, ext extension, apt apartment, rm room
    ste suite, rte route, bldg building, flt flight, pt part, ver version, est estimated
    approx approximately, max maximum, min minimum, col column, cl clause, chs chapters
    chaps chapters, paras paragraphs, secs sections, sch schedule, reg regulation
    regs regulations, hwy highway, rt route, Cat category, ref reference
    refs references, op opus, ps psalm
""")

COUNTIES = word_set("""
    antrim armagh carlow cavan clare cork derry donegal down dublin durham fermanagh galway kerry
    kildare kilkenny laois leitrim limerick londonderry longford louth mayo meath monaghan offaly
    roscommon sligo tipperary tyrone waterford westmeath wexford wicklow
""")
"""Names after which "Co." is a county."""
BEFORE_A_YEAR = table("b born, d died, r reigned, est established")
"""Abbreviations that have this meaning only before a year."""

STATES = table("""
    ala Alabama, ariz Arizona, ark Arkansas, calif California, colo Colorado, conn Connecticut
    del Delaware, fla Florida, ga Georgia, ill Illinois, ind Indiana, kan Kansas, ky Kentucky
    mass Massachusetts, md Maryland, mich Michigan, minn Minnesota, miss Mississippi, mo Missouri
    mont Montana, neb Nebraska, nev Nevada, okla Oklahoma, ore Oregon, pa Pennsylvania
    tenn Tennessee, tex Texas, vt Vermont, va Virginia, wash Washington, wis Wisconsin, wyo Wyoming
""")
DAYS = table("""
    mon Monday, tue Tuesday, tues Tuesday, wed Wednesday, thu Thursday, thur Thursday
    thurs Thursday, fri Friday, sat Saturday, sun Sunday
""")
# Abbreviations that need a dot, but no other context.
WITH_A_DOT = STATES | DAYS | table("""
    jr Junior, sr Senior, inc Incorporated, corp Corporation, ltd Limited, co Company, cos Companies
    bros Brothers, dept Department, depts Departments, univ University, assn Association
    govt government, gov't government, int'l international, nat'l national, intl international
    natl national, approx approximately, avg average, est estimated, orig original
    incl including, excl excluding, etc et cetera, vs versus, v versus, cf compare, viz namely
    ed editor, eds editors, vol volume, fig figure, figs figures, dist district, mfg manufacturing
    mgmt management, mgr manager, misc miscellaneous, doz dozen, pkg package
    pkgs packages, pts points, hrs hours, mins minutes, yrs years, wks weeks
    ave Avenue, blvd Boulevard, hwy Highway
    pkwy Parkway, rd Road, esq Esquire
""")  # fmt: skip
ALSO_WORDS = word_set("""
    ala ark ill ind mass miss mo ore pa va wash ga mar dec jan sat sun wed mon ed co del fig
""")
"""Abbreviations that may also be a word at the end of a sentence."""

# Abbreviations that need neither a dot nor a context.
ALWAYS = table("""
    vs versus, Jr Junior, Sr Senior, Inc Incorporated, Corp Corporation, Ltd Limited
    dept department, govt government, etc et cetera, approx approximately, hrs hours, mins minutes
    hr hour, wk week, wks weeks, yr year, yrs years, wkts wickets, pts points, lbs pounds
    YoY year on year, QoQ quarter on quarter, ltd limited
""") | table("int'l international, nat'l national, gov't government")
IN_CAPITALS = word_set("INC CORP LTD CO BROS")
"""Abbreviations with a dot that may also be written in capitals."""

LATIN = table("""
    e.g for example, i.e that is, a.k.a also known as, c.f compare, p.s PS, ph.d PHD, a.m AM
    p.m PM
""")
SLASHED = table("""
    w/o without, b/c because, c/o care of, n/a not applicable, and/or and or, he/she he or she
    his/her his or her, him/her him or her
    y/y year on year, q/q quarter on quarter, m/m month on month
    w/c week commencing, w/e week ending
""")
