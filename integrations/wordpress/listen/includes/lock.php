<?php
/**
 * Lock of the process that works off the queue. It expires, so that a killed process cannot keep it.
 *
 * @package Listen
 */

namespace Listen\Lock;

const OPTION = 'listen_runner';

/** Seconds without renewal after which a lock has no owner. */
const LEASE = 60;

/**
 * Take the lock. Return its value, or null if another process has it.
 */
function acquire(): ?string {
	global $wpdb;
	$value = new_value();
	// add_option() would overwrite the row of a process that was quicker.
	$added = $wpdb->query(
		$wpdb->prepare( "INSERT IGNORE INTO {$wpdb->options} (option_name, option_value, autoload) VALUES (%s, %s, 'no')", OPTION, $value )
	);
	if ( $added ) {
		return $value;
	}
	$held = read();
	return (int) $held < time() ? swap( $held, $value ) : null;
}

/**
 * Keep the lock. Return its value, which changes when half of the LEASE is over, or null if it was lost.
 */
function keep( string $held ): ?string {
	if ( (int) $held - time() > LEASE / 2 ) {
		return read() === $held ? $held : null;
	}
	return swap( $held, new_value() );
}

/**
 * Take the lock from its owner, which stops before the next post.
 */
function break_lock(): void {
	delete_option( OPTION );
}

/**
 * Give the lock back.
 */
function release( string $held ): void {
	global $wpdb;
	$wpdb->delete(
		$wpdb->options,
		array(
			'option_name'  => OPTION,
			'option_value' => $held,
		)
	);
}

/**
 * Return the lock's value; empty if nobody has it.
 */
function read(): string {
	global $wpdb;
	return (string) $wpdb->get_var( $wpdb->prepare( "SELECT option_value FROM {$wpdb->options} WHERE option_name = %s", OPTION ) );
}

/**
 * Replace the lock's value if it is the expected one. Return the new value, or null.
 */
function swap( string $expected, string $value ): ?string {
	global $wpdb;
	$changed = $wpdb->update(
		$wpdb->options,
		array( 'option_value' => $value ),
		array(
			'option_name'  => OPTION,
			'option_value' => $expected,
		)
	);
	return $changed ? $value : null;
}

/**
 * Return the time at which a lock that is taken now expires, and a random token.
 */
function new_value(): string {
	return ( time() + LEASE ) . ' ' . wp_generate_password( 12, false );
}
