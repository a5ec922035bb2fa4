// Frames of the live MP3 stream. Their size and duration come from the audio resource, as `live`.

/** Returns {byte, time} of the frame that sounds at a time: its offset in the stream, and its start
    in seconds. The start of the audio is byte 0, before the placeholder frames. */
export function frameAt(seconds, { frame_bytes, frame_seconds, placeholder_frames }) {
  const frame = Math.floor(seconds / frame_seconds);
  if (frame <= 0) return { byte: 0, time: 0 };
  return { byte: (placeholder_frames + frame) * frame_bytes, time: frame * frame_seconds };
}

/** Returns a frame that sounds like nothing, in the format of the stream. */
export function silentFrame() {
  const frame = new Uint8Array(192);
  frame.set([0xff, 0xf3, 0x84, 0xc4]); // MPEG-2 layer III, 64 kbit/s, 24 kHz, mono
  return frame;
}
