// Ukrainian labels. `{}` in `minutes` stands for a number of minutes.

export const uk = {
  listen: "Послухати статтю",
  hint: "Натисніть, щоб створити аудіо",
  minutes: "{} хв слухання",
  preparing: "Готується…",
  failed: "Не вдалося відтворити.",
  play: "Відтворити",
  pause: "Пауза",
  position: "Позиція",
  speed: "Швидкість",
  volume: "Гучність",
  download: "Завантажити",
  follow: "Стежити за читанням",
};
