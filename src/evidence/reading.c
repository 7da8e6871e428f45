#include "evidence/reading.h"

#include "evidence/reader.h"

gboolean reading_parse_fully(const char *printed, const char *language, ReadingType type,
                             Reading *reading)
{
    g_autoptr(Tokens) tokens = tokens_new(printed);
    *reading = (Reading){.unit = ""};
    if (!tokens)
        return FALSE;
    Reader reader = {.language = language_get(language), .tokens = tokens};
    language_resolve(reader.language, tokens, 0);
    reader.end = tokens->n;
    return type == READING_DATE ? read_date(&reader, reading) : read_number(&reader, reading);
}

gboolean reading_parse_as(const char *printed, const char *language, ReadingType type,
                          Reading *reading)
{
    if (type == READING_NUMBER && reading_parse_plain(printed, reading))
        return TRUE;
    return reading_parse_fully(printed, language, type, reading);
}

gboolean reading_parse(const char *printed, const char *language, Reading *reading)
{
    return reading_parse_as(printed, language, READING_NUMBER, reading) ||
           reading_parse_as(printed, language, READING_DATE, reading);
}
