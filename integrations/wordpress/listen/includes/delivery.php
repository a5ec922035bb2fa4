<?php
/**
 * Delivery of one post: reads it anew and tells the server its present state.
 *
 * The state at the time of sending is what counts, so that the order of events does not matter.
 *
 * @package Listen
 */

namespace Listen\Delivery;

use Listen\Article;
use Listen\Client;
use Listen\Outage;
use Listen\Queue;
use Listen\Record;

/** Seconds after which a post with which the server keeps failing is given up, until it is edited. */
const LONGEST_TRIAL = DAY_IN_SECONDS;
/** Seconds of the longest pause between two questions how far an article is. */
const LONGEST_CHECK_PAUSE = HOUR_IN_SECONDS;

/**
 * Work off a row of the queue. Return false if it has changed, or the database refuses to write.
 *
 * @param array<string, mixed> $row As Queue\first() returned it.
 */
function deliver( array $row ): bool {
	$row = Queue\claim( $row );
	if ( null === $row ) {
		return false;
	}
	// Another process has changed the post.
	clean_post_cache( $row['id'] );
	$post = get_post( $row['id'] );
	try {
		if ( Queue\CHECK === $row['kind'] ) {
			check( $row );
		} elseif ( Article\is_wanted( $post ) ) {
			send( $row, $post );
		} else {
			withdraw( $row, $post );
		}
	} catch ( \Throwable $error ) {
		// A plug-in that filters the content fails with this post; the others must not wait for it.
		fail( $row, $post, 'plugin_failed', $error->getMessage() );
	}
	return true;
}

/**
 * Send a post.
 *
 * @param array<string, mixed> $row  As Queue\claim() returned it.
 * @param \WP_Post             $post The post.
 */
function send( array $row, \WP_Post $post ): void {
	$article = Article\build( $post );
	if ( ! Record\begin( $post->ID ) ) {
		// Nobody would know later that it has to be withdrawn.
		Queue\postpone( $row, 1 );
		return;
	}
	$answer  = Client\request( 'PUT', Client\article_path( $post->ID ), $article );
	$verdict = Client\verdict( $answer, 'PUT' );
	if ( Client\DONE === $verdict ) {
		Outage\end();
		Record\handled( $post );
		Record\clear_problem( $post->ID );
		Record\keep_answer( $post->ID, $answer['body'] );
		Queue\check_next( $row );
	} elseif ( Client\REFUSED === $verdict ) {
		Outage\end();
		Record\handled( $post );
		Record\keep_problem( $post->ID, $answer['code'], $answer['detail'] );
		Queue\finish( $row );
	} else {
		try_again( $row, $post, $answer, $verdict );
	}
}

/**
 * Withdraw a post that the server may have.
 *
 * @param array<string, mixed> $row  As Queue\claim() returned it.
 * @param \WP_Post|null        $post The post; null if it was deleted.
 */
function withdraw( array $row, ?\WP_Post $post ): void {
	if ( ! $row['deleted'] && ! Record\exists( $row['id'] ) ) {
		if ( null !== $post ) {
			Record\handled( $post );
		}
		Queue\finish( $row );
		return;
	}
	$answer  = Client\request( 'DELETE', Client\article_path( $row['id'] ) );
	$verdict = Client\verdict( $answer, 'DELETE' );
	if ( Client\DONE === $verdict ) {
		Outage\end();
		Record\forget( $row['id'] );
		Queue\finish( $row );
	} else {
		// Whatever the reason, text that is no longer public must not stay on the server.
		try_again( $row, $post, $answer, Client\REFUSED === $verdict ? Client\FAILED : $verdict );
	}
}

/**
 * Ask the server how far it is with an article, until it is made or failed.
 *
 * @param array<string, mixed> $row As Queue\claim() returned it.
 */
function check( array $row ): void {
	$answer = Client\request( 'GET', Client\article_path( $row['id'] ) );
	$found  = 200 === $answer['status'];
	if ( $found ) {
		Record\keep_answer( $row['id'], $answer['body'] );
	}
	$is_made = $found && in_array( $answer['body']['state'] ?? '', array( 'ready', 'failed' ), true );
	if ( $is_made || in_array( $answer['status'], array( 404, 410 ), true ) || is_over( $row ) ) {
		Queue\finish( $row );
	} else {
		Queue\postpone( $row, min( 2 ** min( $row['attempts'], 12 ), LONGEST_CHECK_PAUSE ) );
	}
}

/**
 * Put a delivery off.
 *
 * @param array<string, mixed>                                              $row     As Queue\claim() returned it.
 * @param \WP_Post|null                                                     $post    The post; null if it was deleted.
 * @param array{status: int, code: string, detail: string, retry_after: int} $answer  Of the server.
 * @param string                                                            $verdict Of Client\verdict().
 */
function try_again( array $row, ?\WP_Post $post, array $answer, string $verdict ): void {
	if ( Client\FAILED === $verdict ) {
		Outage\end();
		fail( $row, $post, $answer['code'], $answer['detail'] );
		return;
	}
	// The other posts wait as well. However long it lasts, none is given up.
	Outage\begin( $answer, Client\DENIED === $verdict );
	Queue\postpone( $row, 0 );
}

/**
 * Put a row off after a failure that concerns only this post.
 *
 * @param array<string, mixed> $row  As Queue\claim() returned it.
 * @param \WP_Post|null        $post The post; null if it was deleted.
 */
function fail( array $row, ?\WP_Post $post, string $code, string $detail ): void {
	if ( null !== $post ) {
		Record\keep_problem( $post->ID, $code, $detail );
	}
	if ( null !== $post && is_over( $row ) ) {
		Record\handled( $post );
		Queue\finish( $row );
	} else {
		Queue\postpone( $row, Outage\pause( $row['attempts'] ) );
	}
}

/**
 * Return whether a row was tried long enough.
 *
 * @param array<string, mixed> $row The row.
 */
function is_over( array $row ): bool {
	return time() - $row['since'] > LONGEST_TRIAL;
}
