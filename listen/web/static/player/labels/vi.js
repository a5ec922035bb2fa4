// Vietnamese labels.

export const vi = {
  listen: "Nghe bài viết",
  hint: "Nhấn phát để tạo âm thanh",
  minutes: "{} phút nghe",
  preparing: "Đang chuẩn bị…",
  failed: "Không thể phát âm thanh.",
  played: "Đã nghe",
  resume: "Nghe tiếp, còn {}",
  retry: "Thử lại",
  offline: "Không có kết nối. Hãy thử lại khi bạn trực tuyến.",
  play: "Phát",
  pause: "Tạm dừng",
  back: "Lùi {} giây",
  forward: "Tiến {} giây",
  position: "Vị trí",
  speed: "Tốc độ",
  volume: "Âm lượng",
  download: "Tải xuống",
  follow: "Theo dõi văn bản",
};
