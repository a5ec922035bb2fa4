<?php
/**
 * The background process that works off the queue.
 *
 * A save wakes it with a request from the site to itself, as WordPress starts its cron. It answers at
 * once, works for some seconds, and then wakes a successor as long as there is something to do: thus
 * posts are sent again after an outage although nobody visits the site. WP-Cron starts it too, for
 * sites that cannot send requests to themselves.
 *
 * @package Listen
 */

namespace Listen\Runner;

use Listen\Backfill;
use Listen\Delivery;
use Listen\Lock;
use Listen\Outage;
use Listen\Queue;
use Listen\Settings;

/** Event of WP-Cron. */
const EVENT = 'listen_deliver';
/** Query parameter of the request that wakes the process. */
const PARAMETER = 'listen_run';

/** Seconds that one process works or waits. */
const LIFETIME = 20;
/** Seconds after a save during which a successor waits for the next try. Later, WP-Cron tries. */
const PATIENCE = 1800;
/** The same, for questions how far the server is with an article. */
const CHECK_PATIENCE = 120;
/** Seconds until WP-Cron looks whether the process has done its work. */
const WATCH = 60;

/**
 * Add the hooks.
 */
function register(): void {
	add_action( EVENT, __NAMESPACE__ . '\run_from_cron' );
	if ( is_requested() ) {
		add_action( 'wp_loaded', __NAMESPACE__ . '\run_and_exit', 99 );
	}
}

/**
 * Start the process when the present request ends, in the site that is current now.
 */
function wake(): void {
	static $sites = array();
	$site         = get_current_blog_id();
	if ( isset( $sites[ $site ] ) ) {
		return;
	}
	$sites[ $site ] = true;
	schedule( WATCH );
	$start = static function () use ( $site ) {
		in_site( $site, __NAMESPACE__ . '\dispatch' );
	};
	add_action( 'shutdown', $start );
}

/**
 * Call a function in a site of the network.
 */
function in_site( int $site, callable $call ): void {
	if ( ! is_multisite() || get_current_blog_id() === $site ) {
		$call();
		return;
	}
	switch_to_blog( $site );
	$call();
	restore_current_blog();
}

/**
 * Send the request that starts the process.
 */
function dispatch(): void {
	// Like spawn_cron(): wp-cron.php lets nobody wait, and sets the process up for the background.
	$url       = add_query_arg( PARAMETER, '1', site_url( 'wp-cron.php' ) );
	$arguments = array(
		'timeout'   => 0.01,
		'blocking'  => false,
		/** This filter is documented in wp-includes/class-wp-http-streams.php */
		'sslverify' => apply_filters( 'https_local_ssl_verify', false ),
	);
	wp_remote_post( $url, $arguments );
}

/**
 * Return whether the present request is the one that starts the process.
 *
 * Anybody may send it, as anybody may request wp-cron.php: the most that it does is what is due.
 */
function is_requested(): bool {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended
	return wp_doing_cron() && isset( $_GET[ PARAMETER ] );
}

/**
 * End the response as early as possible, because the request that saved a post waits for it.
 *
 * With FastCGI and LiteSpeed, wp-cron.php has ended it already.
 */
function answer_early(): void {
	if ( ! is_requested() || headers_sent() ) {
		return;
	}
	ignore_user_abort( true );
	header( 'Connection: close' );
	header( 'Content-Length: 0' );
	while ( ob_get_level() > 0 && ob_end_flush() ) {
		continue;
	}
	flush();
}

/**
 * Be the process.
 */
function run_and_exit(): void {
	run( true );
	exit;
}

/**
 * Do what is due, without keeping other plug-ins' events waiting.
 */
function run_from_cron(): void {
	run( false );
}

/**
 * Work off the queue, if no other process does.
 *
 * @param bool $waits Whether to wait for what will be due within LIFETIME.
 */
function run( bool $waits ): void {
	if ( ! Settings\is_connected() ) {
		return;
	}
	$lock = Lock\acquire();
	if ( null === $lock ) {
		return;
	}
	$clean_up = static function () use ( &$lock ) {
		if ( null !== $lock ) {
			Lock\release( $lock );
			$lock = null;
			hand_over();
		}
	};
	// Code of another plug-in may end the process while the content is rendered.
	add_action( 'shutdown', $clean_up );
	$end = time() + LIFETIME;
	do {
		Backfill\refill();
		$row = Queue\first();
		if ( null !== $row && starts_at( $row ) <= time() ) {
			if ( ! Delivery\deliver( $row ) ) {
				sleep( 1 );
			}
		} elseif ( $waits && null !== $row && is_worth_waiting_for( $row ) ) {
			sleep( 1 );
		} else {
			break;
		}
		$lock = Lock\keep( $lock );
		// Without the lock, another process works, the settings changed, or the plug-in was uninstalled.
	} while ( null !== $lock && time() < $end );
	$clean_up();
}

/**
 * Return the time at which a row is to be worked off.
 *
 * @param array<string, mixed> $row The row.
 */
function starts_at( array $row ): int {
	return max( $row['due'], Outage\until() );
}

/**
 * Start a successor, or let WP-Cron continue, if something is left to send.
 *
 * This reads the queue after the lock was given back: a save that found the process still running
 * relies on it.
 */
function hand_over(): void {
	$row = Queue\first();
	if ( null === $row && null === Backfill\progress() ) {
		wp_clear_scheduled_hook( EVENT );
		return;
	}
	schedule( null === $row ? WATCH : max( WATCH, starts_at( $row ) - time() ) );
	if ( null === $row || is_worth_waiting_for( $row ) ) {
		dispatch();
	}
}

/**
 * Return whether a process is to wait until a row is due, instead of leaving it to WP-Cron.
 *
 * @param array<string, mixed> $row The row.
 */
function is_worth_waiting_for( array $row ): bool {
	$waited = Queue\CHECK === $row['kind'] ? time() - $row['since'] : time() - $row['touched'];
	return starts_at( $row ) <= time() || $waited < ( Queue\CHECK === $row['kind'] ? CHECK_PATIENCE : PATIENCE );
}

/**
 * Have WP-Cron start the process in some seconds, unless it will earlier.
 */
function schedule( int $seconds ): void {
	$planned = wp_next_scheduled( EVENT );
	$time    = time() + $seconds;
	if ( false === $planned || $planned > $time || $planned < time() ) {
		wp_clear_scheduled_hook( EVENT );
		wp_schedule_single_event( $time, EVENT );
	}
}
