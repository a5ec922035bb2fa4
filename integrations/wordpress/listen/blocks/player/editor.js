// The block in the editor: a placeholder, because only the post's own page has the player.

(({ blocks, blockEditor, components, element, i18n }) => {
  const { __ } = i18n;

  const Edit = () =>
    element.createElement(
      "div",
      blockEditor.useBlockProps(),
      element.createElement(components.Placeholder, {
        icon: "controls-volumeon",
        label: __("Listen", "listen"),
        instructions: __("Readers see the player here, on the page of this post.", "listen"),
      }),
    );

  blocks.registerBlockType("listen/player", { edit: Edit, save: () => null });
})(window.wp);
