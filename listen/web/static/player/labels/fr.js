// French labels.

export const fr = {
  listen: "Écouter l’article",
  hint: "Cliquez pour créer l’audio",
  minutes: "{} min d’écoute",
  preparing: "Préparation…",
  failed: "Lecture impossible.",
  played: "Écouté",
  resume: "Reprendre, reste {}",
  retry: "Réessayer",
  offline: "Pas de connexion. Réessayez une fois en ligne.",
  play: "Lecture",
  pause: "Pause",
  back: "Reculer de {} secondes",
  forward: "Avancer de {} secondes",
  position: "Position",
  speed: "Vitesse",
  volume: "Volume",
  download: "Télécharger",
  follow: "Suivre la lecture",
};
