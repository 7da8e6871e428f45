/* JSON trees as text. */
#include "base/json.h"
#include "base/number.h"

#include <math.h>

void json_append_string(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
    g_string_append_c(out, '"');
    for (const char *p = valid ? valid : text; *p; p++) {
        switch (*p) {
        case '"': g_string_append(out, "\\\""); break;
        case '\\': g_string_append(out, "\\\\"); break;
        case '\n': g_string_append(out, "\\n"); break;
        case '\r': g_string_append(out, "\\r"); break;
        case '\t': g_string_append(out, "\\t"); break;
        default:
            if ((unsigned char)*p < 0x20)
                g_string_append_printf(out, "\\u%04x", (unsigned)(unsigned char)*p);
            else
                g_string_append_c(out, *p);
        }
    }
    g_string_append_c(out, '"');
}

void json_append_number(GString *out, double number)
{
    char text[NUMBER_TEXT_SIZE];
    g_string_append(out, isfinite(number) ? number_format(number, text) : "null");
}

static void append_tree(GString *out, const cJSON *item, int indent)
{
    if (cJSON_IsString(item)) {
        json_append_string(out, item->valuestring);
    } else if (cJSON_IsNumber(item)) {
        json_append_number(out, item->valuedouble);
    } else if (!cJSON_IsArray(item) && !cJSON_IsObject(item)) {
        char *text = cJSON_PrintUnformatted(item);
        g_string_append(out, text);
        cJSON_free(text);
    } else {
        const gboolean object = cJSON_IsObject(item);
        g_string_append_c(out, object ? '{' : '[');
        for (const cJSON *child = item->child; child; child = child->next) {
            if (indent >= 0)
                g_string_append_printf(out, "\n%*s", 2 * (indent + 1), "");
            if (object) {
                json_append_string(out, child->string);
                g_string_append(out, indent >= 0 ? ": " : ":");
            }
            append_tree(out, child, indent >= 0 ? indent + 1 : indent);
            if (child->next)
                g_string_append_c(out, ',');
        }
        if (indent >= 0 && item->child)
            g_string_append_printf(out, "\n%*s", 2 * indent, "");
        g_string_append_c(out, object ? '}' : ']');
    }
}

char *json_print(const cJSON *tree)
{
    GString *out = g_string_new(NULL);
    append_tree(out, tree, 0);
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}

char *json_print_compact(const cJSON *tree)
{
    GString *out = g_string_new(NULL);
    append_tree(out, tree, -1);
    return g_string_free(out, FALSE);
}
