"""Abbreviations whose dot ends no sentence, by language; those that sentencex does not know.

Each is written without its last dot. One in small letters may also begin with a capital. The
language "" stands for all languages.
"""

BEFORE_NAMES = {
    "": "Ald Amb Assoc Atty Dep Ft Mgr Ms Ofc Ste mevr",
    "en": "attn Illus Insp Messrs Msgr Supt",
    "de": "ing med phil jur rer allg bgm bzw dipl fa fr gebr gen hl hll hptm hr hrn insb insbes "
    "landkr obst oblt pfr sog verw vgl inkl exkl einschl zzgl abzgl ggf evtl ca max mind zw",
    "fr": "adm av bd bld boul chap cie gal jr me mgr mlle mlles mm mme mmes mr mrs ph ch pr pl "
    "rte st ste sts vve éd dr m",
    "es": "cía hnos hno arq avda srs sres sras brig cnel comte D dir dña dra emb exc excmo excma "
    "Fr gral hno hna ilmo ilma insp lcda lcdo lic mons ntra ntro pbro pdte pque profa pza "
    "rda rvdo sgto srta sta sto tte vda",
    "it": "arch avv c.so card cav comm dott dott.ssa dr egr f.lli geom ing l.go mons On p.le p.za "
    "p.zza prof.ssa rag sac Sen sig sig.na sig.ra sigg spett SS S str Ten v.le",
    "pt": "av cel D Dep dr dra Eng enga exmo exma Gen Gov mons pça pç prof profa R rod S sarg Sen "
    "srta sta sto ten trav",
    "pl": "abp bp dr em gen gm hab inż kard kmdr kpt ks lek mec mgr mjr m.in np os pl płk ppłk "
    "prok rtm św śp tzn tzw ul al wlkp woj",
    "ru": "акад архим бул ген гр иером кард лейт маг митр оз пер пл прап просп проф пр св ул",
    "uk": "акад бул вул ген гр митр оз пл пров просп проф св ул",
    "bg": "акад бул ген гр оз пл проф св ул",
    "cs": "gen ing kpt mgr mjr nám např pí plk pplk prap prof sv tř tzn tzv ul",
    "sk": "gen ing kpt mgr mjr nám napr plk pplk prof sv tzv ul",
    "nl": "burg dhr dr drs ds fam gebr gen ing ir jhr lt mej mevr mgr mr mw prof st d.w.z m.b.t "
    "o.a",
    "sv": "kapt s:t s:ta t.ex bl.a d.v.s jfr resp",
    "da": "bl.a f.eks hr fr frk skt sct",
    "nb": "bl.a f.eks hr fr st",
    "tr": "bkz bulv cad dr gen hz mah müh prof sn sok yrd doç",
    "ro": "acad bd dl dna gen ing mun prof sf str",
    "hu": "dr gr ifj özv prof ref szt",
    "fi": "esim ks mm ns prof ts vrt",
    "ca": "av dra sta sra",
    "ar": "أ د م ش",
}
"""Titles, places and references, which a name always follows."""

