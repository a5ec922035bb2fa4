// The panel in the block editor's sidebar.

(({ components, coreData, data, editPost, editor, element, i18n, plugins }) => {
  const { createElement, useEffect, useRef } = element;
  const { __ } = i18n;
  // WordPress 6.6 moved it.
  const Panel = editor.PluginDocumentSettingPanel ?? editPost.PluginDocumentSettingPanel;
  const { off, voice } = window.listenOptions;

  /** The status, read again after each save. */
  const Status = ({ post }) => {
    const container = useRef();
    const read = useRef();
    const isSaving = data.useSelect((select) => {
      const { isSavingPost, isAutosavingPost } = select("core/editor");
      return isSavingPost() && !isAutosavingPost();
    }, []);
    useEffect(() => {
      if (isSaving) return;
      if (read.current) read.current();
      else read.current = window.listenStatus.show(container.current, post);
    }, [isSaving, post]);
    return createElement("div", { className: "listen-status", ref: container });
  };

  const ListenPanel = () => {
    const { post, type } = data.useSelect((select) => {
      const { getCurrentPostId, getCurrentPostType } = select("core/editor");
      return { post: getCurrentPostId(), type: getCurrentPostType() };
    }, []);
    const [meta, setMeta] = coreData.useEntityProp("postType", type, "meta");
    if (!meta) return null;
    return createElement(
      Panel,
      { name: "listen", title: __("Listen", "listen") },
      createElement(Status, { post }),
      createElement(components.ToggleControl, {
        label: __("No audio for this post", "listen"),
        checked: Boolean(meta[off]),
        onChange: (value) => setMeta({ ...meta, [off]: value }),
      }),
      createElement(components.TextControl, {
        label: __("Voice", "listen"),
        help: __("Name of a voice of the server. Empty for the voice of the settings.", "listen"),
        value: meta[voice] ?? "",
        onChange: (value) => setMeta({ ...meta, [voice]: value }),
        __nextHasNoMarginBottom: true,
      }),
    );
  };

  plugins.registerPlugin("listen", { render: ListenPanel });
})(window.wp);
