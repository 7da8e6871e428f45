/*
 * zlib_library: zlib, found by libpng's file, which is linked with it (base/library.h).
 */
#ifndef FIGTRAIL_RENDER_ZLIB_LIBRARY_H
#define FIGTRAIL_RENDER_ZLIB_LIBRARY_H

#include "base/library.h"

#include <zlib.h>

#define ZLIB_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_PNG, name, #name)

#define adler32 ZLIB_SYMBOL(adler32)
#define adler32_combine ZLIB_SYMBOL(adler32_combine)
#define deflate ZLIB_SYMBOL(deflate)
#define deflateEnd ZLIB_SYMBOL(deflateEnd)
#define deflateInit2_ ZLIB_SYMBOL(deflateInit2_)

#endif
