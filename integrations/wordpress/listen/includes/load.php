<?php
/**
 * Loads the modules, which add no hooks by themselves.
 *
 * @package Listen
 */

namespace Listen;

foreach (
	array(
		// What the site has: settings, posts, what was sent of them.
		'settings',
		'post-options',
		'language',
		'content',
		'article',
		'record',
		// The server.
		'client',
		'outage',
		// From a save to the server.
		'queue',
		'lock',
		'relay',
		'delivery',
		'runner',
		'sweep',
		'backfill',
		// What readers see.
		'element',
		'placement',
		'block',
		'structured-data',
		// What editors and administrators see.
		'status',
		'rest',
		'editor',
		'classic-editor',
		'bulk-action',
		'settings-page',
		'backfill-form',
		'site-health',
		'lifecycle',
	) as $listen_module
) {
	require_once __DIR__ . "/$listen_module.php";
}
unset( $listen_module );
