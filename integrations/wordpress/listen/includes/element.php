<?php
/**
 * The player's element and its script.
 *
 * @package Listen
 */

namespace Listen\Element;

use Listen\Article;
use Listen\Settings;

/**
 * Return the element for a post, and load its script.
 */
function render( \WP_Post $post ): string {
	enqueue_script( Settings\server_url() . '/player.js' );
	return sprintf( '<listen-article source-url="%s"></listen-article>', esc_url( Article\url( $post ) ) );
}

/**
 * Load the player's module once.
 */
function enqueue_script( string $url ): void {
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		// Without a version: the server says how long the module may be cached.
		wp_enqueue_script_module( 'listen-player', $url, array(), null );
		return;
	}
	// phpcs:ignore WordPress.WP.EnqueuedResourceParameters.MissingVersion
	wp_enqueue_script( 'listen-player', $url, array(), null, true );
	add_filter( 'script_loader_tag', __NAMESPACE__ . '\make_module', 10, 2 );
}

/**
 * Make the script's tag that of a module, for WordPress before 6.5.
 *
 * @param string $tag    HTML of the tag.
 * @param string $handle Name of the script.
 */
function make_module( $tag, $handle ): string {
	if ( 'listen-player' !== $handle ) {
		return $tag;
	}
	return str_replace( '<script ', '<script type="module" ', preg_replace( '/ type=([\'"])[^\'"]*\1/', '', $tag ) );
}
