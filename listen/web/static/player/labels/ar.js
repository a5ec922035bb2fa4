// Arabic labels. `{}` in `minutes` stands for a number of minutes,
// in `resume` for a time such as 1:05.

export const ar = {
  listen: "استمع إلى المقال",
  hint: "اضغط لإنشاء الصوت",
  minutes: "{} دقيقة استماع",
  preparing: "جارٍ التحضير…",
  failed: "تعذر التشغيل.",
  played: "تم الاستماع",
  resume: "متابعة، بقي {}",
  retry: "إعادة المحاولة",
  offline: "لا يوجد اتصال. أعد المحاولة عند الاتصال بالإنترنت.",
  play: "تشغيل",
  pause: "إيقاف مؤقت",
  position: "الموضع",
  speed: "السرعة",
  volume: "مستوى الصوت",
  download: "تنزيل",
  follow: "متابعة القراءة",
  close: "إغلاق المشغل المصغر",
};
