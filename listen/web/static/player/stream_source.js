// The live stream as <audio> loads it, for browsers without Media Source for MP3.

import { frameAt } from "./live_frames.js";
import { withQuery } from "./server.js";
import { Source } from "./source.js";

export class StreamSource extends Source {
  isLive = true;

  open(seconds) {
    const { byte, time } = frameAt(seconds, this.live);
    const { delay_seconds, frame_seconds, placeholder_frames } = this.live;
    // The browser plays the delay of encoder and decoder, which only the Info frame of the finished
    // file tells it to skip, and the placeholder frames at the start.
    this.clockOffset = delay_seconds - time + (byte ? 0 : placeholder_frames * frame_seconds);
    this.audio.src = withQuery(this.address, `from=${byte}`);
  }

  seek(seconds) {
    if (this.hasBuffered(seconds)) super.seek(seconds);
    else this.open(seconds);
  }
}
