// Croatian labels.

export const hr = {
  listen: "Poslušaj članak",
  hint: "Pritisnite za izradu zvuka",
  minutes: "{} min slušanja",
  preparing: "Priprema se…",
  failed: "Reprodukcija nije uspjela.",
  played: "Preslušano",
  resume: "Nastavi, preostalo {}",
  retry: "Pokušaj ponovno",
  offline: "Nema veze. Pokušajte ponovno kad budete na mreži.",
  play: "Reproduciraj",
  pause: "Pauziraj",
  back: "Natrag {} sekundi",
  forward: "Naprijed {} sekundi",
  position: "Položaj",
  speed: "Brzina",
  volume: "Glasnoća",
  download: "Preuzmi",
  follow: "Prati tekst",
};
