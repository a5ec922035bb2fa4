<?php
/**
 * Removes everything that the plug-in has stored. The articles on the server stay.
 *
 * @package Listen
 */

if ( ! defined( 'WP_UNINSTALL_PLUGIN' ) ) {
	exit;
}

// The must-use plug-in is loaded, and still needs what is stored.
if ( defined( 'Listen\VERSION' ) ) {
	return;
}

// Without the hooks: they would see the posts' meta change, and queue the posts.
require_once __DIR__ . '/includes/load.php';

Listen\Lifecycle\uninstall();
