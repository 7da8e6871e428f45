#include "evidence/quote.h"

#include <string.h>

gboolean quote_stands_at(const Snapshot *snapshot, const char *quote, gint64 at)
{
    const gsize length = strlen(quote);
    return length > 0 && at >= 0 && (guint64)at <= snapshot->length &&
           length <= snapshot->length - (gsize)at &&
           memcmp(snapshot->text + at, quote, length) == 0;
}

/* The first place at or after from, or -1.  (Snapshots may hold NUL bytes, so
 * no strstr.) */
static gint64 find_next(const Snapshot *snapshot, const char *quote, gint64 from)
{
    while ((guint64)from < snapshot->length) {
        const char *start = memchr(snapshot->text + from, quote[0], snapshot->length - (gsize)from);
        if (!start)
            return -1;
        from = start - snapshot->text;
        if (quote_stands_at(snapshot, quote, from))
            return from;
        from++;
    }
    return -1;
}

QuoteState quote_locate(const Snapshot *snapshot, const char *quote, gint64 at, gint64 *place)
{
    *place = -1;
    if (quote_stands_at(snapshot, quote, at)) {
        *place = at;
        return QUOTE_FOUND;
    }
    if (!*quote)
        return QUOTE_MISSING;
    guint n = 0;
    for (gint64 found = find_next(snapshot, quote, 0); found >= 0;
         found = find_next(snapshot, quote, found + 1), n++)
        if (n == 0 || (at >= 0 && ABS(found - at) < ABS(*place - at)))
            *place = found;
    if (n == 0)
        return QUOTE_MISSING;
    return n == 1 ? QUOTE_MOVED : QUOTE_REPEATED;
}
