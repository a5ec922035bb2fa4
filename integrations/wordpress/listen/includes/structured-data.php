<?php
/**
 * The AudioObject (schema.org) of a post's audio, in the head of the post's page.
 *
 * @package Listen
 */

namespace Listen\StructuredData;

use Listen\Placement;
use Listen\Record;

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'wp_head', __NAMESPACE__ . '\print_audio', 20 );
}

/**
 * Print what the server's last answer said.
 */
function print_audio(): void {
	$post  = Placement\current_post();
	$audio = null === $post ? null : Record\structured_data( $post->ID );
	if ( null === $audio ) {
		return;
	}
	$audio = array( '@context' => 'https://schema.org' ) + $audio;
	// Without < and >, no value can end the script.
	echo '<script type="application/ld+json" class="listen-audio">'
		. wp_json_encode( $audio, JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE ) // phpcs:ignore WordPress.Security.EscapeOutput
		. "</script>\n";
}
