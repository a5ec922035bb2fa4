// Ukrainian labels. `{}` in `minutes` stands for a number of minutes,
// in `resume` for a time such as 1:05.

export const uk = {
  listen: "Послухати статтю",
  hint: "Натисніть, щоб створити аудіо",
  minutes: "{} хв слухання",
  preparing: "Готується…",
  failed: "Не вдалося відтворити.",
  played: "Прослухано",
  resume: "Продовжити, залишилося {}",
  retry: "Спробувати ще раз",
  offline: "Немає з’єднання. Спробуйте ще раз, коли будете онлайн.",
  play: "Відтворити",
  pause: "Пауза",
  position: "Позиція",
  speed: "Швидкість",
  volume: "Гучність",
  download: "Завантажити",
  follow: "Стежити за читанням",
  close: "Закрити малий програвач",
};
