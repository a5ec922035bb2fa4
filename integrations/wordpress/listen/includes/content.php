<?php
/**
 * The text of a post as HTML, as an anonymous visitor reads it on the post's own page.
 *
 * @package Listen
 */

namespace Listen\Content;

use Listen\Placement;

/**
 * Return the post's text as its page shows it to a visitor who is not logged in.
 *
 * Plug-ins that hide text from visitors look at the user and at the main query. Both are therefore
 * those of a visit, whatever is running: a text that is sold must not become public audio.
 */
function render( \WP_Post $post ): string {
	$outer_user  = get_current_user_id();
	$outer_query = array( $GLOBALS['wp_query'] ?? null, $GLOBALS['wp_the_query'] ?? null, $GLOBALS['post'] ?? null );
	wp_set_current_user( 0 );
	Placement\suspend();
	try {
		visit( $post );
		// The whole content: a visitor would see a post with page breaks in several pages.
		$html = (string) apply_filters( 'the_content', $post->post_content );
	} finally {
		Placement\resume();
		list( $GLOBALS['wp_query'], $GLOBALS['wp_the_query'], $GLOBALS['post'] ) = $outer_query;
		if ( $GLOBALS['post'] instanceof \WP_Post ) {
			setup_postdata( $GLOBALS['post'] );
		}
		wp_set_current_user( $outer_user );
	}

	/**
	 * Filters the HTML that is sent to the server.
	 *
	 * @param string   $html HTML of the post's text.
	 * @param \WP_Post $post The post.
	 */
	return (string) apply_filters( 'listen_article_html', $html, $post );
}

/**
 * Make the post's page the main query, and the post the current one of its loop.
 */
function visit( \WP_Post $post ): void {
	$query = new \WP_Query();
	// phpcs:disable WordPress.WP.GlobalVariablesOverride.Prohibited -- render() restores them.
	$GLOBALS['wp_query']     = $query;
	$GLOBALS['wp_the_query'] = $query;
	// phpcs:enable
	$query->query(
		array(
			'page' === $post->post_type ? 'page_id' : 'p' => $post->ID,
			'post_type'                                   => $post->post_type,
		)
	);
	if ( $query->have_posts() ) {
		$query->the_post();
	}
}
