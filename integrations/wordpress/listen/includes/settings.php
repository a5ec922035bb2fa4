<?php
/**
 * Settings: those of the settings page, and the constants in wp-config.php that win over them.
 *
 * @package Listen
 */

namespace Listen\Settings;

const OPTION = 'listen_settings';

/**
 * Return the stored settings, with defaults for those that are missing.
 *
 * @return array{url: string, key: string, post_types: string[], automatic: bool, voice: string}
 */
function stored(): array {
	$stored = get_option( OPTION );
	return array_merge(
		array(
			'url'        => '',
			'key'        => '',
			'post_types' => array( 'post' ),
			'automatic'  => true,
			'voice'      => '',
		),
		is_array( $stored ) ? $stored : array()
	);
}

/**
 * Return the server's URL without a slash at the end; empty if there is none.
 */
function server_url(): string {
	$url = url_constant() ?? stored()['url'];
	return untrailingslashit( esc_url_raw( $url, array( 'http', 'https' ) ) );
}

/**
 * Return the API key; empty if there is none.
 */
function api_key(): string {
	return key_constant() ?? stored()['key'];
}

/**
 * Return the value of LISTEN_URL, or null if it is not defined.
 */
function url_constant(): ?string {
	return defined( 'LISTEN_URL' ) ? trim( (string) constant( 'LISTEN_URL' ) ) : null;
}

/**
 * Return the key that wp-config.php defines for this site, or null.
 *
 * A key belongs to one site, because sites number their posts alike. In a network, LISTEN_KEY is the
 * key of the main site, and LISTEN_KEY_7 that of site 7.
 */
function key_constant(): ?string {
	$name = is_main_site() ? 'LISTEN_KEY' : 'LISTEN_KEY_' . get_current_blog_id();
	return defined( $name ) ? trim( (string) constant( $name ) ) : null;
}

/**
 * Return whether the site has a server and a key.
 */
function is_connected(): bool {
	return '' !== server_url() && '' !== api_key();
}

/**
 * Return the post types whose posts are sent.
 *
 * @return string[]
 */
function post_types(): array {
	/**
	 * Filters the post types whose posts are sent.
	 *
	 * @param string[] $types Names of post types.
	 */
	return array_values( (array) apply_filters( 'listen_post_types', stored()['post_types'] ) );
}

/**
 * Return whether the player is placed before the content of each post.
 */
function places_automatically(): bool {
	return (bool) stored()['automatic'];
}

/**
 * Return the voice of posts that have none of their own; empty for the server's choice.
 */
function voice(): string {
	return (string) stored()['voice'];
}