BEFORE_NUMBERS = {
    "": "max min abs anm app art bd ca c cap ch chap cir cl ep eq eqs fig figs fol ms n nr núm nº "
    "op p par para paras pag pp s sec sect t tab tel vol vols v vv apt rm rte approx est "
    "circa § §§",
    "en": "Ex abt amend amt arr ann apps arts avg ave bk bks bldg blvd chaps ded dept dist div "
    "equiv excl exh ext fl fols hwy incl lat max min nos orig pars pl pop ppd pt pts qty reg ret "
    "rte sched secs stat suppl tbl tit tot univ wt",
    "de": "abb abschn apr aufl aug az bzgl bzw dez di do einschl exkl feb fn geb gegr gem gest hg "
    "hrsg inkl insg jan jg jul jun kap kl lfd lit max mi min mind mo mrz nov nrn okt plz rn rz sa "
    "sept std st tsd u urspr versch vgl z zzgl ziff zus dgl *nr *str bgbl drs bt-drs bj jh",
    "fr": "apr av avr circ coll déc env exp fasc févr hab janv juil nov no num oct paragr pl réf "
    "sept suppl tél lun mar ven sam dim al th",
    "es": "inc fracc ago abr aprox cód dic ed ene exp feb hab jul jun km lám máx mín nov núms oct "
    "pág págs párr ref sept sep ss tlf tfno teléf tít apdo lun mié jue vie sáb dom",
    "it": "artt cfr circ civ d.l d.lgs dic fasc febbr gen giu lett lug mar max min nn nov ott "
    "pagg parr rif segg sett tav all lun mer gio ven sab dom",
    "pt": "abr ago apto aprox arts cód dez ed ex fev fls jan jul jun máx mín nov nro out pág págs "
    "ref séc tít seg qua qui sex sáb dom inc ap",
    "pl": "cz dn g godz gr il kl kw lip lp maj max min ok pkt pn poz pol rozdz ryc rys str śr szt "
    "tys ub ust wg z pon wt czw pt sob niedz sty lut mar kwi cze wrz paź list gru m",
    "ru": "абз авг апр вып гл д дек илл к кв корп л напр ноя окт п пп прибл пос разд рис с сб "
    "сент см ср ст стр табл тел тов т ф февр ч шт эт янв ок ориент оф пн вт чт пт вс фев мар июн "
    "июл нояб",
    "uk": "абз вип гл груд д жовт кв корп лип напр п пп рис розд с серп ст стор табл тел т ч черв "
    "приб прибл бл оф пн вт ср чт пт сб нд січ лют бер квіт трав лист",
    "cs": "cca č čís čl kap např obr odst okt písm pol pozn příl roč ročn ř str sv tel tis vyd zák",
    "sk": "cca č čís čl kap napr obr ods okt písm pozn príl roč ročn str tel tis vyd zák",
    "nl": "afb bijl blz gem hfdst jg max min nrs ong plm st vs jan feb mrt apr aug sept okt nov "
    "dec ma di wo vr za",
    "sv": "avd f jan feb apr aug sept okt nov dec kap kl max min sid st tfn mån tis ons tors fre "
    "lör sön ggr",
    "da": "afd bl forts jan febr feb apr aug sept okt nov dec f kap kl maks max min pkt stk str "
    "tlf",
    "nb": "avd bl jan febr feb apr aug sept okt nov des kap kl maks min pkt st tlf",
    "fi": "alk esim ilm kl ks luv mom n no noin nro puh syn v vuos os kuv taul",
    "hu": "bek cca kb ker köt max min sz szül",
    "tr": "bkz böl cad cilt ç krş md no numr sa sf sok şek tah ö M.Ö M.S İ.Ö",
    "ro": "alin apr aug cca et ian feb iul iun nov oct pct sc sept",
    "ca": "aprox màx mín pàg pàgs",
    "ar": "ص ج رقم ت ط م هـ",
}
"""Abbreviations that a number, an amount or a Roman numeral follows. An asterisk stands for the
beginning of a compound."""

BEFORE_WORDS = {
    "": "approx avg max min temp tel cf",
    "en": "tbsp tbsps tbs tsp tsps lb lbs oz qt qts pts gal hr hrs mins secs sec wk wks mo mos yr "
    "yrs pkg pkgs ctn doz ea sq cu ft govt dept assoc intl natl misc orig incl excl cont est ed "
    "eds trans illus esp usu gen pop ave adj adv",
    "de": "ca bzw evtl ggf inkl exkl zzgl abzgl gestr geh gem gehackt gr std",
    "fr": "env c.à.s c.à.c cuill",
    "es": "aprox cda cdta cdas cdtas",
    "it": "ca cucch",
    "pt": "aprox",
    "ru": "ч.л ст.л прим пр",
    "uk": "ч.л ст.л приб",
    "pl": "ok łyż szkl",
}
"""Abbreviations that stand before a word in small letters, also where no sentence has a capital."""

LAST_OF_LISTS = "etc usw ecc itd itp osv enz u.s.w"
"""Abbreviations at the end of a list, which is mostly the end of a sentence too."""

