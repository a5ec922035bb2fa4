// Korean labels of the extension report.

export const ko = {
  report: "잘못 읽은 단어 신고",
  which: "어느 단어를 잘못 읽었나요?",
  note: "어떻게 읽어야 하나요? (선택 사항)",
  previous: "이전 문장",
  send: "보내기",
  cancel: "취소",
  close: "닫기",
  thanks: "감사합니다. 편집부에서 들어 보겠습니다.",
  failed: "보내지 못했습니다. 나중에 다시 시도하세요.",
  later: "오디오가 모두 완성되면 단어를 신고할 수 있습니다. 1분 후에 다시 시도하세요.",
};
