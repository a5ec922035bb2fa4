// Lithuanian labels.

export const lt = {
  listen: "Klausytis straipsnio",
  hint: "Paspauskite, kad būtų sukurtas garso įrašas",
  minutes: "{} min. klausymo",
  preparing: "Ruošiama…",
  failed: "Nepavyko paleisti.",
  played: "Išklausyta",
  resume: "Tęsti, liko {}",
  retry: "Bandyti dar kartą",
  offline: "Nėra ryšio. Bandykite dar kartą, kai prisijungsite.",
  play: "Leisti",
  pause: "Pristabdyti",
  back: "{} sekundžių atgal",
  forward: "{} sekundžių pirmyn",
  position: "Padėtis",
  speed: "Greitis",
  volume: "Garsumas",
  download: "Atsisiųsti",
  follow: "Sekti tekstą",
};
