<?php
/**
 * Bulk action of the lists of posts: "Send to Listen".
 *
 * @package Listen
 */

namespace Listen\BulkAction;

use Listen\Article;
use Listen\Queue;
use Listen\Runner;
use Listen\Settings;

const ACTION = 'listen_send';
/** Query parameter: number of posts that were queued. */
const COUNT = 'listen_queued';

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'admin_init', __NAMESPACE__ . '\register_lists' );
	add_action( 'admin_notices', __NAMESPACE__ . '\print_notice' );
	add_filter( 'removable_query_args', __NAMESPACE__ . '\add_removable_argument' );
}

/**
 * Add the action to the lists of supported types.
 */
function register_lists(): void {
	if ( ! Settings\is_connected() ) {
		return;
	}
	foreach ( Settings\post_types() as $type ) {
		add_filter( "bulk_actions-edit-$type", __NAMESPACE__ . '\add_action_to_menu' );
		add_filter( "handle_bulk_actions-edit-$type", __NAMESPACE__ . '\handle', 10, 3 );
	}
}

/**
 * Add the action to the menu.
 *
 * @param array<string, string> $actions Names by action.
 * @return array<string, string>
 */
function add_action_to_menu( $actions ) {
	$actions[ ACTION ] = __( 'Send to Listen', 'listen' );
	return $actions;
}

/**
 * Queue the chosen posts that are public. WordPress has checked the nonce.
 *
 * @param string $url    Where the browser goes next.
 * @param string $action Name of the action.
 * @param int[]  $posts  Numbers of the posts.
 */
function handle( $url, $action, $posts ): string {
	if ( ACTION !== $action ) {
		return $url;
	}
	$queued = 0;
	foreach ( array_map( 'intval', $posts ) as $post_id ) {
		if ( current_user_can( 'edit_post', $post_id ) && Article\is_wanted( get_post( $post_id ) ) ) {
			Queue\add( $post_id, false, 0 );
			++$queued;
		}
	}
	Runner\wake();
	return add_query_arg( COUNT, $queued, $url );
}

/**
 * Say how many posts were queued.
 */
function print_notice(): void {
	// phpcs:ignore WordPress.Security.NonceVerification.Recommended
	if ( ! isset( $_GET[ COUNT ] ) ) {
		return;
	}
	$count = absint( $_GET[ COUNT ] ); // phpcs:ignore WordPress.Security.NonceVerification.Recommended
	/* translators: %s: a number */
	$text = _n( '%s public post is being sent to Listen.', '%s public posts are being sent to Listen.', $count, 'listen' );
	printf( '<div class="notice notice-success is-dismissible"><p>%s</p></div>', esc_html( sprintf( $text, number_format_i18n( $count ) ) ) );
}

/**
 * Have the parameter removed from the address bar.
 *
 * @param string[] $names Names of parameters.
 * @return string[]
 */
function add_removable_argument( $names ) {
	$names[] = COUNT;
	return $names;
}
