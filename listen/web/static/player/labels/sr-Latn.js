// Serbian in Latin script labels.

export const srLatn = {
  listen: "Poslušaj članak",
  hint: "Pritisnite da biste napravili zvuk",
  minutes: "{} min slušanja",
  preparing: "Priprema se…",
  failed: "Puštanje nije uspelo.",
  played: "Preslušano",
  resume: "Nastavi, preostalo {}",
  retry: "Pokušaj ponovo",
  offline: "Nema veze. Pokušajte ponovo kada budete na mreži.",
  play: "Pusti",
  pause: "Pauziraj",
  back: "Nazad {} sekundi",
  forward: "Napred {} sekundi",
  position: "Položaj",
  speed: "Brzina",
  volume: "Jačina zvuka",
  download: "Preuzmi",
  follow: "Prati tekst",
};
