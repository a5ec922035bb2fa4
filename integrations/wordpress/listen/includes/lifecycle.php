<?php
/**
 * Deactivation, and what an uninstallation removes.
 *
 * @package Listen
 */

namespace Listen\Lifecycle;

use Listen\Backfill;
use Listen\Lock;
use Listen\Outage;
use Listen\PostOptions;
use Listen\Queue;
use Listen\Record;
use Listen\Runner;
use Listen\Settings;
use Listen\Sweep;

use const Listen\PLUGIN_FILE;

/**
 * Add the hooks.
 */
function register(): void {
	register_deactivation_hook( PLUGIN_FILE, __NAMESPACE__ . '\deactivate' );
}

/**
 * Remove the events of WP-Cron, and stop the background process. Settings and records stay.
 *
 * @param bool $network_wide Whether the plug-in is deactivated in all sites of a network.
 */
function deactivate( $network_wide = false ): void {
	for_sites( (bool) $network_wide, __NAMESPACE__ . '\stop' );
}

/**
 * Remove everything that the plug-in has stored.
 */
function uninstall(): void {
	for_sites( is_multisite(), __NAMESPACE__ . '\remove_all' );
}

/**
 * Call a function in this site, or in all sites of the network.
 */
function for_sites( bool $all, callable $call ): void {
	if ( ! $all ) {
		$call();
		return;
	}
	$sites = get_sites(
		array(
			'fields' => 'ids',
			'number' => 0,
		)
	);
	foreach ( $sites as $site ) {
		Runner\in_site( (int) $site, $call );
	}
}

/**
 * Remove the events, and the lock without which the background process ends.
 */
function stop(): void {
	wp_unschedule_hook( Sweep\EVENT );
	wp_unschedule_hook( Runner\EVENT );
	Lock\break_lock();
}

/**
 * Remove everything from the current site.
 */
function remove_all(): void {
	global $wpdb;
	stop();
	foreach ( array( Settings\OPTION, Outage\OPTION, Backfill\OPTION, Sweep\SINCE, Sweep\LAST ) as $option ) {
		delete_option( $option );
	}
	$wpdb->query( $wpdb->prepare( "DELETE FROM {$wpdb->options} WHERE option_name LIKE %s", $wpdb->esc_like( Queue\PREFIX ) . '%' ) );
	foreach ( array_merge( Record\KEYS, array( PostOptions\OFF, PostOptions\VOICE ) ) as $key ) {
		delete_post_meta_by_key( $key );
	}
}
