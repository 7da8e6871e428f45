/*
 * bare_parse: what libcsv alone needs for a file, with callbacks that do nothing: the measure that
 * 'figtrail validate' is held against.
 *
 * Usage: bare_parse FILE
 */
#include <csv.h>
#include <stdio.h>

static void on_cell(void *text, size_t length, void *data)
{
    (void)text;
    (void)length;
    (void)data;
}

static void on_row(int terminator, void *data)
{
    (void)terminator;
    (void)data;
}

int main(int argc, char **argv)
{
    static char buffer[1 << 16];
    FILE *in = argc == 2 ? fopen(argv[1], "rb") : NULL;
    struct csv_parser parser;
    if (!in || csv_init(&parser, 0) != 0) {
        fputs("usage: bare_parse FILE\n", stderr);
        return 2;
    }
    size_t length;
    while ((length = fread(buffer, 1, sizeof buffer, in)) > 0) {
        if (csv_parse(&parser, buffer, length, on_cell, on_row, NULL) != length)
            return 1;
    }
    csv_fini(&parser, on_cell, on_row, NULL);
    csv_free(&parser);
    return fclose(in) != 0;
}
