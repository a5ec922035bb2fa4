// What the player says: a line of each table for each of these names.

const NAMES =
  "listen hint minutes preparing failed play pause back forward position speed volume download follow";

const LABELS = {
  en: `Listen to Article
Click play to generate audio
{} min listen
Preparing the audio…
The audio could not be played.
Play
Pause
Back 15 seconds
Forward 15 seconds
Position
Speed
Volume
Download
Back to what is being read`,
  de: `Artikel anhören
Klicken, um das Audio zu erzeugen
{} Min. Hörzeit
Das Audio wird vorbereitet …
Das Audio konnte nicht abgespielt werden.
Wiedergabe
Pause
15 Sekunden zurück
15 Sekunden vor
Position
Tempo
Lautstärke
Herunterladen
Zur vorgelesenen Stelle`,
  fr: `Écouter l’article
Cliquez sur lecture pour créer l’audio
{} min d’écoute
Préparation de l’audio…
L’audio n’a pas pu être lu.
Lecture
Pause
Reculer de 15 secondes
Avancer de 15 secondes
Position
Vitesse
Volume
Télécharger
Revenir au passage lu`,
  es: `Escuchar el artículo
Pulsa reproducir para generar el audio
{} min de escucha
Preparando el audio…
No se pudo reproducir el audio.
Reproducir
Pausa
Retroceder 15 segundos
Avanzar 15 segundos
Posición
Velocidad
Volumen
Descargar
Volver a lo que se lee`,
  uk: `Послухати статтю
Натисніть, щоб створити аудіо
{} хв слухання
Аудіо готується…
Не вдалося відтворити аудіо.
Відтворити
Пауза
Назад на 15 секунд
Вперед на 15 секунд
Позиція
Швидкість
Гучність
Завантажити
До місця, що читається`,
  ar: `استمع إلى المقال
اضغط على زر التشغيل لإنشاء الصوت
مدة الاستماع {} د
جارٍ تحضير الصوت…
تعذر تشغيل الصوت.
تشغيل
إيقاف مؤقت
رجوع 15 ثانية
تقديم 15 ثانية
الموضع
السرعة
مستوى الصوت
تنزيل
العودة إلى الموضع المقروء`,
};

/** The labels by name, with `lang` and `dir`, for a BCP 47 tag; English where there is no table. */
export function labelsFor(tag) {
  const wanted = tag.toLowerCase().split("-")[0];
  const lang = Object.hasOwn(LABELS, wanted) ? wanted : "en";
  const lines = LABELS[lang].split("\n");
  const labels = { lang, dir: lang === "ar" ? "rtl" : "ltr" };
  NAMES.split(" ").forEach((name, index) => (labels[name] = lines[index]));
  return labels;
}
