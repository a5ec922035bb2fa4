// Norwegian Bokmål labels.

export const nb = {
  listen: "Lytt til artikkelen",
  hint: "Trykk for å lage lyd",
  minutes: "{} min lyttetid",
  preparing: "Forbereder …",
  failed: "Lyden kunne ikke spilles av.",
  played: "Avspilt",
  resume: "Fortsett, {} igjen",
  retry: "Prøv igjen",
  offline: "Ingen tilkobling. Prøv igjen når du er på nett.",
  play: "Spill av",
  pause: "Pause",
  back: "{} sekunder tilbake",
  forward: "{} sekunder frem",
  position: "Posisjon",
  speed: "Hastighet",
  volume: "Volum",
  download: "Last ned",
  follow: "Følg teksten",
};
