// Korean labels.

export const ko = {
  listen: "기사 듣기",
  hint: "재생을 누르면 오디오를 만듭니다",
  minutes: "듣는 시간 {}분",
  preparing: "준비 중…",
  failed: "오디오를 재생할 수 없습니다.",
  played: "재생 완료",
  resume: "이어서 듣기, {} 남음",
  retry: "다시 시도",
  offline: "연결되지 않았습니다. 온라인 상태에서 다시 시도하세요.",
  play: "재생",
  pause: "일시정지",
  back: "{}초 뒤로",
  forward: "{}초 앞으로",
  position: "재생 위치",
  speed: "재생 속도",
  volume: "음량",
  download: "다운로드",
  follow: "읽는 위치 따라가기",
};
