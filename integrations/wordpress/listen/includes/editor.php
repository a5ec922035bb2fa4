<?php
/**
 * Panel in the block editor: status, player, switch and voice.
 *
 * @package Listen
 */

namespace Listen\Editor;

use Listen\PostOptions;
use Listen\Settings;

use const Listen\PLUGIN_FILE;
use const Listen\VERSION;

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'enqueue_block_editor_assets', __NAMESPACE__ . '\enqueue' );
}

/**
 * Load the panel where posts of a supported type are edited.
 */
function enqueue(): void {
	$screen = get_current_screen();
	if ( null === $screen || 'post' !== $screen->base || ! in_array( $screen->post_type, Settings\post_types(), true ) ) {
		return;
	}
	enqueue_status_script();
	wp_enqueue_script(
		'listen-editor',
		plugins_url( 'assets/editor.js', PLUGIN_FILE ),
		array( 'listen-status', 'wp-components', 'wp-core-data', 'wp-data', 'wp-edit-post', 'wp-editor', 'wp-element', 'wp-i18n', 'wp-plugins' ),
		VERSION,
		true
	);
	wp_set_script_translations( 'listen-editor', 'listen' );
	wp_add_inline_script(
		'listen-editor',
		'window.listenOptions = ' . wp_json_encode(
			array(
				'off'   => PostOptions\OFF,
				'voice' => PostOptions\VOICE,
			)
		),
		'before'
	);
}

/**
 * Load the script that shows the status of a post. Both editors use it.
 */
function enqueue_status_script(): void {
	wp_enqueue_script( 'listen-status', plugins_url( 'assets/status.js', PLUGIN_FILE ), array( 'wp-api-fetch', 'wp-i18n' ), VERSION, true );
	wp_set_script_translations( 'listen-status', 'listen' );
}
