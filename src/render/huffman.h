/*
 * huffman: codes of few bits for symbols that come often, as deflate writes them (RFC 1951, 3.2.2).
 */
#ifndef FIGTRAIL_RENDER_HUFFMAN_H
#define FIGTRAIL_RENDER_HUFFMAN_H

#include <glib.h>

enum { HUFFMAN_MOST_SYMBOLS = 286 };

typedef struct {
    guint16 bits;  /* the first is the lowest */
    guint8 length; /* 0: the symbol has none */
} HuffmanCode;

/* Codes of at most 'limit' bits for all symbols that have a count, and for two at least, as not
 * every decoder takes fewer. */
void huffman_make(const guint32 *counts, guint n_symbols, guint limit, HuffmanCode *codes);

#endif
