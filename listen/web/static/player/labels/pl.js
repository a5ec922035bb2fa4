// Polish labels.

export const pl = {
  listen: "Posłuchaj artykułu",
  hint: "Kliknij, aby wygenerować dźwięk",
  minutes: "{} min słuchania",
  preparing: "Przygotowywanie…",
  failed: "Nie udało się odtworzyć.",
  played: "Odtworzono",
  resume: "Kontynuuj, zostało {}",
  retry: "Spróbuj ponownie",
  offline: "Brak połączenia. Spróbuj ponownie, gdy będziesz online.",
  play: "Odtwórz",
  pause: "Wstrzymaj",
  back: "Cofnij o {} sekund",
  forward: "Przewiń do przodu o {} sekund",
  position: "Pozycja",
  speed: "Szybkość",
  volume: "Głośność",
  download: "Pobierz",
  follow: "Śledź tekst",
};
