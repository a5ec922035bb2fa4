<?php
// Installs WordPress in the current folder. Prints an application password of the administrator.

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = '127.0.0.1';
require 'wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'The news', 'admin', 'admin@news.example', true, '', 'password' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'timezone_string', 'Europe/Kyiv' );
// Events of WordPress itself, which need MySQL or the internet.
_set_cron_array( array() );
list( $password ) = WP_Application_Passwords::create_new_application_password( 1, array( 'name' => 'tests' ) );
echo $password;
