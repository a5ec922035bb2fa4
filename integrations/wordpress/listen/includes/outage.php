<?php
/**
 * Outages of the server, during which no post is sent: pauses that grow until somebody answers.
 *
 * @package Listen
 */

namespace Listen\Outage;

const OPTION = 'listen_outage';

/** Seconds of the longest pause. */
const LONGEST = 300;
/** Seconds after which a key that the server refused is tried again. */
const DENIED = 900;

/**
 * Return the time until which nothing is sent; 0 without an outage.
 */
function until(): int {
	return (int) ( current_outage()['until'] ?? 0 );
}

/**
 * Return the outage, or null.
 *
 * @return array{until: int, failures: int, code: string, detail: string}|null
 */
function current_outage(): ?array {
	$outage = get_option( OPTION );
	return is_array( $outage ) ? $outage : null;
}

/**
 * Note that the server did not answer, or refused the key.
 *
 * @param array{code: string, detail: string, retry_after: int} $answer Of Client\request().
 * @param bool                                                 $denied Whether it refused the key.
 */
function begin( array $answer, bool $denied ): void {
	$failures = 1 + (int) ( current_outage()['failures'] ?? 0 );
	$pause    = $denied ? DENIED : max( pause( $failures ), min( $answer['retry_after'], HOUR_IN_SECONDS ) );
	$outage   = array(
		'until'    => time() + $pause,
		'failures' => $failures,
		'code'     => $answer['code'],
		'detail'   => $answer['detail'],
	);
	update_option( OPTION, $outage, false );
}

/**
 * Note that the server answers, or that its settings have changed.
 */
function end(): void {
	delete_option( OPTION );
}

/**
 * Return the seconds to wait after a number of failures: 2, 4, 8 and so on.
 */
function pause( int $failures ): int {
	return min( 2 ** min( $failures, 10 ), LONGEST );
}
