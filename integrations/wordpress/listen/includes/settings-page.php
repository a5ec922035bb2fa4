<?php
/**
 * Settings page: Settings → Listen.
 *
 * @package Listen
 */

namespace Listen\SettingsPage;

use Listen\Backfill;
use Listen\Client;
use Listen\Lock;
use Listen\Outage;
use Listen\Runner;
use Listen\Settings;

const PAGE = 'listen';
/** Action, and its nonce, of the button that tests the connection. */
const TEST = 'listen_test';

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'admin_menu', __NAMESPACE__ . '\add_page' );
	add_action( 'admin_init', __NAMESPACE__ . '\register_settings' );
	add_action( 'add_option_' . Settings\OPTION, __NAMESPACE__ . '\settings_added' );
	add_action( 'update_option_' . Settings\OPTION, __NAMESPACE__ . '\settings_changed', 10, 2 );
}

/**
 * Add the page to the menu.
 */
function add_page(): void {
	add_options_page( __( 'Listen', 'listen' ), __( 'Listen', 'listen' ), 'manage_options', PAGE, __NAMESPACE__ . '\print_page' );
}

/**
 * Register the option and its fields.
 */
function register_settings(): void {
	register_setting( PAGE, Settings\OPTION, array( 'sanitize_callback' => __NAMESPACE__ . '\sanitize' ) );
	add_settings_section( PAGE, '', '__return_null', PAGE );
	$fields = array(
		'url'        => __( 'URL of the server', 'listen' ),
		'key'        => __( 'API key', 'listen' ),
		'post_types' => __( 'Post types', 'listen' ),
		'automatic'  => __( 'Player', 'listen' ),
		'voice'      => __( 'Voice', 'listen' ),
	);
	foreach ( $fields as $field => $title ) {
		add_settings_field( "listen_$field", $title, __NAMESPACE__ . "\\print_$field", PAGE, PAGE, array( 'label_for' => "listen_$field" ) );
	}
}

/**
 * Return the settings to store.
 *
 * @param mixed $input Fields of the form, or settings that code stores.
 * @return array<string, mixed>
 */
function sanitize( $input ): array {
	$input  = is_array( $input ) ? $input : array();
	$stored = Settings\stored();
	$url    = trim( (string) ( $input['url'] ?? $stored['url'] ) );
	if ( '' !== $url && ! preg_match( '#^https?://[^\s/]+#i', $url ) ) {
		/* translators: %s: what was entered */
		$text = sprintf( __( 'The URL of the server must begin with https:// or http://, got %s.', 'listen' ), $url );
		add_settings_error( PAGE, 'url', esc_html( $text ) );
		$url = $stored['url'];
	}
	// The page never shows the key, so an empty field leaves it alone.
	$key = trim( (string) ( $input['key'] ?? '' ) );
	if ( ! empty( $input['forget_key'] ) ) {
		$key = '';
	} elseif ( '' === $key ) {
		$key = $stored['key'];
	}
	return array(
		'url'        => untrailingslashit( esc_url_raw( $url, array( 'http', 'https' ) ) ),
		'key'        => sanitize_text_field( $key ),
		'post_types' => array_values( array_intersect( (array) ( $input['post_types'] ?? array() ), array_keys( public_types() ) ) ),
		'automatic'  => ! empty( $input['automatic'] ),
		'voice'      => sanitize_text_field( $input['voice'] ?? '' ),
	);
}

/**
 * Send what waits with the new settings, and without the pauses that the old ones have caused.
 */
function settings_added(): void {
	Lock\break_lock();
	Outage\end();
	Runner\wake();
}

/**
 * The same, and send a new server what the old one had.
 *
 * @param mixed $before Settings before.
 * @param mixed $now    Settings now.
 */
function settings_changed( $before, $now ): void {
	settings_added();
	if ( ! empty( $before['url'] ) && ( $now['url'] ?? '' ) !== $before['url'] ) {
		Backfill\restart();
	}
}

/**
 * Return the post types that can be sent.
 *
 * @return array<string, \WP_Post_Type>
 */
function public_types(): array {
	return array_diff_key( get_post_types( array( 'public' => true ), 'objects' ), array( 'attachment' => true ) );
}

/**
 * Print the page.
 */
