<?php
/**
 * Test in Tools → Site Health: the connection, and whether posts are stuck.
 *
 * @package Listen
 */

namespace Listen\SiteHealth;

use Listen\Client;
use Listen\Queue;
use Listen\Rest;
use Listen\Settings;
use Listen\Sweep;

/** Seconds without a sweep after which WP-Cron seems not to run. */
const LATE = HOUR_IN_SECONDS;

/**
 * Add the hooks.
 */
function register(): void {
	add_filter( 'site_status_tests', __NAMESPACE__ . '\add_test' );
}

/**
 * Add the test. Site Health runs it in the background, since it waits for the server.
 *
 * @param array<string, array<string, mixed>> $tests Tests by kind.
 * @return array<string, array<string, mixed>>
 */
function add_test( $tests ) {
	$tests['async']['listen'] = array(
		'label'             => __( 'Listen', 'listen' ),
		'test'              => rest_url( Rest\ROUTES . '/site-health' ),
		'has_rest'          => true,
		'async_direct_test' => __NAMESPACE__ . '\test',
	);
	return $tests;
}

/**
 * Return the result of the test.
 *
 * @return array<string, mixed>
 */
function test(): array {
	if ( ! Settings\is_connected() ) {
		return result( 'recommended', __( 'Listen has no server', 'listen' ), __( 'Enter the URL of your server and an API key in Settings → Listen.', 'listen' ) );
	}
	$answer = Client\test_connection();
	if ( 200 !== $answer['status'] ) {
		return result( 'critical', __( 'Listen cannot send posts to the server', 'listen' ), Client\explain( $answer ) );
	}
	$waiting = Queue\unsent();
	if ( time() - (int) get_option( Sweep\LAST, time() ) > LATE ) {
		$text = __( 'WP-Cron has not run for an hour. Posts are sent when they are saved; scheduled posts and failed tries need WP-Cron. If DISABLE_WP_CRON is set, have the system run wp-cron.php every minute.', 'listen' );
		return result( 'recommended', __( 'Listen waits for WP-Cron', 'listen' ), $text );
	}
	/* translators: %s: a number */
	$text = sprintf( __( 'The server accepts the key. Posts that wait to be sent: %s.', 'listen' ), number_format_i18n( $waiting ) );
	return result( 'good', __( 'Listen can send posts to the server', 'listen' ), $text );
}

/**
 * Make a result.
 *
 * @param string $status      "good", "recommended" or "critical".
 * @param string $label       Heading.
 * @param string $description Text.
 * @return array<string, mixed>
 */
function result( string $status, string $label, string $description ): array {
	return array(
		'label'       => $label,
		'status'      => $status,
		'badge'       => array(
			'label' => __( 'Listen', 'listen' ),
			'color' => 'blue',
		),
		'description' => '<p>' . esc_html( $description ) . '</p>',
		'actions'     => sprintf( '<a href="%s">%s</a>', esc_url( admin_url( 'options-general.php?page=listen' ) ), esc_html__( 'Settings of Listen', 'listen' ) ),
		'test'        => 'listen',
	);
}
