<?php
/**
 * Scripts that editor.js needs.
 *
 * @package Listen
 */

return array(
	'dependencies' => array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element', 'wp-i18n' ),
	'version'      => Listen\VERSION,
);
