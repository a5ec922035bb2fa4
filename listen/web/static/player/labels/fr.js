// French labels. `{}` in `minutes` stands for a number of minutes.

export const fr = {
  listen: "Écouter l’article",
  hint: "Cliquez pour créer l’audio",
  minutes: "{} min d’écoute",
  preparing: "Préparation…",
  failed: "Lecture impossible.",
  play: "Lecture",
  pause: "Pause",
  position: "Position",
  speed: "Vitesse",
  volume: "Volume",
  download: "Télécharger",
  follow: "Suivre la lecture",
};
