<!doctype html>
<html <?php language_attributes(); ?>>
<head><?php wp_head(); ?></head>
<body>
<main>
<?php
while ( have_posts() ) {
	the_post();
	the_title( '<h1>', '</h1>' );
	if ( is_search() ) {
		the_excerpt();
	} else {
		echo '<article>';
		the_content();
		echo '</article>';
	}
}
?>
</main>
<?php wp_footer(); ?>
</body>
</html>