STARTERS = {
    "de": "Aber Ab Alle Allerdings Als Also Am An Andere Auch Auf Aus Außerdem Bei Beide Bis Da "
    "Dabei Dadurch Dafür Dagegen Daher Damals Damit Danach Daneben Dann Daraufhin Darin "
    "Darüber Darum Das Dass Dazu Dem Den Denn Dennoch Der Deren Derzeit Des Deshalb Dessen "
    "Die Dies Diese Diesem Diesen Dieser Dieses Doch Dort Durch Ein Eine Einem Einen Einer "
    "Eines Einige Er Erst Es Etwa Für Gegen Gleichzeitig Heute Hier Hinter Ich Ihr Ihre "
    "Ihrem Ihren Ihrer Im Immer In Insgesamt Ist Jede Jeder Jedes Jedoch Jetzt Kein Keine "
    "Man Manche Mehr Mein Meine Mit Nach Nachdem Neben Nicht Nichts Niemand Noch Nun Nur Ob "
    "Obwohl Oder Ohne Schon Sein Seine Seinem Seinen Seiner Seit Seitdem Selbst Sie Sind So "
    "Sogar Solche Somit Später Trotz Trotzdem Über Um Und Unser Unsere Unter Viele "
    "Vielleicht Von Vor Vorher War Waren Warum Was Weder Weil Weitere Welche Wenige Wenn "
    "Wer Wie Wieder Während Wir Wird Wo Wurde Wurden Zu Zudem Zuerst Zuletzt Zum Zunächst "
    "Zur Zusammen Zuvor Zwar Zwei Zwischen",
    "cs": "A Ale Ani Ano Asi Bez Bude Byl Byla Bylo Byly Co Do Dnes I Jak Jako Je Jeden Jeho Její "
    "Jejich Jen Ještě Již Já Když Kde Kdo Kdy Který Která Které Na Nad Ne Než Nic Nikdo O "
    "Od On Ona Oni Po Pod Podle Pokud Poté Potom Pro Proto Protože Před Při S Se Své Ta "
    "Také Tak Takže Tam Ten Tento Tato Toto Tito Ti To Tohle Tu U V Ve Však Všechny Všichni "
    "Z Za Zde Ze Že",
    "sk": "A Aj Ak Ako Ale Ani Bez Bol Bola Bolo Bude Čo Do Dnes Ešte I Ich Jeho Jej Je Kde Keď "
    "Kto Ktorý Na Nad Ne Nič Nikto O Od On Ona Oni Po Pod Podľa Potom Pre Preto Pretože Pri "
    "S Sa Táto Tak Tam Tento Tieto Ten Tá To Toto U Už V Vo Však Všetci Z Za Zo Že",
    "da": "Af Alle At Da De Den Denne Der Derefter Dermed Derfor Deres Det Dette Disse Du Efter "
    "En Er Et Fra Før For Han Hans Har Hun Hendes Hvad Hver Hvis Hvor I Ifølge Ikke Ingen "
    "Jeg Man Med Men Mange Mens Nu Når Og Også Om Op På Selv Siden Som Så Til Under Ved Var "
    "Vi",
    "nb": "Alle Av At Da De Den Denne Der Deretter Dermed Derfor Deres Det Dette Disse Du Etter "
    "En Er Et Fra Før For Han Hans Har Hun Hennes Hva Hver Hvis Hvor I Ifølge Ikke Ingen "
    "Jeg Man Med Men Mange Mens Nå Når Og Også Om På Selv Siden Som Så Til Under Ved Var Vi",
    "fi": "Ei Eikä Ennen Entä Eräs Että He Hän Hänen Hänet Häntä Ja Joka Jos Jotkut Joten Kaikki "
    "Kun Koska Kuitenkin Lisäksi Me Mitä Mikä Minä Molemmat Monet Mutta Myös Myöhemmin Ne "
    "Niin Nyt Näin Nämä Oli Olin On Se Sen Siellä Siitä Sinä Sitten Siksi Tai Te Tuo Tämä "
    "Tämän Tässä Tästä Vaan Vaikka Vain Vielä Vuonna Yksi",
    "hu": "A Az Ez Ezt Ezek Azok Azt És De Ha Hogy Mert Nem Majd Aki Ami Amikor Akkor Itt Ott "
    "Most Már Még Csak Ezért Egy Ekkor Én Ő Ők Mi Ti Után Volt Így Is Sem Később Azonban",
    "tr": "Ama Ancak Ayrıca Bir Biz Bu Bunlar Bunun Burada Çünkü Daha Fakat Hem Her İki İlk Kim "
    "Ne O Onlar Onun Orada Siz Sonra Şimdi Şu Ve Ya Yine",
    "hr": "A Ali Bez Bila Bilo Bio Do I Ima Iz Ja Je Jer Kad Kada Kako Kao Koji Na Nakon Ne "
    "Njegov Njezin O Od On Ona Oni Ovaj Ova Ovo Po Pod Prema Prije S Sa Samo Se Sve Svi Ta "
    "Tada Tako Tamo Taj To U Uz Zatim Za Zbog",
    "es": "A Además Al Algunos Allí Ante Antes Aquí Así Aunque Con Cuando De Del Desde Después "
    "Donde Durante El Él Ella Ellas Ellos En Entonces Entre Era Es Esa Ese Eso Esta Estas "
    "Este Esto Estos Fue Ha Hasta Hay La Las Le Les Lo Los Luego Mientras Muchos Nadie Ni "
    "No Nos O Para Pero Por Porque Pues Que Se Según Si Sin Sobre Son Su Sus También "
    "Tampoco Todo Todos Tras Un Una Uno Y Ya",
    "pl": "A Ale Albo Bez Bo Był Była Było Byli Co Czy Dla Do Gdy Gdzie I Ich Ja Jak Jako Je Jego "
    "Jej Jednak Jest Jeśli Już Każdy Kiedy Kto Który Lecz Między Mimo Na Nad Nie Nikt O Od "
    "On Ona One Oni Oraz Po Pod Potem Później Przed Przez Przy Są Sam Ta Także Tak Tam Te "
    "Ten To Tu Tylko Tym U W Wszyscy Wtedy Wśród Z Za Zaś Ze Że",
    "ru": "А Без Был Была Было Были В Во Все Всё Вот Где Даже Для До Его Её Если Есть Ещё За "
    "Затем Здесь И Из Или Их К Как Когда Который Кто Лишь Мы На Над Не Нет Но О Об Однако "
    "Он Она Они Оно От Очень По Под Позже После Потом Потому При С Сам Сейчас Со Так Также "
    "Там То Тогда Только Ты У Уже Хотя Что Чтобы Эта Эти Это Этот Я",
    "uk": "А Але Без Був Була Було Були В Все Він Вона Вони Воно Від Для До Й З За Із І Інші Його "
    "Її Їх Коли Ми На Над Не Ні О Об Однак Під Пізніше Після По При Про Потім Саме Та Так "
    "Також Там Те Тоді Тому У Усі Це Цей Ця Ці Хоча Хто Що Щоб Я Як Якщо",
    "pt": "A Ainda Além Ao Aos Após As Até Com Como Da Das De Depois Desde Do Dos Durante E Ela "
    "Elas Ele Eles Em Enquanto Entre Era Essa Esse Esta Este Eu Foi Foram Há Isso Já Mais "
    "Mas Muitos Na Nas Nem Ninguém No Nos Não O Os Ou Para Pela Pelo Por Porque Quando Que "
    "Quem São Se Segundo Sem Seu Sua Só Também Todos Um Uma",
}
"""Words that no noun phrase has in its middle: with a capital, they begin a sentence."""
STARTERS["no"] = STARTERS["nb"]

