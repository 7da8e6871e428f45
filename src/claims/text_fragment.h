/*
 * text_fragment: an address that opens a web page at the words of a quote.
 *
 * Browsers read 'URL#:~:text=WORDS' (https://wicg.github.io/scroll-to-text-fragment/)
 * and open the page as such where they do not find the words.
 */
#ifndef FIGTRAIL_CLAIMS_TEXT_FRAGMENT_H
#define FIGTRAIL_CLAIMS_TEXT_FRAGMENT_H

/* Newly allocated.  NULL where it would lead nowhere in particular: url is no http
 * address, or has a text fragment already; quote has fewer than two words or no letter
 * (a cell of a table: "86.4"). */
char *text_fragment_url(const char *url, const char *quote);

#endif
