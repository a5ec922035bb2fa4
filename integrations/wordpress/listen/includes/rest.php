<?php
/**
 * REST routes of the plug-in. They ask the server from here, so that the key never reaches a browser.
 *
 * @package Listen
 */

namespace Listen\Rest;

use Listen\Queue;
use Listen\Runner;
use Listen\SiteHealth;
use Listen\Status;

const ROUTES = 'listen/v1';

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'rest_api_init', __NAMESPACE__ . '\register_routes' );
}

/**
 * Register the routes.
 */
function register_routes(): void {
	$may_edit = static function ( \WP_REST_Request $request ) {
		return current_user_can( 'edit_post', (int) $request['id'] );
	};
	register_rest_route(
		ROUTES,
		'/posts/(?P<id>\d+)',
		array(
			'methods'             => 'GET',
			'callback'            => __NAMESPACE__ . '\get_status',
			'permission_callback' => $may_edit,
		)
	);
	register_rest_route(
		ROUTES,
		'/posts/(?P<id>\d+)/send',
		array(
			'methods'             => 'POST',
			'callback'            => __NAMESPACE__ . '\send',
			'permission_callback' => $may_edit,
		)
	);
	register_rest_route(
		ROUTES,
		'/site-health',
		array(
			'methods'             => 'GET',
			'callback'            => '\Listen\SiteHealth\test',
			'permission_callback' => static function () {
				return current_user_can( 'view_site_health_checks' );
			},
		)
	);
}

/**
 * Answer with the status of a post.
 *
 * @return array<string, string>
 */
function get_status( \WP_REST_Request $request ): array {
	// The permission callback refuses posts that do not exist.
	return Status\of_post( get_post( (int) $request['id'] ) );
}

/**
 * Send a post once more. Answer with its status.
 *
 * @return array<string, string>
 */
function send( \WP_REST_Request $request ): array {
	Queue\add( (int) $request['id'], false, 0 );
	Runner\wake();
	return get_status( $request );
}
