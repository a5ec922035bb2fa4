<?php
/**
 * What the server was told of a post and what it answered, in the post's meta.
 *
 * @package Listen
 */

namespace Listen\Record;

/** Set before the first request: the server may have the article even if its answer was lost. */
const EXISTS = '_listen_exists';
/** The post's post_modified_gmt at the last delivery, also of one that the server refused. */
const VERSION = '_listen_version';
/** JSON: the server's last answer, see answer(). */
const ANSWER = '_listen_answer';
/** JSON: the AudioObject of the audio. */
const STRUCTURED_DATA = '_listen_structured_data';
/** JSON: {code, detail} of the last delivery, if it failed. */
const PROBLEM = '_listen_problem';

const KEYS = array( EXISTS, VERSION, ANSWER, STRUCTURED_DATA, PROBLEM );

/**
 * Add the hooks.
 */
function register(): void {
	// A post that is imported elsewhere has another number, and was not sent from there.
	add_filter( 'wxr_export_skip_postmeta', __NAMESPACE__ . '\is_skipped_by_export', 10, 2 );
}

/**
 * Return whether an export leaves a meta value out.
 *
 * @param bool   $skip What other plug-ins decided.
 * @param string $key  Key of the value.
 */
function is_skipped_by_export( $skip, $key ): bool {
	return $skip || in_array( $key, KEYS, true );
}

/**
 * Return whether the server may have the article.
 */
function exists( int $post_id ): bool {
	return '' !== get_post_meta( $post_id, EXISTS, true );
}

/**
 * Note that the server may have the article from now on. Return whether that was stored.
 */
function begin( int $post_id ): bool {
	update_post_meta( $post_id, EXISTS, '1' );
	return exists( $post_id );
}

/**
 * Note that the server has this version of the post, or will never take it.
 */
function handled( \WP_Post $post ): void {
	update_post_meta( $post->ID, VERSION, $post->post_modified_gmt );
}

/**
 * Return the server's last answer about the post.
 *
 * @return array{state: string, code: string, detail: string, audio: string, duration: float}|null
 */
function answer( int $post_id ): ?array {
	return read( $post_id, ANSWER );
}

/**
 * Keep what the server answered.
 *
 * @param int                  $post_id Number of the post.
 * @param array<string, mixed> $article The article as the server describes it.
 */
function keep_answer( int $post_id, array $article ): void {
	$audio = is_array( $article['audio'] ?? null ) ? $article['audio'] : array();
	$error = is_array( $article['error'] ?? null ) ? $article['error'] : array();
	$links = is_array( $audio['links'] ?? null ) ? $audio['links'] : array();
	write(
		$post_id,
		ANSWER,
		array(
			'state'    => (string) ( $article['state'] ?? '' ),
			'code'     => (string) ( $error['code'] ?? '' ),
			'detail'   => (string) ( $error['detail'] ?? '' ),
			'audio'    => (string) ( $links['audio'] ?? '' ),
			'duration' => (float) ( $audio['duration'] ?? 0 ),
		)
	);
	if ( is_array( $article['jsonld'] ?? null ) ) {
		write( $post_id, STRUCTURED_DATA, $article['jsonld'] );
	} elseif ( array_key_exists( 'jsonld', $article ) ) {
		// The audio is not made yet, or not for everybody.
		delete_post_meta( $post_id, STRUCTURED_DATA );
	}
}

/**
 * Return the AudioObject of the post's audio, or null.
 *
 * @return array<string, mixed>|null
 */
function structured_data( int $post_id ): ?array {
	return read( $post_id, STRUCTURED_DATA );
}

/**
 * Return why the last delivery failed, or null.
 *
 * @return array{code: string, detail: string}|null
 */
function problem( int $post_id ): ?array {
	return read( $post_id, PROBLEM );
}

/**
 * Keep why a delivery failed.
 */
function keep_problem( int $post_id, string $code, string $detail ): void {
	write( $post_id, PROBLEM, compact( 'code', 'detail' ) );
}

/**
 * Forget why a delivery failed.
 */
function clear_problem( int $post_id ): void {
	delete_post_meta( $post_id, PROBLEM );
}

/**
 * Forget everything about the post.
 */
function forget( int $post_id ): void {
	foreach ( KEYS as $key ) {
		delete_post_meta( $post_id, $key );
	}
}

/**
 * Read a value that is stored as JSON.
 *
 * @return array<string, mixed>|null
 */
function read( int $post_id, string $key ): ?array {
	$value = json_decode( (string) get_post_meta( $post_id, $key, true ), true );
	return is_array( $value ) ? $value : null;
}

/**
 * Store a value as JSON.
 *
 * @param int                  $post_id Number of the post.
 * @param string               $key     Key of the meta value.
 * @param array<string, mixed> $value   The value.
 */
function write( int $post_id, string $key, array $value ): void {
	// update_post_meta() removes a level of slashes.
	update_post_meta( $post_id, $key, wp_slash( (string) wp_json_encode( $value ) ) );
}
