// What the player says: a line of each table for each of these names.

const NAMES =
  "listen hint minutes preparing failed play pause position speed volume download follow";

const LABELS = {
  en: `Listen to Article
Click play to generate audio
{} min listen
Preparing…
The audio could not be played.
Play
Pause
Position
Speed
Volume
Download
Follow along`,
  de: `Artikel anhören
Klicken, um Audio zu erzeugen
{} Min. Hörzeit
Wird vorbereitet …
Wiedergabe nicht möglich.
Wiedergabe
Pause
Position
Tempo
Lautstärke
Herunterladen
Mitlesen`,
  fr: `Écouter l’article
Cliquez pour créer l’audio
{} min d’écoute
Préparation…
Lecture impossible.
Lecture
Pause
Position
Vitesse
Volume
Télécharger
Suivre la lecture`,
  es: `Escuchar el artículo
Pulsa para generar el audio
{} min de escucha
Preparando…
No se puede reproducir.
Reproducir
Pausa
Posición
Velocidad
Volumen
Descargar
Seguir la lectura`,
  uk: `Послухати статтю
Натисніть, щоб створити аудіо
{} хв слухання
Готується…
Не вдалося відтворити.
Відтворити
Пауза
Позиція
Швидкість
Гучність
Завантажити
Стежити за читанням`,
  ar: `استمع إلى المقال
اضغط لإنشاء الصوت
{} دقيقة استماع
جارٍ التحضير…
تعذر التشغيل.
تشغيل
إيقاف مؤقت
الموضع
السرعة
مستوى الصوت
تنزيل
متابعة القراءة`,
};

/** The labels by name, for a BCP 47 tag; English where there is no table. */
export function labelsFor(tag) {
  const wanted = tag.toLowerCase().split("-")[0];
  const lang = Object.hasOwn(LABELS, wanted) ? wanted : "en";
  const lines = LABELS[lang].split("\n");
  const seconds = new Intl.NumberFormat(lang, {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
    signDisplay: "always",
  });
  return {
    lang,
    dir: lang === "ar" ? "rtl" : "ltr",
    back: seconds.format(-15),
    forward: seconds.format(15),
    ...Object.fromEntries(NAMES.split(" ").map((name, index) => [name, lines[index]])),
  };
}
