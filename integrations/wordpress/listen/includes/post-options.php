<?php
/**
 * Options of a post that its editors set: no audio at all, and the voice.
 *
 * @package Listen
 */

namespace Listen\PostOptions;

use Listen\Settings;

const OFF   = '_listen_off';
const VOICE = '_listen_voice';

/**
 * Add the hooks.
 */
function register(): void {
	// After other plug-ins have registered their post types.
	add_action( 'init', __NAMESPACE__ . '\register_meta', 99 );
}

/**
 * Make the options part of the posts' REST representation, for those who may edit the post.
 */
function register_meta(): void {
	$may_edit = static function ( $allowed, $key, $post_id ) {
		return current_user_can( 'edit_post', $post_id );
	};
	// Visitors can read the context "view", and only editors the context "edit".
	$in_rest = array( 'schema' => array( 'context' => array( 'edit' ) ) );
	foreach ( Settings\post_types() as $type ) {
		// The REST API has the meta only of types with this feature.
		add_post_type_support( $type, 'custom-fields' );
		register_post_meta(
			$type,
			OFF,
			array(
				'type'          => 'boolean',
				'single'        => true,
				'default'       => false,
				'auth_callback' => $may_edit,
				'show_in_rest'  => $in_rest,
			)
		);
		register_post_meta(
			$type,
			VOICE,
			array(
				'type'              => 'string',
				'single'            => true,
				'default'           => '',
				'sanitize_callback' => 'sanitize_text_field',
				'auth_callback'     => $may_edit,
				'show_in_rest'      => $in_rest,
			)
		);
	}
}

/**
 * Return whether the post's editors want no audio of it.
 */
function is_off( int $post_id ): bool {
	return (bool) get_post_meta( $post_id, OFF, true );
}

/**
 * Return the voice that the post is to be read with; empty for the server's choice.
 */
function voice( int $post_id ): string {
	return (string) get_post_meta( $post_id, VOICE, true ) ?: Settings\voice();
}
