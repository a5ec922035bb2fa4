<?php
/**
 * From a change of a post to the queue. Saving never waits for the server.
 *
 * @package Listen
 */

namespace Listen\Relay;

use Listen\Article;
use Listen\PostOptions;
use Listen\Queue;
use Listen\Record;
use Listen\Runner;
use Listen\Settings;

/**
 * Add the hooks.
 */
function register(): void {
	// Terms and meta are stored by then, unlike at save_post and transition_post_status.
	add_action( 'wp_after_insert_post', __NAMESPACE__ . '\post_changed' );
	// A post that is deleted for good changes no status, and its meta is gone when it is deleted.
	add_action( 'before_delete_post', __NAMESPACE__ . '\post_is_being_deleted' );
	// Changes without a save, such as those of other plug-ins.
	add_action( 'set_object_terms', __NAMESPACE__ . '\terms_changed', 10, 6 );
	foreach ( array( 'added_post_meta', 'updated_post_meta', 'deleted_post_meta' ) as $hook ) {
		add_action( $hook, __NAMESPACE__ . '\meta_changed', 10, 3 );
	}
}

/**
 * Queue a post whose article is to be made, changed or withdrawn. Others are left alone.
 *
 * @param int $post_id Number of the post; of a revision or of any type.
 */
function post_changed( $post_id ): void {
	$post = get_post( $post_id );
	if ( null === $post || ! Settings\is_connected() || 'revision' === $post->post_type ) {
		return;
	}
	if ( Article\is_wanted( $post ) || Record\exists( $post->ID ) || Queue\find( $post->ID ) ) {
		Queue\add( $post->ID );
		Runner\wake();
	}
}

/**
 * Queue a post that is about to be deleted for good, once it is.
 *
 * @param int $post_id Number of the post; of a revision or of any type.
 */
function post_is_being_deleted( $post_id ): void {
	if ( ! Settings\is_connected() || ! Record\exists( (int) $post_id ) ) {
		return;
	}
	$queue = static function ( $deleted_id ) use ( $post_id ) {
		if ( (int) $deleted_id === (int) $post_id ) {
			Queue\add( (int) $post_id, true );
			Runner\wake();
		}
	};
	add_action( 'deleted_post', $queue );
}

/**
 * Queue a post whose tags or categories changed.
 *
 * @param int    $post_id  Number of the post.
 * @param array  $terms    Unused.
 * @param int[]  $now      Terms that it has now.
 * @param string $taxonomy Their taxonomy.
 * @param bool   $append   Unused.
 * @param int[]  $before   Terms that it had before.
 */
function terms_changed( $post_id, $terms, $now, $taxonomy, $append, $before ): void {
	if ( in_array( $taxonomy, array( 'category', 'post_tag' ), true ) && array_diff( $now, $before ) !== array_diff( $before, $now ) ) {
		post_changed( $post_id );
	}
}

/**
 * Queue a post whose options or image changed.
 *
 * @param int|int[] $meta_id Unused.
 * @param int       $post_id Number of the post.
 * @param string    $key     Key of the meta value.
 */
function meta_changed( $meta_id, $post_id, $key ): void {
	if ( in_array( $key, array( PostOptions\OFF, PostOptions\VOICE, '_thumbnail_id' ), true ) ) {
		post_changed( $post_id );
	}
}
