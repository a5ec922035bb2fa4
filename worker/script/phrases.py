"""Words at the edges of phrases, by language: where a speaker pauses, and where not."""

from functools import cache

from audio_cache.language import primary_subtag

_PHRASE_STARTS = {
    "en": "after although and as at because before but by during for from how if in into on or "
    "since so than that though through to under until when where whether which while who "
    "whose with without",
    "de": "aber als an auf aus außer bei beim bevor bis da damit dass denn durch für gegen "
    "gegenüber hinter im in indem ins mit nach nachdem neben ob obwohl oder ohne seit "
    "seitdem sobald sodass sondern sowie statt trotz um und unter vom von vor während wann "
    "warum weil wenn wie wo wobei wodurch zu zum zur zwischen über",
    "fr": "afin après au aux avant avec car chez comme contre dans depuis dont durant en entre et "
    "jusqu'à jusqu'au lors lorsque mais malgré où ou par parce pendant pour puis puisque "
    "quand que qui sans selon si sous sur vers à",
    "es": "a al ante antes aunque bajo como con contra cuando cuyo desde donde durante e en entre "
    "hacia hasta mediante mientras ni o para pero por porque pues que quien quienes según "
    "si sin sino sobre tras u y",
    "it": "a affinché ai al alla alle allo anche con contro da dagli dai dal dalla dalle dopo "
    "dove durante e ed fino fra in ma mentre nei nel nella nelle nello o per perché poiché "
    "presso prima quando quindi se secondo senza sia sotto su sugli sui sul sulla tra verso "
    "che cui",
    "pt": "a ante antes ao aos após até com como conforme contra desde durante e em embora "
    "enquanto entre mas na nas nem no nos num numa o onde ou para pela pelas pelo pelos "
    "perante pois por porque quando que quem se segundo sem sob sobre à às",
    "nl": "aan achter als bij binnen boven dan dat die door doordat en hoewel in indien maar met "
    "na naar nadat of om omdat onder op over per sinds te tegen terwijl tijdens toen tot "
    "totdat tussen uit vanaf voor voordat waar waarbij waarin wanneer want zoals zodat "
    "zonder",
    "sv": "att av bakom bland därför efter eftersom eller enligt från för genom i innan inom med "
    "mellan men medan mot när och om på samt sedan som till trots under utan vid över",
    "da": "af at bag bland efter eller end fordi for fra før gennem hos hvor hvis i ifølge "
    "imellem ind inden med mellem men mens mod når og om op på samt selvom siden som til "
    "under uden ved",
    "nb": "av at bak blant da etter eller enn fordi for fra før gjennom hos hvor hvis i ifølge "
    "med mellom men mens mot når og om på samt selv siden som til under uten ved",
    "pl": "a aby albo ale bez bo choć czy dla do dzięki gdy gdyż gdzie i jak jako jeśli kiedy "
    "która które który którzy lecz między na nad niż o od oraz po pod podczas ponieważ poza "
    "przed przez przy u w wśród według z za ze że żeby",
    "cs": "a aby ale ani bez během buď do i jak jako jestli kde kdo když která které který mezi "
    "na nad nebo než o od po pod podle pokud pro proto protože před přes při s se u v ve "
    "však z za ze že",
    "ru": "а без благодаря в во для до если за и из из-за или к как когда которая которое которые "
    "который ко между на над но о об однако от перед по под после потому при про ради с со "
    "среди так то у хотя через что чтобы",
    "uk": "а або але без бо в від до для з за зі і із й кому коли між на над о об однак перед по "
    "під після при про серед та те у хоча через що щоб як яка яке який які якщо",
}
"""Prepositions, conjunctions and relative pronouns."""
_PHRASE_STARTS["no"] = _PHRASE_STARTS["nb"]

_DETERMINERS = {
    "en": "a an the of my your his her its our their this these those every each no not very more "
    "most mr mrs ms dr is are was were be been has have had will would can could may",
    "de": "der die das des dem den ein eine einem einen einer eines kein keine keinen mein meine "
    "sein seine seinem seinen seiner ihr ihre ihrem ihren ihrer unser unsere dieser diese "
    "dieses diesem diesen jeder jede jedes am sehr nicht mehr rund etwa fast herr frau dr",
    "fr": "le la les l' un une des du de ce cet cette ces mon ma mes ton ta tes son sa ses notre "
    "nos votre vos leur leurs ne plus très est sont a ont monsieur madame environ",
    "es": "el la los las lo un una unos unas de del su sus mi mis este esta estos estas ese esa "
    "cada no se muy más es son ha han unos casi",
    "it": "il lo la i gli le l' un uno una di del dello della dei degli delle suo sua suoi sue "
    "questo questa questi queste ogni non si molto più è sono ha hanno circa",
    "pt": "o a os as um uma uns umas de do da dos das seu sua seus suas este esta esse essa cada "
    "não se muito mais é são foi cerca",
    "nl": "de het een van mijn zijn haar hun ons onze dit deze elke geen niet zeer meer is ruim",
    "sv": "en ett den det de min sin sitt sina vår deras varje inte mycket är har",
    "da": "en et den det de min sin sit sine vores deres hver ikke meget er har",
    "nb": "en et ei den det de min sin sitt sine vår deres hver ikke mye er har",
    "pl": "nie się ten ta to te ci jego jej ich około",
    "cs": "ne se si ten ta to ty jeho její jejich asi",
    "ru": "не ни же бы этот эта это эти его её их около более",
    "uk": "не ні же би цей ця це ці його її їх близько понад",
}
"""Articles, possessives and the like, which belong to the word behind them."""
_DETERMINERS["no"] = _DETERMINERS["nb"]


@cache
def phrase_starts(language: str) -> frozenset[str]:
    """Return the words that a speaker may pause before, in lower case."""
    return frozenset(_PHRASE_STARTS.get(primary_subtag(language), "").split())


@cache
def ties(language: str) -> frozenset[str]:
    """Return the words that a speaker doesn't pause after, in lower case."""
    determiners = _DETERMINERS.get(primary_subtag(language), "").split()
    return phrase_starts(language) | frozenset(determiners)
