// Shows how far the audio of a post is, in both editors.

(({ apiFetch, i18n }) => {
  const { __ } = i18n;
  const POLL = 5000;

  /** Fills an element with the status of a post, and keeps it up to date while the audio is made.
      Returns a function that reads the status again. */
  const show = (container, post) => {
    container.style.marginBottom = "16px";
    let timer;
    let audio;

    const read = (path = "", method = "GET") => {
      clearTimeout(timer);
      return apiFetch({ path: `/listen/v1/posts/${post}${path}`, method })
        .then(fill)
        .catch((error) => fill({ state: "unknown", text: "", detail: error.message, audio: "" }));
    };

    const fill = (status) => {
      if (!container.isConnected) return;
      container.dataset.state = status.state;
      line(container, "listen-state", status.text).style.fontWeight = "600";
      line(container, "listen-detail", status.detail);
      // A player whose source is set again stops.
      if (audio !== status.audio) fillPlayer(container, status.audio);
      audio = status.audio;
      fillButton(container, status.state, () => read("/send", "POST"));
      if (status.state === "queued") timer = setTimeout(read, POLL);
    };

    read();
    return () => read();
  };

  /** Returns the child with a class, and creates it if it is missing. */
  const child = (container, name, tag) => {
    const found = container.querySelector(`.${name}`);
    if (found) return found;
    const created = document.createElement(tag);
    created.className = name;
    container.append(created);
    return created;
  };

  const line = (container, name, text) => {
    const element = child(container, name, "p");
    element.textContent = text;
    element.hidden = !text;
    return element;
  };

  const fillPlayer = (container, url) => {
    const player = child(container, "listen-audio", "audio");
    player.controls = true;
    player.preload = "metadata";
    player.style.width = "100%";
    player.hidden = !url;
    if (url) player.src = url;
    else player.removeAttribute("src");
  };

  const fillButton = (container, state, send) => {
    const button = child(container, "listen-send", "button");
    button.type = "button";
    button.classList.add("button", "components-button", "is-secondary");
    button.textContent = __("Send again", "listen");
    button.hidden = !["made", "failed", "held"].includes(state);
    button.style.marginTop = "8px";
    button.onclick = send;
  };

  window.listenStatus = { show };

  // The classic editor's box.
  document
    .querySelectorAll(".listen-status[data-post]")
    .forEach((element) => show(element, element.dataset.post));
})(window.wp);
