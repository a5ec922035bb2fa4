<?php
/**
 * Backfill: sends all published posts on request, in batches, so that posts saved meanwhile go first.
 *
 * @package Listen
 */

namespace Listen\Backfill;

use Listen\Lock;
use Listen\Queue;
use Listen\Record;
use Listen\Runner;
use Listen\Settings;
use Listen\Sweep;

/**
 * Option: {before, sent, total, known}. Posts with numbers below `before` are left to send; `known`
 * means only those that the server has.
 */
const OPTION = 'listen_backfill';

/** Posts that are queued at once. */
const BATCH = 20;

/**
 * Add the hooks.
 */
function register(): void {
	// Other addresses of all posts.
	add_action( 'update_option_permalink_structure', __NAMESPACE__ . '\restart' );
	add_action( 'update_option_home', __NAMESPACE__ . '\restart' );
}

/**
 * Return how far the backfill is, or null if there is none.
 *
 * @return array{before: int, sent: int, total: int, known: bool}|null
 */
function progress(): ?array {
	global $wpdb;
	// Another process may have started it since this one has read the options.
	$value    = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", OPTION ) );
	$progress = maybe_unserialize( (string) $value );
	return is_array( $progress ) ? $progress : null;
}

/**
 * Begin to send all published posts, newest first.
 *
 * @param bool $known Whether to send only those that the server has.
 */
function start( bool $known = false ): void {
	$progress = array(
		'before' => PHP_INT_MAX,
		'sent'   => 0,
		'total'  => total( $known ),
		'known'  => $known,
	);
	update_option( OPTION, $progress, false );
	Runner\wake();
}

/**
 * Send the posts that the server has once more, because settings have changed.
 */
function restart(): void {
	if ( Settings\is_connected() ) {
		// A process that runs has the old settings.
		Lock\break_lock();
		start( true );
	}
}

/**
 * Stop. Posts that are queued are sent.
 */
function stop(): void {
	delete_option( OPTION );
}

/**
 * Queue the next batch when nothing else is due.
 */
function refill(): void {
	$progress = progress();
	if ( null === $progress || Queue\due() > 0 ) {
		return;
	}
	global $wpdb;
	$posts = Sweep\find( condition( $progress['known'] ) . $wpdb->prepare( ' AND p.ID < %d', $progress['before'] ), BATCH );
	if ( ! $posts ) {
		stop();
		return;
	}
	$progress['before'] = min( $posts );
	$progress['sent']  += count( $posts );
	update_option( OPTION, $progress, false );
	foreach ( $posts as $post_id ) {
		Queue\add( $post_id, false, 0 );
	}
}

/**
 * Return the number of posts to send.
 */
function total( bool $known ): int {
	global $wpdb;
	return (int) $wpdb->get_var( "SELECT COUNT(*) FROM {$wpdb->posts} p " . condition( $known ) );
}

/**
 * Return the SQL condition of posts `p` to send.
 */
function condition( bool $known ): string {
	global $wpdb;
	$exists = "EXISTS ( SELECT 1 FROM {$wpdb->postmeta} e WHERE e.post_id = p.ID AND e.meta_key = %s )";
	return 'WHERE ' . Sweep\is_public() . ( $known ? $wpdb->prepare( " AND $exists", Record\EXISTS ) : '' );
}
