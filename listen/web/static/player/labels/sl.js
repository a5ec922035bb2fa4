// Slovenian labels.

export const sl = {
  listen: "Poslušaj članek",
  hint: "Pritisnite za pripravo zvoka",
  minutes: "{} min poslušanja",
  preparing: "Pripravljanje …",
  failed: "Predvajanje ni uspelo.",
  played: "Poslušano",
  resume: "Nadaljuj, še {}",
  retry: "Poskusi znova",
  offline: "Ni povezave. Poskusite znova, ko boste povezani.",
  play: "Predvajaj",
  pause: "Začasno ustavi",
  back: "{} sekund nazaj",
  forward: "{} sekund naprej",
  position: "Položaj",
  speed: "Hitrost",
  volume: "Glasnost",
  download: "Prenesi",
  follow: "Sledi besedilu",
};
