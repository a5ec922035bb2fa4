// Vietnamese labels of the extension report.

export const vi = {
  report: "Báo từ bị đọc sai",
  which: "Từ nào bị đọc sai?",
  note: "Từ đó phải đọc thế nào? (không bắt buộc)",
  previous: "Câu trước",
  send: "Gửi",
  cancel: "Hủy",
  close: "Đóng",
  thanks: "Cảm ơn bạn. Ban biên tập sẽ nghe lại.",
  failed: "Không thể gửi báo cáo. Hãy thử lại sau.",
  later: "Có thể báo từ khi toàn bộ âm thanh đã xong. Hãy thử lại sau một phút.",
};
