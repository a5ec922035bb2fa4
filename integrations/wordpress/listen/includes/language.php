<?php
/**
 * The language of a post, as a BCP 47 tag.
 *
 * @package Listen
 */

namespace Listen\Language;

/**
 * Return the language that Polylang or WPML knows for the post, else that of the site.
 *
 * @return string A tag such as "de-AT".
 */
function of_post( \WP_Post $post ): string {
	$locale = '';
	if ( function_exists( 'pll_get_post_language' ) ) {
		$locale = (string) pll_get_post_language( $post->ID, 'locale' );
	}
	if ( '' === $locale ) {
		// WPML's own hook, which answers without WPML with the null that is passed in.
		$details = apply_filters( 'wpml_post_language_details', null, $post->ID );
		$locale  = is_array( $details ) ? (string) ( $details['locale'] ?? '' ) : '';
	}
	// The site's locale, not that of the user who saves.
	return tag( '' === $locale ? get_locale() : $locale );
}

/**
 * Convert a locale of WordPress to a BCP 47 tag: "de_DE_formal" is "de-DE", "zh_Hant_TW" "zh-Hant-TW".
 *
 * @return string Empty if the locale is malformed.
 */
function tag( string $locale ): string {
	$pattern = '/^([a-z]{2,3})(?:[_-]([A-Z][a-z]{3}))?(?:[_-]([A-Z]{2}|[0-9]{3}))?(?:[_-]|$)/';
	if ( ! preg_match( $pattern, $locale, $parts ) ) {
		return '';
	}
	return implode( '-', array_filter( array_slice( $parts, 1 ) ) );
}
