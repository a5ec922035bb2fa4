<?php
/**
 * How far the audio of a post is, for its editors.
 *
 * @package Listen
 */

namespace Listen\Status;

use Listen\Article;
use Listen\Client;
use Listen\Outage;
use Listen\PostOptions;
use Listen\Queue;
use Listen\Record;
use Listen\Settings;

const NOT_SENT = 'not_sent';
const QUEUED   = 'queued';
const MADE     = 'made';
const HELD     = 'held';
const FAILED   = 'failed';

/** Seconds that an editor waits for the server. */
const TIMEOUT = 5;

/**
 * Return the status of a post, after asking the server.
 *
 * @return array{state: string, text: string, detail: string, audio: string}
 *         `detail` says why, if that is not obvious; `audio` is a URL or empty.
 */
function of_post( \WP_Post $post ): array {
	if ( ! Settings\is_connected() ) {
		return status( NOT_SENT, __( 'Enter the URL of your server and an API key in Settings → Listen.', 'listen' ) );
	}
	$row = Queue\find( $post->ID );
	if ( ! Article\is_wanted( $post ) ) {
		return Record\exists( $post->ID ) ? status( QUEUED, __( 'The audio is being withdrawn.', 'listen' ) ) : status( NOT_SENT, reason( $post ) );
	}
	if ( $row && Queue\SEND === $row['kind'] ) {
		return waiting( $post );
	}
	$problem = Record\problem( $post->ID );
	if ( $problem ) {
		return status( FAILED, $problem['detail'] );
	}
	return Record\exists( $post->ID ) ? asked( $post ) : status( NOT_SENT, __( 'The post has not been sent since it was published.', 'listen' ) );
}

/**
 * Return why a post is not sent.
 */
function reason( \WP_Post $post ): string {
	if ( ! in_array( $post->post_type, Settings\post_types(), true ) ) {
		return __( 'Posts of this type are not sent.', 'listen' );
	}
	if ( PostOptions\is_off( $post->ID ) ) {
		return __( 'Audio is switched off for this post.', 'listen' );
	}
	if ( Article\PASSWORD === Article\access( $post ) ) {
		return __( 'Posts with a password are not sent.', 'listen' );
	}
	return __( 'The post is sent when it is public.', 'listen' );
}

/**
 * Return the status of a post that is not sent yet.
 */
function waiting( \WP_Post $post ): array {
	$problem = Outage\current_outage() ?? Record\problem( $post->ID );
	return status( QUEUED, $problem['detail'] ?? '' );
}

/**
 * Return the status of a post that the server has.
 */
function asked( \WP_Post $post ): array {
	$response = Client\request( 'GET', Client\article_path( $post->ID ), null, TIMEOUT );
	if ( 200 === $response['status'] ) {
		Record\keep_answer( $post->ID, $response['body'] );
	} elseif ( in_array( $response['status'], array( 404, 410 ), true ) && '' !== $response['code'] ) {
		return status( NOT_SENT, $response['detail'] );
	}
	$answer = Record\answer( $post->ID );
	$states = array(
		'ready'     => MADE,
		'held'      => HELD,
		'failed'    => FAILED,
		'withdrawn' => NOT_SENT,
	);
	$state  = $states[ $answer['state'] ?? '' ] ?? QUEUED;
	$detail = 200 === $response['status'] ? ( $answer['detail'] ?? '' ) : $response['detail'];
	return status( $state, $detail, MADE === $state || HELD === $state ? $answer['audio'] : '' );
}

/**
 * Make a status.
 */
function status( string $state, string $detail = '', string $audio = '' ): array {
	$texts = array(
		NOT_SENT => __( 'Not sent', 'listen' ),
		QUEUED   => __( 'Queued', 'listen' ),
		MADE     => __( 'Made', 'listen' ),
		HELD     => __( 'Held for review', 'listen' ),
		FAILED   => __( 'Failed', 'listen' ),
	);
	return array(
		'state'  => $state,
		'text'   => $texts[ $state ],
		'detail' => $detail,
		'audio'  => Client\absolute( $audio ),
	);
}
