<?php
/**
 * Plugin Name:       Listen
 * Description:       Makes audio of your posts with your own Listen server, and places a player on them.
 * Version:           0.2.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           Apache-2.0 OR GPL-2.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-2.0.html
 * Text Domain:       listen
 *
 * @package Listen
 */

namespace Listen;

// A site may have both the normal and the must-use plug-in.
if ( ! defined( 'ABSPATH' ) || defined( __NAMESPACE__ . '\VERSION' ) ) {
	return;
}

const VERSION     = '0.2.0';
const PLUGIN_FILE = __FILE__;

require_once __DIR__ . '/includes/load.php';

Runner\answer_early();

PostOptions\register();
Record\register();
Relay\register();
Runner\register();
Sweep\register();
Backfill\register();
Placement\register();
Block\register();
StructuredData\register();
Rest\register();
Editor\register();
ClassicEditor\register();
BulkAction\register();
SettingsPage\register();
BackfillForm\register();
SiteHealth\register();
Lifecycle\register();