CARDINAL_NOUNS = {
    "de": "Seite Nummer Nr Nrn S Artikel Art Absatz Abs Kapitel Kap Band Bd Zimmer Raum Gleis "
    "Linie Hausnummer Ziffer Zeile Folge Staffel Version Rang Platz Stufe Abbildung Abb "
    "Tabelle Tab Vers Übung Aufgabe Lektion Saal Paragraf Paragraph Position Tag Jahr "
    "Jahren Straße Str",
    "cs": "straně strana str číslo čísla č kapitole kapitola kap odstavci odst článku čl",
    "sk": "strane strana str číslo čísla č kapitole kapitola kap odseku ods článku čl",
    "da": "side s nr nummer kapitel kap afsnit bind",
    "nb": "side s nr nummer kapittel kap avsnitt bind",
    "fi": "sivu sivulla sivulle sivulta s numero nro luku luvussa",
    "hu": "oldal oldalon",
    "tr": "sayfa sayfada s no numara bölüm",
}
"""Words that a cardinal number follows. After others it may be an ordinal."""
CARDINAL_NOUNS["no"] = CARDINAL_NOUNS["nb"]

ORDINAL_DETERMINERS = {
    "de": "der die das dem den des am im zum zur vom beim ins ans ein eine einem einen einer "
    "eines mein meine meinem meinen meiner meines sein seine seinem seinen seiner seines "
    "ihr ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer dein deine "
    "deinem deinen diese diesem diesen dieser dieses jede jedem jeden jeder jedes jene "
    "jener welche welcher",
    "pl": "lata latach latami",
    "da": "den det de sin sit",
    "nb": "den det de sin sitt",
    "hu": "a az",
}
"""Words before an ordinal number, also one of three digits."""
ORDINAL_DETERMINERS["no"] = ORDINAL_DETERMINERS["nb"]
