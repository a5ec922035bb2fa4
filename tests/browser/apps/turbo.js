import "@hotwired/turbo";
import "listen-to-article";
