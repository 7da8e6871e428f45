#include "trail/pixel_digest.h"

#include "base/output.h"

enum { RUNS_BUFFERED = 4096 };

struct PixelDigest {
    Digest *digest;
    guint32 rgba, n;                  /* the run that may go on; n 0: none yet */
    guint32 words[2 * RUNS_BUFFERED]; /* big-endian */
    guint n_words;
};

static void flush(PixelDigest *digest)
{
    digest_add(digest->digest, digest->words, digest->n_words * sizeof digest->words[0]);
    digest->n_words = 0;
}

static void put(PixelDigest *digest, guint32 first, guint32 second)
{
    digest->words[digest->n_words++] = GUINT32_TO_BE(first);
    digest->words[digest->n_words++] = GUINT32_TO_BE(second);
    if (digest->n_words == G_N_ELEMENTS(digest->words))
        flush(digest);
}

PixelDigest *pixel_digest_new(guint width, guint height)
{
    PixelDigest *digest = g_new0(PixelDigest, 1);
    digest->digest = digest_new();
    put(digest, width, height);
    return digest;
}

void pixel_digest_free(PixelDigest *digest)
{
    if (!digest)
        return;
    digest_free(digest->digest);
    g_free(digest);
}

void pixel_digest_add(PixelDigest *digest, guint32 rgba, guint32 n)
{
    if ((rgba & 0xff) == 0)
        rgba = 0;
    if (rgba == digest->rgba && digest->n > 0) {
        digest->n += n;
        return;
    }
    if (digest->n > 0)
        put(digest, digest->n, digest->rgba);
    digest->rgba = rgba;
    digest->n = n;
}

char *pixel_digest_finish(PixelDigest *digest)
{
    if (digest->n > 0)
        put(digest, digest->n, digest->rgba);
    flush(digest);
    return digest_finish(digest->digest);
}
