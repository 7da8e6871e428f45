/*
 * trace_picture: 'trace' of one picture: what it shows, whether its seal holds, and whether what
 * it shows is still what the data say.
 */
#ifndef FIGTRAIL_CLI_TRACE_PICTURE_H
#define FIGTRAIL_CLI_TRACE_PICTURE_H

/* All but path may be NULL. */
typedef struct {
    const char *path;
    const char *format; /* NULL: text */
    const char *data;   /* the project's; NULL: the usual folder, if it is there */
    const char *trust;  /* file of public keys: the picture must be signed by one */
    const char *figure; /* tell only the figures of that name */
    const char *at;     /* "X,Y": only those at that point */
} PictureTrace;

/* The exit status: findings when a figure changed, or the seal does not hold. */
int trace_picture(const PictureTrace *trace);

#endif
