<?php
/**
 * Queue of posts whose state the server must be told: one row of the options table for each post.
 *
 * A row outlives a post that is deleted for good, and a second save finds the row of the first. All
 * queries go to the database, because several processes work on the rows at once: each changes a row
 * only if nobody else has.
 *
 * @package Listen
 */

namespace Listen\Queue;

const PREFIX = 'listen_pending_';

/** The server is told the state of the post. */
const SEND = 'send';
/** The server is asked how far it is. */
const CHECK = 'check';

/** Seconds from a save to its request: the block editor may save twice, a second apart. */
const DELAY = 3;
/** Seconds after which a post that is saved again and again is sent anyway. */
const LONGEST_DELAY = 30;
/** Seconds after which a row is taken from a process that did not finish it. */
const LEASE = 90;

/**
 * Add a post, or note that it was saved again.
 *
 * @param int  $post_id Number of the post.
 * @param bool $deleted Whether the post is deleted and the server may have its article.
 * @param int  $delay   Seconds until it is sent.
 */
function add( int $post_id, bool $deleted = false, int $delay = DELAY ): void {
	$old     = find( $post_id );
	$is_sent = null === $old || SEND !== $old['kind'];
	$since   = $is_sent ? time() : $old['since'];
	store(
		array(
			'id'       => $post_id,
			'due'      => min( time() + $delay, $since + LONGEST_DELAY ),
			'kind'     => SEND,
			'since'    => $since,
			'touched'  => time(),
			'attempts' => 0,
			'deleted'  => $deleted || ( $old['deleted'] ?? false ),
		)
	);
}

/**
 * Return the row of a post, or null.
 *
 * @return array{id: int, due: int, kind: string, since: int, touched: int, attempts: int, deleted: bool, value: string}|null
 */
function find( int $post_id ): ?array {
	global $wpdb;
	$value = $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", PREFIX . $post_id ) );
	return null === $value ? null : decode( PREFIX . $post_id, $value );
}

/**
 * Return the row to work off next, or null if the queue is empty: those that are due before the
 * others, and articles before questions about them.
 *
 * @return array{id: int, due: int, kind: string, since: int, touched: int, attempts: int, deleted: bool, value: string}|null
 */
function first(): ?array {
	global $wpdb;
	$order = $wpdb->prepare( 'ORDER BY option_value >= %s, option_value LIKE %s, option_value LIMIT 1', due_before( time() + 1 ), '%"' . CHECK . '"%' );
	$row   = $wpdb->get_row( 'SELECT option_name, option_value ' . from_rows() . " $order" );
	return null === $row ? null : decode( $row->option_name, $row->option_value );
}

/**
 * Return the number of posts that are due.
 */
function due(): int {
	global $wpdb;
	return (int) $wpdb->get_var( 'SELECT COUNT(*) ' . from_rows() . $wpdb->prepare( ' AND option_value < %s', due_before( time() + 1 ) ) );
}

/**
 * Return the number of posts in the queue whose articles are not sent.
 */
function unsent(): int {
	global $wpdb;
	return (int) $wpdb->get_var( 'SELECT COUNT(*) ' . from_rows() . $wpdb->prepare( ' AND option_value LIKE %s', '%"' . SEND . '"%' ) );
}

/**
 * Take a row for LEASE seconds. Return it as it is now, or null if it has changed.
 *
 * @param array<string, mixed> $row As first() returns it.
 * @return array<string, mixed>|null
 */
function claim( array $row ): ?array {
	$claimed             = $row;
	$claimed['due']      = time() + LEASE;
	$claimed['attempts'] = $row['attempts'] + 1;
	return replace( $row, $claimed );
}

/**
 * Remove a row, unless the post was saved in the meantime.
 *
 * @param array<string, mixed> $row As claim() returned it.
 */
function finish( array $row ): void {
	global $wpdb;
	$wpdb->delete(
		$wpdb->options,
		array(
			'option_name'  => PREFIX . $row['id'],
			'option_value' => $row['value'],
		)
	);
}

/**
 * Put a row off, unless the post was saved in the meantime.
 *
 * @param array<string, mixed> $row     As claim() returned it.
 * @param int                  $seconds From now.
 */
function postpone( array $row, int $seconds ): void {
	replace( $row, array( 'due' => time() + $seconds ) + $row );
}

/**
 * Ask the server later how far it is, unless the post was saved in the meantime.
 *
 * @param array<string, mixed> $row As claim() returned it.
 */
function check_next( array $row ): void {
	$next = array(
		'due'      => time() + 2,
		'kind'     => CHECK,
		'since'    => time(),
		'attempts' => 0,
	);
	replace( $row, $next + $row );
}

/**
 * Replace a row if nobody else has changed it. Return the new row, or null.
 *
 * @param array<string, mixed> $old As it was read.
 * @param array<string, mixed> $row As it is to be.
 * @return array<string, mixed>|null
 */
function replace( array $old, array $row ): ?array {
	global $wpdb;
	$row['value'] = encode( $row );
	$changed      = $wpdb->update(
		$wpdb->options,
		array( 'option_value' => $row['value'] ),
		array(
			'option_name'  => PREFIX . $row['id'],
			'option_value' => $old['value'],
		)
	);
	return $changed ? $row : null;
}

/**
 * Write a row, whatever it was before. A busy database is tried again: a row that is lost is a post
 * that is not sent before the next sweep.
 *
 * @param array<string, mixed> $row The row, without `value`.
 */
function store( array $row ): void {
	global $wpdb;
	$query = $wpdb->prepare(
		"INSERT INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')
		ON DUPLICATE KEY UPDATE option_value = VALUES(option_value)",
		PREFIX . $row['id'],
		encode( $row )
	);
	for ( $try = 0; $try < 5 && false === $wpdb->query( $query ); $try++ ) {
		usleep( 50000 << $try );
	}
}

/**
 * Return the rows' part of a query.
 */
function from_rows(): string {
	global $wpdb;
	return $wpdb->prepare( "FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( PREFIX ) . '%' );
}

/**
 * Return the value of a row: the time at which it is due, and the rest as JSON.
 *
 * @param array<string, mixed> $row The row.
 */
function encode( array $row ): string {
	$rest = array_diff_key( $row, array_flip( array( 'id', 'due', 'value' ) ) );
	// Two saves in one second are two values.
	$rest['token'] = wp_generate_password( 8, false );
	return due_before( $row['due'] ) . wp_json_encode( $rest );
}

/**
 * Return what values of rows begin with that are due at a time. As text, they sort by time.
 */
function due_before( int $time ): string {
	return sprintf( '%011d ', $time );
}

/**
 * Read a row.
 *
 * @return array<string, mixed>
 */
function decode( string $name, string $value ): array {
	$rest = json_decode( substr( $value, 12 ), true );
	return array(
		'id'    => (int) substr( $name, strlen( PREFIX ) ),
		'due'   => (int) $value,
		'value' => $value,
	) + ( is_array( $rest ) ? $rest : array() ) + array(
		'kind'     => SEND,
		'since'    => 0,
		'touched'  => 0,
		'attempts' => 0,
		'deleted'  => false,
	);
}
