<?php
/**
 * Placement of the player: once on a post's own page, and nowhere else.
 *
 * WordPress runs the filter the_content in feeds, in answers of the REST API, for excerpts, search
 * results and password forms, and plug-ins run it anywhere. Blocks and shortcodes run wherever
 * content is shown. All of them ask place(), which knows whether this is the place.
 *
 * @package Listen
 */

namespace Listen\Placement;

use Listen\Article;
use Listen\Element;
use Listen\Settings;

/**
 * State of the page that is being rendered.
 */
final class Page {
	/** @var bool[] For each run of the_content that is under way, whether it has a player. */
	public static array $runs = array();
	/** @var bool Whether the post's content has a player. */
	public static bool $in_content = false;
	/** @var bool Whether the theme's template has one, outside of the content. */
	public static bool $in_template = false;
	/** @var int Above 0 while the content is rendered for the server. */
	public static int $suspensions = 0;
}

/**
 * Add the hooks.
 */
function register(): void {
	add_filter( 'the_content', __NAMESPACE__ . '\begin', PHP_INT_MIN );
	add_filter( 'the_content', __NAMESPACE__ . '\finish', PHP_INT_MAX );
}

/**
 * Begin a run of the_content.
 *
 * @param string $content The content; unchanged.
 */
function begin( $content ) {
	Page::$runs[] = false;
	return $content;
}

/**
 * End a run of the_content: place the player before the content, unless a block or a shortcode in the
 * content or in the template has placed it.
 *
 * @param string $content HTML of the content.
 */
function finish( $content ) {
	$player = Settings\places_automatically() ? place() : '';
	array_pop( Page::$runs );
	return $player . $content;
}

/**
 * Return the player if this is its place, else nothing.
 */
function place(): string {
	$post = current_post();
	if ( null === $post || Page::$in_template || ! has_player( $post ) ) {
		return '';
	}
	if ( Page::$runs ) {
		$run = array_key_last( Page::$runs );
		if ( Page::$runs[ $run ] || ! is_main_content( $post ) ) {
			return '';
		}
		// Not only once: the content may be rendered again, and only the last result be shown.
		Page::$runs[ $run ] = true;
		Page::$in_content   = true;
		return Element\render( $post );
	}
	if ( Page::$in_content ) {
		return '';
	}
	Page::$in_template = true;
	return Element\render( $post );
}

/**
 * Return the post whose own page a visitor is about to see, if the server has it; else null.
 */
function current_post(): ?\WP_Post {
	if ( Page::$suspensions > 0 || ! Settings\is_connected() || ! is_page_view() || ! is_singular() ) {
		return null;
	}
	$post = get_queried_object();
	return $post instanceof \WP_Post && Article\is_wanted( $post ) ? $post : null;
}

/**
 * Return whether the page of a post has the player.
 */
function has_player( \WP_Post $post ): bool {
	/**
	 * Filters whether the page of a post has the player.
	 *
	 * @param bool     $has  Whether it has.
	 * @param \WP_Post $post The post.
	 */
	return (bool) apply_filters( 'listen_has_player', true, $post );
}

/**
 * Return whether the response is a page for a visitor.
 */
function is_page_view(): bool {
	$is_rest = defined( 'REST_REQUEST' ) && REST_REQUEST;
	$is_amp  = function_exists( 'amp_is_request' ) && amp_is_request();
	return ! is_admin() && ! $is_rest && ! $is_amp && ! wp_doing_ajax() && ! wp_doing_cron()
		&& ! is_feed() && ! is_embed() && ! is_preview();
}

/**
 * Return whether the run of the_content is that of the page's post, in the loop of the page.
 */
function is_main_content( \WP_Post $post ): bool {
	// Before WordPress 6.4, block themes rendered their templates outside of the loop.
	$in_loop = in_the_loop() || ( function_exists( 'wp_is_block_theme' ) && wp_is_block_theme() );
	return $in_loop && is_main_query() && get_the_ID() === $post->ID && ! doing_filter( 'get_the_excerpt' );
}

/**
 * Place no player until resume() is called.
 */
function suspend(): void {
	++Page::$suspensions;
}

/**
 * End what suspend() began.
 */
function resume(): void {
	--Page::$suspensions;
}
