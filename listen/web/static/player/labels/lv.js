// Latvian labels.

export const lv = {
  listen: "Klausīties rakstu",
  hint: "Nospiediet, lai izveidotu audio",
  minutes: "{} min klausīšanās",
  preparing: "Notiek sagatavošana…",
  failed: "Neizdevās atskaņot.",
  played: "Noklausīts",
  resume: "Turpināt, atlicis {}",
  retry: "Mēģināt vēlreiz",
  offline: "Nav savienojuma. Mēģiniet vēlreiz, kad būsiet tiešsaistē.",
  play: "Atskaņot",
  pause: "Pauzēt",
  back: "{} sekundes atpakaļ",
  forward: "{} sekundes uz priekšu",
  position: "Pozīcija",
  speed: "Ātrums",
  volume: "Skaļums",
  download: "Lejupielādēt",
  follow: "Sekot tekstam",
};
