// Dutch labels.

export const nl = {
  listen: "Luister naar het artikel",
  hint: "Druk op afspelen om audio te maken",
  minutes: "{} min. luisteren",
  preparing: "Voorbereiden…",
  failed: "Afspelen is niet gelukt.",
  played: "Beluisterd",
  resume: "Verder luisteren, nog {}",
  retry: "Opnieuw proberen",
  offline: "Geen verbinding. Probeer het opnieuw als u online bent.",
  play: "Afspelen",
  pause: "Pauzeren",
  back: "{} seconden terug",
  forward: "{} seconden vooruit",
  position: "Positie",
  speed: "Snelheid",
  volume: "Geluidssterkte",
  download: "Downloaden",
  follow: "Meelezen",
};
