// Serbian in Cyrillic script labels.

export const sr = {
  listen: "Послушај чланак",
  hint: "Притисните да бисте направили звук",
  minutes: "{} мин слушања",
  preparing: "Припрема се…",
  failed: "Пуштање није успело.",
  played: "Преслушано",
  resume: "Настави, преостало {}",
  retry: "Покушај поново",
  offline: "Нема везе. Покушајте поново када будете на мрежи.",
  play: "Пусти",
  pause: "Паузирај",
  back: "Назад {} секунди",
  forward: "Напред {} секунди",
  position: "Положај",
  speed: "Брзина",
  volume: "Јачина звука",
  download: "Преузми",
  follow: "Прати текст",
};
