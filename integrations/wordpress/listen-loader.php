<?php
/**
 * Plugin Name: Listen (must-use)
 * Description: Loads the plug-in from the folder "listen" beside this file. Copy both to wp-content/mu-plugins.
 *
 * @package Listen
 */

require_once __DIR__ . '/listen/listen.php';
