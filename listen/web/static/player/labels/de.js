// German labels. `{}` in `minutes` stands for a number of minutes.

export const de = {
  listen: "Artikel anhören",
  hint: "Klicken, um Audio zu erzeugen",
  minutes: "{} Min. Hörzeit",
  preparing: "Wird vorbereitet …",
  failed: "Wiedergabe nicht möglich.",
  play: "Wiedergabe",
  pause: "Pause",
  position: "Position",
  speed: "Tempo",
  volume: "Lautstärke",
  download: "Herunterladen",
  follow: "Mitlesen",
};
