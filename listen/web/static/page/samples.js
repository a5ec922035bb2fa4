// Sample articles.

const NEWS = `# Harbour bridge reopens after $48.6m repair

By Nora Lindqvist
Published 3 March 2026 · 2 min read
Share this article

The swing bridge over Port Averil's inner harbour opened to traffic on Monday at 6:30 a.m., 14 months after a barge struck its eastern pier. Some 23,500 cars a day had to take the 11 km detour by the ring road.

"We said it would take a year and cost $40m," said Dr. Ilse Brandt, the city's chief engineer. "It took longer, it cost 21.5% more, and it will stand until 2090."

Advertisement

The new pier rests on 36 steel piles, each 1.2 m wide and driven between 18 and 24 m into the clay. On 17 Nov. 2025 the central span, which weighs 940 tonnes, was lifted back in one piece; it took 9½ hours and was watched by about 4,000 people on the quays.

Ferries No. 3 and No. 7, which had carried commuters across for £1.80 a trip, will sail at weekends only from the 1st of April. The council votes on their future on 12/5/2026.

Read more: Ten walks along the water

Sign up for our newsletter
© 2026 The Averil Courier. All rights reserved.`;

const NOTES = `# How to keep a sourdough starter

A starter is flour, water and time. Once it is *lively*, it asks for **two minutes a week**.

## What you need

- a jar that holds 500 ml
- 50 g of rye flour a week
- water at 25–28 °C

## Feeding it

1. Throw away all but one spoonful.
2. Stir in 50 g of flour and 50 ml of water.
3. Leave it for 4 to 6 hours, until it has doubled, then put it in the fridge.

> If it smells of apples, it is well. If it smells of paint, it is hungry.

As much flour as water, always. In a program it would be:

\`\`\`
starter = 10; flour = water = 50
\`\`\`

More of it at [the baker's notebook](https://example.org/notebook).`;

const GERMAN = `Die Nachtzüge kommen zurück

Am 14. Dezember 2025 fuhr um 20:47 Uhr zum ersten Mal seit elf Jahren wieder ein Nachtzug von Lindenau an die Küste. 312 Reisende saßen darin, drei Wagen waren ausgebucht.

„Wir hatten mit der Hälfte gerechnet“, sagte die Sprecherin der Bahn. Eine Karte kostet ab 39,90 Euro, ein Bett 79 Euro. Die Fahrt dauert 9 Stunden und 20 Minuten.

Bis 2027 sollen zwei weitere Linien folgen. Dafür werden 18 Wagen umgebaut, jeder für rund 1,4 Mio. Euro.`;

const FRENCH = `La bibliothèque qui prête des outils

Depuis le 2 mai, la médiathèque de Valmont ne prête plus seulement des livres : 240 perceuses, échelles et machines à coudre attendent les abonnés au rez-de-chaussée.

« Une perceuse sert en moyenne 13 minutes dans toute sa vie », explique la directrice. L'abonnement coûte 15 € par an ; il est gratuit pour les moins de 26 ans.

En six semaines, 1 850 prêts ont été enregistrés. Un seul marteau n'est pas revenu.`;

const ARABIC = `حديقة على سطح المدرسة

زرع تلاميذ مدرسة النور حديقة صغيرة فوق سطح مدرستهم. بدأ العمل في شهر مارس، واشترك فيه 85 تلميذا ومعلمة واحدة.

تقول المعلمة: «كان السطح حارا في الصيف، وهو الآن أبرد بأربع درجات». وفي الحديقة اليوم نعناع وطماطم وثلاث شجرات ليمون.

يبيع التلاميذ ما يزيد عن حاجتهم كل يوم خميس، ويشترون بالمال كتبا جديدة للمكتبة.`;

const SAMPLES = [
  { name: "Pasted news", lang: "en", text: NEWS },
  { name: "Markdown", lang: "en", text: NOTES },
  { name: "Deutsch", lang: "de", text: GERMAN },
  { name: "Français", lang: "fr", text: FRENCH },
  { name: "العربية", lang: "ar", text: ARABIC },
];

/** Adds a button for each sample that a voice can speak; the English ones in any case. `voices` is
    a promise of the server's voices, `choose(text)` is called for a click. */
export async function addSamples(container, voices, choose) {
  const languages = (await voices).flatMap((voice) => voice.languages);
  for (const { name, lang, text } of SAMPLES) {
    if (lang !== "en" && !languages.includes(lang)) continue;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: name, lang });
    button.addEventListener("click", () => choose(text));
    container.append(button);
  }
}
