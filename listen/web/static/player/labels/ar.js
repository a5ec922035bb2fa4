// Arabic labels. `{}` in `minutes` stands for a number of minutes.

export const ar = {
  listen: "استمع إلى المقال",
  hint: "اضغط لإنشاء الصوت",
  minutes: "{} دقيقة استماع",
  preparing: "جارٍ التحضير…",
  failed: "تعذر التشغيل.",
  play: "تشغيل",
  pause: "إيقاف مؤقت",
  position: "الموضع",
  speed: "السرعة",
  volume: "مستوى الصوت",
  download: "تنزيل",
  follow: "متابعة القراءة",
};
