// Danish labels.

export const da = {
  listen: "Lyt til artiklen",
  hint: "Tryk for at lave lyd",
  minutes: "{} min. lytning",
  preparing: "Forbereder …",
  failed: "Lyden kunne ikke afspilles.",
  played: "Afspillet",
  resume: "Fortsæt, {} tilbage",
  retry: "Prøv igen",
  offline: "Ingen forbindelse. Prøv igen, når du er online.",
  play: "Afspil",
  pause: "Pause",
  back: "{} sekunder tilbage",
  forward: "{} sekunder frem",
  position: "Position",
  speed: "Hastighed",
  volume: "Lydstyrke",
  download: "Hent",
  follow: "Følg med i teksten",
};
