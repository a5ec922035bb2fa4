<?php
/**
 * HTTP client of the Listen server.
 *
 * @package Listen
 */

namespace Listen\Client;

use Listen\Settings;

/** The server did what was asked. */
const DONE = 'done';
/** The server will not take this version of the article. */
const REFUSED = 'refused';
/** The key is wrong, or is not for this. */
const DENIED = 'denied';
/** Nobody answered, or nobody who could: the next article would meet the same. */
const UNAVAILABLE = 'unavailable';
/** The server failed with this article. */
const FAILED = 'failed';

/** Seconds; only background processes wait that long. */
const TIMEOUT = 15;

/**
 * Send a request to the server.
 *
 * @param string                    $method  GET, PUT or DELETE.
 * @param string                    $path    Path below the server's URL, such as "v1/voices".
 * @param array<string, mixed>|null $body    Sent as JSON.
 * @param int                       $timeout Seconds.
 * @return array{status: int, body: array<string, mixed>, code: string, detail: string, retry_after: int}
 *         Status 0 means that there was no response; `detail` says why.
 */
function request( string $method, string $path, ?array $body = null, int $timeout = TIMEOUT ): array {
	$arguments = array(
		'method'      => $method,
		'timeout'     => $timeout,
		// The key must not reach another server, and a redirect would turn PUT into GET.
		'redirection' => 0,
		'headers'     => array(
			'Authorization' => 'Bearer ' . Settings\api_key(),
			'Accept'        => 'application/json',
		),
	);
	if ( null !== $body ) {
		$arguments['headers']['Content-Type'] = 'application/json';
		// Text that is not UTF-8, such as that of old imports, is sent as far as it can be read.
		$arguments['body'] = wp_json_encode( $body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}
	// Not wp_safe_remote_request(): the server is often on the same host or network.
	$response = wp_remote_request( Settings\server_url() . "/$path", $arguments );
	if ( is_wp_error( $response ) ) {
		return answer( 0, array(), (string) $response->get_error_code(), $response->get_error_message() );
	}
	return read( $response );
}

/**
 * Read a response.
 *
 * @param array<string, mixed> $response As wp_remote_request() returns it.
 * @return array{status: int, body: array<string, mixed>, code: string, detail: string, retry_after: int}
 */
function read( array $response ): array {
	$status = (int) wp_remote_retrieve_response_code( $response );
	$body   = json_decode( wp_remote_retrieve_body( $response ), true );
	$body   = is_array( $body ) ? $body : array();
	$code   = is_string( $body['code'] ?? null ) ? $body['code'] : '';
	$detail = is_string( $body['detail'] ?? null ) ? $body['detail'] : '';
	if ( '' === $detail && ( $status < 200 || $status >= 300 ) ) {
		/* translators: %d: status code of HTTP */
		$detail = sprintf( __( 'The server answered with status %d.', 'listen' ), $status );
		if ( $status >= 300 && $status < 400 ) {
			$target = (string) wp_remote_retrieve_header( $response, 'location' );
			/* translators: %s: a URL */
			$detail = sprintf( __( 'The server redirects to %s. Enter the URL that does not redirect.', 'listen' ), $target );
		}
	}
	$retry_after = wp_remote_retrieve_header( $response, 'retry-after' );
	return answer( $status, $body, $code, $detail, is_numeric( $retry_after ) ? (int) $retry_after : 0 );
}

/**
 * Make an answer.
 *
 * @param int                  $status      Status code; 0 without a response.
 * @param array<string, mixed> $body        JSON object of the body.
 * @param string               $code        Code of the problem.
 * @param string               $detail      Sentence that describes the problem.
 * @param int                  $retry_after Seconds until the next try, if the server says so.
 * @return array{status: int, body: array<string, mixed>, code: string, detail: string, retry_after: int}
 */
function answer( int $status, array $body = array(), string $code = '', string $detail = '', int $retry_after = 0 ): array {
	return compact( 'status', 'body', 'code', 'detail', 'retry_after' );
}

/**
 * Return what an answer to PUT or DELETE means for the article.
 *
 * @param array{status: int, code: string} $answer Of request().
 * @param string                           $method PUT or DELETE.
 * @return string One of the constants above.
 */
function verdict( array $answer, string $method ): string {
	$status = $answer['status'];
	$coded  = '' !== $answer['code'];
	if ( $status >= 200 && $status < 300 ) {
		return DONE;
	}
	if ( 'DELETE' === $method && $coded && in_array( $status, array( 404, 410 ), true ) ) {
		return DONE;
	}
	if ( in_array( $status, array( 401, 403 ), true ) ) {
		return DENIED;
	}
	// Other programs than the server, such as a proxy in front of it, send no code.
	if ( $coded && in_array( $status, array( 400, 413, 415, 422 ), true ) ) {
		return REFUSED;
	}
	if ( $coded && in_array( $status, array( 409, 410, 500, 502, 507 ), true ) ) {
		return FAILED;
	}
	return 500 === $status ? FAILED : UNAVAILABLE;
}

/**
 * Return the path of an article.
 */
function article_path( int $post_id ): string {
	return "v1/articles/$post_id";
}

/**
 * Return a link of the server as an absolute URL.
 */
function absolute( string $link ): string {
	return '' === $link ? '' : \WP_Http::make_absolute_url( $link, Settings\server_url() . '/' );
}

/**
 * Ask the server something that only a key of the site may ask.
 *
 * @return array{status: int, body: array<string, mixed>, code: string, detail: string, retry_after: int}
 */
function test_connection(): array {
	return request( 'GET', 'v1/articles?limit=1', null, 5 );
}

/**
 * Return why a request failed, and what to do about it.
 *
 * @param array{status: int, code: string, detail: string} $answer Of request().
 */
function explain( array $answer ): string {
	$detail = $answer['detail'];
	if ( 'http_request_not_executed' === $answer['code'] ) {
		/* translators: %s: a host name */
		$text = __( 'WP_HTTP_BLOCK_EXTERNAL is set. Add %s to WP_ACCESSIBLE_HOSTS in wp-config.php.', 'listen' );
		return sprintf( $text, (string) wp_parse_url( Settings\server_url(), PHP_URL_HOST ) );
	}
	if ( 0 === $answer['status'] ) {
		/* translators: %s: error message */
		return sprintf( __( 'The server cannot be reached: %s', 'listen' ), $detail );
	}
	if ( in_array( $answer['status'], array( 401, 403 ), true ) ) {
		/* translators: %s: error message */
		return sprintf( __( 'The server refuses the key: %s', 'listen' ), $detail );
	}
	return $detail;
}
