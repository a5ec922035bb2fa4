<?php
/**
 * Meta box in the classic editor: status, player, switch and voice.
 *
 * @package Listen
 */

namespace Listen\ClassicEditor;

use Listen\Editor;
use Listen\PostOptions;
use Listen\Settings;

const NONCE = 'listen_options';

/**
 * Add the hooks.
 */
function register(): void {
	add_action( 'add_meta_boxes', __NAMESPACE__ . '\add_box' );
	add_action( 'save_post', __NAMESPACE__ . '\save' );
}

/**
 * Add the box to the screens of supported types.
 */
function add_box(): void {
	add_meta_box(
		'listen',
		__( 'Listen', 'listen' ),
		__NAMESPACE__ . '\print_box',
		Settings\post_types(),
		'side',
		'default',
		// The block editor saves a post twice if there is any meta box; it has the panel instead.
		array( '__back_compat_meta_box' => true )
	);
}

/**
 * Print the box.
 */
function print_box( \WP_Post $post ): void {
	Editor\enqueue_status_script();
	wp_nonce_field( NONCE, NONCE );
	printf( '<div class="listen-status" data-post="%d"></div>', (int) $post->ID );
	printf(
		'<p><label><input type="checkbox" name="%s" value="1"%s> %s</label></p>',
		esc_attr( PostOptions\OFF ),
		checked( PostOptions\is_off( $post->ID ), true, false ),
		esc_html__( 'No audio for this post', 'listen' )
	);
	printf(
		'<p><label>%s<br><input type="text" class="widefat" name="%s" value="%s" placeholder="%s"></label></p>',
		esc_html__( 'Voice', 'listen' ),
		esc_attr( PostOptions\VOICE ),
		esc_attr( (string) get_post_meta( $post->ID, PostOptions\VOICE, true ) ),
		esc_attr( Settings\voice() )
	);
}

/**
 * Save the box's fields.
 *
 * @param int $post_id Number of the post.
 */
function save( $post_id ): void {
	$nonce = sanitize_text_field( wp_unslash( $_POST[ NONCE ] ?? '' ) );
	if ( ! wp_verify_nonce( $nonce, NONCE ) || wp_is_post_revision( $post_id ) || ! current_user_can( 'edit_post', $post_id ) ) {
		return;
	}
	// The form is of one post, while saving it may save others too.
	if ( (int) ( $_POST['post_ID'] ?? 0 ) !== (int) $post_id ) {
		return;
	}
	update_post_meta( $post_id, PostOptions\OFF, ! empty( $_POST[ PostOptions\OFF ] ) );
	// update_post_meta() expects slashes, and the registered callback sanitizes the value.
	update_post_meta( $post_id, PostOptions\VOICE, $_POST[ PostOptions\VOICE ] ?? '' ); // phpcs:ignore WordPress.Security.ValidatedSanitizedInput
}
