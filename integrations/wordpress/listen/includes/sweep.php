<?php
/**
 * Comparison of the posts with what the server was told, every five minutes: finds lost events,
 * imports, and changes that were made in the database.
 *
 * @package Listen
 */

namespace Listen\Sweep;

use Listen\PostOptions;
use Listen\Queue;
use Listen\Record;
use Listen\Runner;
use Listen\Settings;

/** Event of WP-Cron. */
const EVENT = 'listen_sweep';
/** Its schedule. */
const SCHEDULE = 'listen_five_minutes';
/** Option: {time, id} at which the site was connected. Older posts are sent only on request. */
const SINCE = 'listen_since';
/** Option: time of the last sweep. */
const LAST = 'listen_swept';

/** Posts of each kind that one sweep queues. */
const LIMIT = 100;

/**
 * Add the hooks.
 */
function register(): void {
	// phpcs:ignore WordPress.WP.CronInterval.CronSchedulesInterval
	add_filter( 'cron_schedules', __NAMESPACE__ . '\add_schedule' );
	add_action( 'init', __NAMESPACE__ . '\plan' );
	add_action( EVENT, __NAMESPACE__ . '\sweep' );
}

/**
 * Add the schedule.
 *
 * @param array<string, array<string, mixed>> $schedules Schedules of WP-Cron.
 * @return array<string, array<string, mixed>>
 */
function add_schedule( $schedules ) {
	$schedules[ SCHEDULE ] = array(
		'interval' => 5 * MINUTE_IN_SECONDS,
		'display'  => 'Listen: every five minutes',
	);
	return $schedules;
}

/**
 * Plan the sweeps of a connected site. Must-use plug-ins are never activated, so each request looks.
 */
function plan(): void {
	if ( ! Settings\is_connected() ) {
		return;
	}
	if ( false === get_option( SINCE ) ) {
		add_option( SINCE, now() );
	}
	if ( false === wp_next_scheduled( EVENT ) ) {
		wp_schedule_event( time() + 5 * MINUTE_IN_SECONDS, SCHEDULE, EVENT );
	}
}

/**
 * Return the present time and the number of the newest post.
 *
 * @return array{time: string, id: int}
 */
function now(): array {
	global $wpdb;
	return array(
		'time' => gmdate( 'Y-m-d H:i:s' ),
		'id'   => (int) $wpdb->get_var( "SELECT MAX(ID) FROM {$wpdb->posts}" ),
	);
}

/**
 * Queue the posts whose state differs from what the server was told, and start the process.
 */
function sweep(): void {
	if ( ! Settings\is_connected() ) {
		return;
	}
	update_option( LAST, time(), false );
	foreach ( array_merge( find_changed(), find_hidden() ) as $post_id ) {
		queue( $post_id, false );
	}
	foreach ( find_deleted() as $post_id ) {
		queue( $post_id, true );
	}
	Runner\run_from_cron();
}

/**
 * Queue a post that is not queued yet: a row that waits for its next try keeps its time.
 */
function queue( int $post_id, bool $deleted ): void {
	$row = Queue\find( $post_id );
	if ( null === $row || Queue\SEND !== $row['kind'] ) {
		Queue\add( $post_id, $deleted, 0 );
	}
}

/**
 * Return public posts of which the server does not have the present version.
 *
 * @return int[]
 */
function find_changed(): array {
	global $wpdb;
	$since = (array) get_option( SINCE ) + array(
		'time' => '9999',
		'id'   => PHP_INT_MAX,
	);
	return find(
		$wpdb->prepare(
			"LEFT JOIN {$wpdb->postmeta} v ON v.post_id = p.ID AND v.meta_key = %s
			WHERE " . is_public() . ' AND ( v.meta_value <> p.post_modified_gmt OR v.meta_value IS NULL
				AND ( p.ID > %d OR p.post_modified_gmt > %s OR p.post_date_gmt > %s ) )',
			Record\VERSION,
			$since['id'],
			$since['time'],
			$since['time']
		)
	);
}

/**
 * Return posts that the server may have, and that are no longer public.
 *
 * @return int[]
 */
function find_hidden(): array {
	global $wpdb;
	return find(
		$wpdb->prepare(
			"JOIN {$wpdb->postmeta} e ON e.post_id = p.ID AND e.meta_key = %s
			WHERE NOT " . is_public(),
			Record\EXISTS
		)
	);
}

/**
 * Return the numbers of deleted posts that the server may have, and whose meta was left behind.
 *
 * @return int[]
 */
function find_deleted(): array {
	global $wpdb;
	$query = $wpdb->prepare(
		"SELECT e.post_id FROM {$wpdb->postmeta} e LEFT JOIN {$wpdb->posts} p ON p.ID = e.post_id
		WHERE e.meta_key = %s AND p.ID IS NULL LIMIT %d",
		Record\EXISTS,
		LIMIT
	);
	return array_map( 'intval', $wpdb->get_col( $query ) );
}

/**
 * Return the numbers of the newest posts of a query.
 *
 * @param string $conditions Joins and conditions, prepared; the posts are `p`.
 * @param int    $limit      Most posts to return.
 * @return int[]
 */
function find( string $conditions, int $limit = LIMIT ): array {
	global $wpdb;
	$query = "SELECT p.ID FROM {$wpdb->posts} p $conditions ORDER BY p.ID DESC LIMIT $limit";
	return array_map( 'intval', $wpdb->get_col( $query ) );
}

/**
 * Return the SQL condition of posts `p` that the server is to have, but for what filters decide.
 */
function is_public(): string {
	global $wpdb;
	$types    = one_of( Settings\post_types() );
	$statuses = one_of( array_values( get_post_stati( array( 'public' => true ) ) ) );
	$off      = $wpdb->prepare(
		"EXISTS ( SELECT 1 FROM {$wpdb->postmeta} o WHERE o.post_id = p.ID AND o.meta_key = %s AND o.meta_value NOT IN ( '', '0' ) )",
		PostOptions\OFF
	);
	return "( p.post_type IN ( $types ) AND p.post_status IN ( $statuses ) AND p.post_password = '' AND NOT $off )";
}

/**
 * Return values as a list in SQL.
 *
 * @param string[] $values The values.
 */
function one_of( array $values ): string {
	global $wpdb;
	$values = $values ? $values : array( '' );
	// phpcs:ignore WordPress.DB.PreparedSQLPlaceholders.UnfinishedPrepare
	return $wpdb->prepare( implode( ', ', array_fill( 0, count( $values ), '%s' ) ), $values );
}
