#include "cli/lone_options.h"

#include "base/json.h"
#include "table/dialect_parse.h"
#include "table/encoding.h"

#include <string.h>

void lone_arguments_clear(LoneArguments *arguments)
{
    g_free(arguments->schema);
    g_free(arguments->encoding);
    g_free(arguments->dialect);
    g_free(arguments->delimiter);
    g_free(arguments->quote_char);
    json_document_free(arguments->document);
}

const char *lone_arguments_first(const LoneArguments *arguments)
{
    return arguments->schema       ? "--schema"
           : arguments->encoding   ? "--encoding"
           : arguments->dialect    ? "--dialect"
           : arguments->delimiter  ? "--delimiter"
           : arguments->quote_char ? "--quote-char"
           : arguments->no_header  ? "--no-header"
                                   : NULL;
}

/* The dialect that the single options say, as JSON; NULL: none is given. */
static char *write_dialect(const LoneArguments *arguments)
{
    if (!arguments->delimiter && !arguments->quote_char && !arguments->no_header)
        return NULL;
    g_autoptr(cJSON) json = cJSON_CreateObject();
    /* a tab is hard to type in some shells */
    const gboolean tab = g_strcmp0(arguments->delimiter, "\\t") == 0;
    if (arguments->delimiter)
        cJSON_AddStringToObject(json, "delimiter", tab ? "\t" : arguments->delimiter);
    if (arguments->quote_char)
        cJSON_AddStringToObject(json, "quoteChar", arguments->quote_char);
    if (arguments->no_header)
        cJSON_AddFalseToObject(json, "header");
    return json_print_compact(json);
}

/* Of a text of the command line there is no file in which a finding could have its place. */
static int check_text(const Command *command, const char *text, LoneArguments *arguments)
{
    g_autoptr(Findings) faults = findings_new();
    arguments->document = json_document_parse("dialect", text, strlen(text), faults);
    if (arguments->document)
        dialect_store_free(dialect_parse(arguments->document,
                                         json_document_root(arguments->document), ',', faults));
    guint n;
    const Finding *items = findings_sorted(faults, &n);
    return n == 0 ? STATUS_CLEAN
                  : command_usage_error(command, "the dialect %s: %s", text, items[0].message);
}

static int read_file(LoneArguments *arguments, Findings *findings)
{
    GError *error = NULL;
    arguments->document = json_document_read(arguments->dialect, findings, &error);
    return error ? command_trouble(error) : STATUS_CLEAN;
}

int lone_arguments_check(const Command *command, LoneArguments *arguments, LoneOptions *options,
                         Findings *findings)
{
    g_autofree char *single = write_dialect(arguments);
    if (arguments->encoding && !encoding_is_known(arguments->encoding))
        return command_usage_error(command,
                                   "no encoding is called '%s'; there are utf-8, utf-16, "
                                   "iso-8859-1, windows-1252 and others",
                                   arguments->encoding);
    if (single && arguments->dialect)
        return command_usage_error(command, "--dialect stands alone: say all in it");
    int status = STATUS_CLEAN;
    if (single)
        status = check_text(command, single, arguments);
    else if (arguments->dialect && arguments->dialect[strspn(arguments->dialect, " \n\t")] == '{')
        status = check_text(command, arguments->dialect, arguments);
    else if (arguments->dialect)
        status = read_file(arguments, findings);
    *options = (LoneOptions){arguments->schema, arguments->encoding, arguments->document};
    return status;
}
