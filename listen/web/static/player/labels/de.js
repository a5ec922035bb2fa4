// German labels.

export const de = {
  listen: "Artikel anhören",
  hint: "Klicken, um Audio zu erzeugen",
  minutes: "{} Min. Hörzeit",
  preparing: "Wird vorbereitet …",
  failed: "Wiedergabe nicht möglich.",
  played: "Gehört",
  resume: "Weiterhören, noch {}",
  retry: "Erneut versuchen",
  offline: "Keine Verbindung. Versuchen Sie es erneut, wenn Sie online sind.",
  play: "Wiedergabe",
  pause: "Pause",
  back: "{} Sekunden zurück",
  forward: "{} Sekunden vor",
  position: "Position",
  speed: "Tempo",
  volume: "Lautstärke",
  download: "Herunterladen",
  follow: "Mitlesen",
};