function print_page(): void {
	echo '<div class="wrap"><h1>' . esc_html__( 'Listen', 'listen' ) . '</h1>';
	print_test_result();
	echo '<form action="options.php" method="post">';
	settings_fields( PAGE );
	do_settings_sections( PAGE );
	submit_button();
	echo '</form>';
	if ( Settings\is_connected() ) {
		echo '<form method="post">';
		wp_nonce_field( TEST );
		submit_button( __( 'Test the connection', 'listen' ), 'secondary', TEST );
		echo '</form>';
	}
	/**
	 * Fires below the settings.
	 */
	do_action( 'listen_settings_page' );
	echo '</div>';
}

/**
 * Test the connection with the stored settings if the button was pressed.
 */
function print_test_result(): void {
	if ( ! isset( $_POST[ TEST ] ) || ! check_admin_referer( TEST ) ) {
		return;
	}
	$answer = Client\test_connection();
	if ( 200 === $answer['status'] ) {
		Outage\end();
		$text = __( 'The server accepts the key.', 'listen' );
	} else {
		$text = Client\explain( $answer );
	}
	printf( '<div class="notice notice-%s"><p>%s</p></div>', 200 === $answer['status'] ? 'success' : 'error', esc_html( $text ) );
}

/**
 * Print the field of the server's URL.
 */
function print_url(): void {
	print_text( 'url', 'url', Settings\url_constant() ?? Settings\stored()['url'], 'https://listen.example', null !== Settings\url_constant() );
}

/**
 * Print the field of the key, which never shows it.
 */
function print_key(): void {
	$is_constant = null !== Settings\key_constant();
	$has_key     = '' !== Settings\api_key();
	print_text( 'key', 'password', '', $has_key ? __( 'stored', 'listen' ) : '', $is_constant );
	if ( $has_key && ! $is_constant ) {
		printf( '<p><label><input type="checkbox" name="%s[forget_key]" value="1"> %s</label></p>', esc_attr( Settings\OPTION ), esc_html__( 'Forget the stored key', 'listen' ) );
	}
	echo '<p class="description">' . esc_html__( 'A key of this site with the scope "publish". It is not shown again.', 'listen' ) . '</p>';
}

/**
 * Print the choice of post types.
 */
function print_post_types(): void {
	foreach ( public_types() as $name => $type ) {
		printf(
			'<label><input type="checkbox" name="%s[post_types][]" value="%s"%s> %s</label><br>',
			esc_attr( Settings\OPTION ),
			esc_attr( $name ),
			checked( in_array( $name, Settings\stored()['post_types'], true ), true, false ),
			esc_html( $type->labels->name )
		);
	}
	echo '<p class="description">' . esc_html__( 'Public posts of these types are sent. Those of other types are withdrawn.', 'listen' ) . '</p>';
}

/**
 * Print the switch of automatic placement.
 */
function print_automatic(): void {
	printf(
		'<label><input type="checkbox" id="listen_automatic" name="%s[automatic]" value="1"%s> %s</label><p class="description">%s</p>',
		esc_attr( Settings\OPTION ),
		checked( Settings\places_automatically(), true, false ),
		esc_html__( 'Place the player before the content', 'listen' ),
		esc_html__( 'Posts with the block "Listen" or the shortcode [listen] have it there instead.', 'listen' )
	);
}

/**
 * Print the field of the voice.
 */
function print_voice(): void {
	print_text( 'voice', 'text', Settings\voice(), __( "the server's choice", 'listen' ), false );
}

/**
 * Print an input.
 */
function print_text( string $field, string $type, string $value, string $placeholder, bool $is_constant ): void {
	printf(
		'<input class="regular-text" id="listen_%1$s" name="%2$s[%1$s]" type="%3$s" value="%4$s" placeholder="%5$s" autocomplete="off"%6$s>',
		esc_attr( $field ),
		esc_attr( Settings\OPTION ),
		esc_attr( $type ),
		esc_attr( $value ),
		esc_attr( $placeholder ),
		disabled( $is_constant, true, false )
	);
	if ( $is_constant ) {
		echo '<p class="description">' . esc_html__( 'Defined in wp-config.php.', 'listen' ) . '</p>';
	}
}
