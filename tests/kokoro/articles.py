"""A text for each language that Kokoro's voices speak."""

ARTICLES = {
    "en": (
        "The old ferry will cross the harbor for the last time on Sunday evening. For almost "
        "ninety years it carried workers, children and bicycles between the two halves of the "
        "town. Now a new bridge has opened a little farther north, and most passengers have "
        "already forgotten the timetable. The captain, who began as a ticket seller, says that he "
        "is not sad. He plans to buy a small boat and to catch fish with his grandson. The town "
        "council wants to keep the ferry as a museum. Nobody knows yet who will pay for the paint, "
        "but three families have promised to help."
    ),
    "es": (
        "El viejo transbordador cruzará el puerto por última vez el domingo por la tarde. Durante "
        "casi noventa años llevó a trabajadores, niños y bicicletas entre las dos mitades de la "
        "ciudad. Ahora se ha abierto un puente nuevo un poco más al norte, y la mayoría de los "
        "pasajeros ya ha olvidado el horario. El capitán, que empezó vendiendo billetes, dice que "
        "no está triste. Quiere comprar una barca pequeña y salir a pescar con su nieto. El "
        "ayuntamiento desea conservar el barco como museo. Nadie sabe todavía quién pagará la "
        "pintura, pero tres familias han prometido ayudar."
    ),
    "fr": (
        "Le vieux bateau traversera le port pour la dernière fois dimanche soir. Pendant près de "
        "cinquante ans, il a transporté des ouvriers, des enfants et des vélos entre les deux "
        "moitiés de la ville. Un nouveau pont vient d'ouvrir un peu plus au nord, et la plupart "
        "des passagers ont déjà oublié les horaires. Le capitaine, qui a commencé comme vendeur de "
        "billets, dit qu'il n'est pas triste. Il veut acheter une petite barque et pêcher avec son "
        "petit-fils. La mairie souhaite garder le bateau comme musée. Personne ne sait encore qui "
        "paiera la peinture, mais trois familles ont promis de l'aide."
    ),
    "it": (
        "Il vecchio traghetto attraverserà il porto per l'ultima volta domenica sera. Per quasi "
        "novant'anni ha portato operai, bambini e biciclette tra le due metà della città. Adesso è "
        "stato aperto un nuovo ponte un po' più a nord, e la maggior parte dei passeggeri ha già "
        "dimenticato gli orari. Il capitano, che aveva cominciato vendendo i biglietti, dice di "
        "non essere triste. Vuole comprare una piccola barca e andare a pesca con suo nipote. Il "
        "comune desidera conservare la nave come museo. Nessuno sa ancora chi pagherà la "
        "vernice, ma tre famiglie hanno promesso di aiutare."
    ),
    "pt": (
        "A velha balsa vai atravessar o porto pela última vez no domingo à noite. Durante quase "
        "noventa anos ela levou trabalhadores, crianças e bicicletas entre as duas metades da "
        "cidade. Agora uma nova ponte foi aberta um pouco mais ao norte, e a maioria dos "
        "passageiros já esqueceu os horários. O capitão, que começou vendendo bilhetes, diz que "
        "não está triste. Ele quer comprar um pequeno barco e pescar com o neto. A prefeitura "
        "deseja conservar a balsa como museu. Ninguém sabe ainda quem vai pagar a pintura, mas "
        "três famílias prometeram ajudar."
    ),
    "hi": (
        "पुरानी नाव रविवार की शाम को आखिरी बार बंदरगाह पार करेगी। लगभग नब्बे साल तक उसने मजदूरों, बच्चों और "
        "साइकिलों को शहर के दोनों हिस्सों के बीच पहुँचाया। अब थोड़ा उत्तर में एक नया पुल खुल गया है और अधिकतर "
        "यात्री समय सारणी भूल चुके हैं। कप्तान कहते हैं कि वे दुखी नहीं हैं। वे एक छोटी नाव खरीदकर अपने पोते के साथ "
        "मछली पकड़ना चाहते हैं। शहर नाव को संग्रहालय के रूप में रखना चाहता है।"
    ),
}
