// The finished file.

import { withQuery } from "./server.js";
import { Source } from "./source.js";

export class FileSource extends Source {
  open(seconds) {
    // The query makes it another URL: browsers cache the live stream's, which had no length.
    this.audio.src = withQuery(this.address, "finished");
    this.seek(seconds);
  }
}
