<?php
/**
 * The block "listen/player" and the shortcode [listen].
 *
 * @package Listen
 */

namespace Listen\Block;

use Listen\Placement;

use const Listen\PLUGIN_FILE;

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'init', __NAMESPACE__ . '\register_block' );
	add_shortcode( 'listen', __NAMESPACE__ . '\render' );
}

/**
 * Register the block, which is rendered here and not stored in the content.
 */
function register_block(): void {
	register_block_type(
		dirname( PLUGIN_FILE ) . '/blocks/player',
		array( 'render_callback' => __NAMESPACE__ . '\render' )
	);
}

/**
 * Return the player if this is its place.
 */
function render(): string {
	return Placement\place();
}
