<?php
/**
 * A post as the article that the server reads.
 *
 * @package Listen
 */

namespace Listen\Article;

use Listen\Content;
use Listen\Language;
use Listen\PostOptions;
use Listen\Settings;

const PUBLIC_ACCESS  = 'public';
const MEMBERS        = 'members';
const PAID           = 'paid';
const PASSWORD       = 'password';
const PRIVATE_ACCESS = 'private';

/** The server refuses articles with more tags. */
const MAX_TAGS = 100;
/** Characters of a tag. */
const MAX_TAG = 200;
/** Characters of a title or a name. */
const MAX_NAME = 500;

/**
 * Return whether the server is to have the post: anybody may open its page, and no editor said no.
 */
function is_wanted( ?\WP_Post $post ): bool {
	return null !== $post
		&& in_array( $post->post_type, Settings\post_types(), true )
		&& ! PostOptions\is_off( $post->ID )
		&& ! in_array( access( $post ), array( PASSWORD, PRIVATE_ACCESS ), true );
}

/**
 * Return who may read the post.
 *
 * @return string One of the constants above.
 */
function access( \WP_Post $post ): string {
	if ( ! is_post_publicly_viewable( $post ) ) {
		return PRIVATE_ACCESS;
	}
	// The status of a post with a password is "publish", and its content is complete here.
	$access = '' === $post->post_password ? PUBLIC_ACCESS : PASSWORD;

	/**
	 * Filters who may read a post. Posts that are "password" or "private" are never sent; those that
	 * are "members" or "paid" are sent as the page shows them to a visitor who is not logged in.
	 *
	 * @param string   $access "public", "members", "paid", "password" or "private".
	 * @param \WP_Post $post   The post.
	 */
	$filtered = apply_filters( 'listen_article_access', $access, $post );
	$known    = array( PUBLIC_ACCESS, MEMBERS, PAID, PASSWORD, PRIVATE_ACCESS );
	// A value that nobody knows must not open what it meant to close.
	$filtered = in_array( $filtered, $known, true ) ? $filtered : PRIVATE_ACCESS;
	return PASSWORD === $access && PRIVATE_ACCESS !== $filtered ? PASSWORD : $filtered;
}

/**
 * Return the address of the post's page, which names the article to the player too.
 */
function url( \WP_Post $post ): string {
	/**
	 * Filters the address of a post's page.
	 *
	 * @param string   $url  Its permalink.
	 * @param \WP_Post $post The post.
	 */
	return (string) apply_filters( 'listen_article_url', (string) get_permalink( $post ), $post );
}

/**
 * Return the body of PUT /v1/articles/ID. Fields without a value are left out.
 *
 * @return array<string, mixed>
 */
function build( \WP_Post $post ): array {
	$optional = array(
		'title'        => plain( get_the_title( $post ) ),
		'author'       => plain( (string) get_the_author_meta( 'display_name', (int) $post->post_author ) ),
		'published_at' => utc( $post->post_date_gmt, $post->post_date ),
		'updated_at'   => utc( $post->post_modified_gmt, $post->post_modified ),
		'image'        => (string) get_the_post_thumbnail_url( $post, 'full' ),
		'tags'         => tags( $post ),
		'language'     => Language\of_post( $post ),
		'voice'        => PostOptions\voice( $post->ID ),
	);
	$article  = array(
		'html'   => Content\render( $post ),
		'url'    => url( $post ),
		'access' => access( $post ),
	) + array_filter( $optional );

	/**
	 * Filters the article that is sent to the server.
	 *
	 * @param array<string, mixed> $article Body of PUT /v1/articles/ID.
	 * @param \WP_Post             $post    The post.
	 */
	return (array) apply_filters( 'listen_article', $article, $post );
}

/**
 * Return the names of the post's categories and tags, without the category of uncategorized posts.
 *
 * @return string[]
 */
function tags( \WP_Post $post ): array {
	$names = array();
	foreach ( array( 'category', 'post_tag' ) as $taxonomy ) {
		$terms = get_the_terms( $post, $taxonomy );
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			if ( 'category' !== $taxonomy || (int) get_option( 'default_category' ) !== $term->term_id ) {
				$names[] = plain( $term->name, MAX_TAG );
			}
		}
	}
	return array_slice( array_values( array_unique( array_filter( $names ) ) ), 0, MAX_TAGS );
}

/**
 * Return a name as plain text: WordPress stores "R&D" as "R&amp;D".
 *
 * @return string Without tags and control characters, and no longer than the server accepts.
 */
function plain( string $html, int $length = MAX_NAME ): string {
	$text = html_entity_decode( wp_strip_all_tags( $html ), ENT_QUOTES | ENT_HTML5, 'UTF-8' );
	$text = preg_replace( '/[\x00-\x1f\x7f\s]+/u', ' ', wp_check_invalid_utf8( $text, true ) );
	return trim( mb_substr( trim( (string) $text ), 0, $length ) );
}

/**
 * Return a stored time as ISO 8601 in UTC; empty if the post has none.
 *
 * @param string $gmt   Time in UTC, zeros for posts that were never published.
 * @param string $local The same time in the site's time zone.
 */
function utc( string $gmt, string $local ): string {
	$time = 0 === strpos( $gmt, '0000' ) ? get_gmt_from_date( $local ) : $gmt;
	return 0 === strpos( $time, '0000' ) ? '' : str_replace( ' ', 'T', $time ) . 'Z';
}
