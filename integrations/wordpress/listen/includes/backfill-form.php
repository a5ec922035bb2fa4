<?php
/**
 * Form on the settings page that sends all published posts.
 *
 * @package Listen
 */

namespace Listen\BackfillForm;

use Listen\Backfill;
use Listen\Outage;
use Listen\Queue;
use Listen\Settings;

/** Action, and its nonce. */
const START = 'listen_backfill_start';
/** The same, to stop. */
const STOP = 'listen_backfill_stop';

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'listen_settings_page', __NAMESPACE__ . '\print_form' );
}

/**
 * Print what is under way, and the buttons.
 */
function print_form(): void {
	if ( ! Settings\is_connected() ) {
		return;
	}
	handle();
	echo '<h2>' . esc_html__( 'Posts', 'listen' ) . '</h2>';
	$progress = Backfill\progress();
	foreach ( lines( $progress ) as $line ) {
		echo '<p>' . esc_html( $line ) . '</p>';
	}
	$action = $progress ? STOP : START;
	echo '<form method="post">';
	wp_nonce_field( $action );
	submit_button( $progress ? __( 'Stop', 'listen' ) : __( 'Send all published posts', 'listen' ), 'secondary', $action );
	echo '</form>';
}

/**
 * Start or stop if a button was pressed.
 */
function handle(): void {
	if ( isset( $_POST[ START ] ) && check_admin_referer( START ) ) {
		Backfill\start();
	} elseif ( isset( $_POST[ STOP ] ) && check_admin_referer( STOP ) ) {
		Backfill\stop();
	}
}

/**
 * Return what to say about the queue.
 *
 * @param array<string, mixed>|null $progress Of Backfill\progress().
 * @return string[]
 */
function lines( ?array $progress ): array {
	$lines = array();
	if ( $progress ) {
		/* translators: 1: number of posts sent, 2: number of all posts */
		$text    = __( '%1$s of %2$s published posts are sent.', 'listen' );
		$sent    = max( 0, $progress['sent'] - Queue\unsent() );
		$lines[] = sprintf( $text, number_format_i18n( $sent ), number_format_i18n( $progress['total'] ) );
	} else {
		/* translators: %s: a number */
		$lines[] = sprintf( __( 'Published posts: %s. New and edited ones are sent by themselves.', 'listen' ), number_format_i18n( Backfill\total( false ) ) );
	}
	$waiting = Queue\unsent();
	if ( $waiting > 0 ) {
		/* translators: %s: a number */
		$lines[] = sprintf( __( 'Waiting to be sent: %s.', 'listen' ), number_format_i18n( $waiting ) );
	}
	$outage = Outage\current_outage();
	if ( $outage ) {
		$lines[] = $outage['detail'];
	}
	return $lines;
}
