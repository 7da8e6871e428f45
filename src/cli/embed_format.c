#include "cli/embed_format.h"

#include "base/escape.h"
#include "base/number.h"
#include "render/style.h"
#include "trail/claim_text.h"

#include <string.h>

const char embed_format_names[] = "markdown, html, latex, typst, revealjs, marp, beamer";

/* ---- what all languages share ---------------------------------------------------------------- */

typedef void (*Escape)(GString *out, const char *text);

/* "Publisher: Title, date" of a source. */
static char *source_text(const cJSON *source)
{
    const char *publisher = json_string(source, "publisher"), *title = json_string(source, "title");
    const char *published = json_string(source, "published");
    return g_strconcat(publisher ? publisher : "", publisher ? ": " : "", title ? title : "",
                       published ? ", " : "", published ? published : "", NULL);
}

/* The one claim of the source that the picture shows; NULL: there are several. */
static const cJSON *sole_claim(const EmbedContent *content, const char *source)
{
    const cJSON *figure, *claim, *sole = NULL;
    cJSON_ArrayForEach(figure, content->figures)
    {
        cJSON_ArrayForEach(claim, json_member(figure, "claims"))
        {
            if (!json_flag(claim, "drawn", FALSE) ||
                g_strcmp0(json_string(claim, "source"), source) != 0)
                continue;
            if (sole)
                return NULL;
            sole = claim;
        }
    }
    return sole;
}

/* The link of a source, to the words where the picture shows one claim of it; newly allocated,
 * NULL: none that may be followed. */
static char *source_link(const EmbedContent *content, const cJSON *source)
{
    const char *url = json_string(source, "url"), *id = json_string(source, "id");
    if (!url || !style_link_is_safe(url))
        return NULL;
    return claim_link(source, id ? sole_claim(content, id) : NULL);
}

/* The sources in the picture's own list, in its order. */
static GPtrArray *cited_sources(const EmbedContent *content)
{
    GPtrArray *cited = g_ptr_array_new();
    for (const cJSON *source = content->sources ? content->sources->child : NULL; source;
         source = source->next) {
        if (json_number(source, "number", 0) > 0)
            g_ptr_array_add(cited, (gpointer)source);
    }
    return cited;
}

/* A path as a reference: what is not plain is percent-encoded. */
static char *reference(const char *path)
{
    return g_uri_escape_string(path, "/@", TRUE);
}

static void append_px(GString *out, const char *name, double px)
{
    g_string_append_printf(out, " %s=\"", name);
    number_append(out, px, 0);
    g_string_append_c(out, '"');
}

/* ---- Markdown, Marp -------------------------------------------------------------------------- */

/* Parentheses, blanks and angle brackets end a link's address. */
static void append_markdown_link(GString *out, const char *text, const char *url)
{
    if (!url) {
        escape_markdown(out, text);
        return;
    }
    g_autofree char *safe = g_uri_escape_string(url, ":/?#[]@!$&'*+,;=%~", TRUE);
    g_string_append_c(out, '[');
    escape_markdown(out, text);
    g_string_append_printf(out, "](%s)", safe);
}

static void append_markdown_sources(GString *out, const EmbedContent *content)
{
    g_autoptr(GPtrArray) cited = cited_sources(content);
    for (guint i = 0; i < cited->len; i++) {
        g_autofree char *text = source_text(cited->pdata[i]);
        g_string_append_printf(out, "%u. ", i + 1);
        g_autofree char *url = source_link(content, cited->pdata[i]);
        append_markdown_link(out, text, url);
        g_string_append_c(out, '\n');
    }
}

static void append_markdown_image(GString *out, const char *keywords, const EmbedContent *content)
{
    g_autofree char *path = reference(content->picture);
    g_string_append_printf(out, "![%s", keywords);
    escape_markdown(out, content->alt);
    g_string_append_printf(out, "](%s)\n\n", path);
}

static void append_markdown(GString *out, const EmbedContent *content)
{
    append_markdown_image(out, "", content);
    g_string_append(out, "**");
    escape_markdown(out, content->title);
    g_string_append(out, "**\n\nSources:\n\n");
    append_markdown_sources(out, content);
}

/* A slide; the sources are its notes, in a comment, which must not end early. */
static void append_marp(GString *out, const EmbedContent *content)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    append_markdown_sources(notes, content);
    while (g_string_replace(notes, "--", "-\\-", 0) > 0)
        ; /* of three, two are left after the first time */
    g_string_append(out, "---\n\n");
    append_markdown_image(out, "h:600 ", content);
    g_string_append_printf(out, "<!--\nSources:\n\n%s-->\n", notes->str);
}

/* ---- HTML, reveal.js ------------------------------------------------------------------------- */

static void append_html_sources(GString *out, const EmbedContent *content, const char *indent)
{
    g_autoptr(GPtrArray) cited = cited_sources(content);
    g_string_append_printf(out, "%s<ol>\n", indent);
    for (guint i = 0; i < cited->len; i++) {
        g_autofree char *text = source_text(cited->pdata[i]);
        g_autofree char *url = source_link(content, cited->pdata[i]);
        g_string_append_printf(out, "%s  <li>", indent);
        if (url) {
            g_string_append(out, "<a href=\"");
            escape_xml(out, url);
            g_string_append(out, "\">");
        }
        escape_xml(out, text);
        g_string_append(out, url ? "</a></li>\n" : "</li>\n");
    }
    g_string_append_printf(out, "%s</ol>\n", indent);
}

static void append_img(GString *out, const EmbedContent *content, const char *attributes)
{
    g_autofree char *picture = reference(content->png ? content->png : content->picture);
    g_autofree char *twice = content->png2x ? reference(content->png2x) : NULL;
    g_string_append_printf(out, "<img%s src=\"%s\"", attributes, picture);
    if (twice && content->png)
        g_string_append_printf(out, " srcset=\"%s, %s 2x\"", picture, twice);
    if (content->width > 0 && content->height > 0) {
        append_px(out, "width", content->width);
        append_px(out, "height", content->height);
    }
    g_string_append(out, " alt=\"");
    escape_xml(out, content->alt);
    g_string_append(out, "\">");
}

static void append_html(GString *out, const EmbedContent *content)
{
    g_string_append(out, "<figure>\n  <picture>\n");
    if (g_str_has_suffix(content->picture, ".svg") && content->png) {
        g_autofree char *svg = reference(content->picture);
        g_string_append_printf(out, "    <source type=\"image/svg+xml\" srcset=\"%s\">\n", svg);
    }
    g_string_append(out, "    ");
    append_img(out, content, " style=\"max-width:100%;height:auto\"");
    g_string_append(out, "\n  </picture>\n  <figcaption>\n    ");
    escape_xml(out, content->title);
    g_string_append_c(out, '\n');
    append_html_sources(out, content, "    ");
    g_string_append(out, "  </figcaption>\n</figure>\n");
}

static void append_revealjs(GString *out, const EmbedContent *content)
{
    EmbedContent vector = *content;
    if (g_str_has_suffix(content->picture, ".svg"))
        vector.png = vector.png2x = NULL;
    g_string_append(out, "<section>\n  ");
    append_img(out, &vector, " class=\"r-stretch\"");
    g_string_append(out, "\n  <aside class=\"notes\">\n    ");
    escape_xml(out, content->title);
    g_string_append_c(out, '\n');
    append_html_sources(out, content, "    ");
    g_string_append(out, "  </aside>\n</section>\n");
}

/* ---- LaTeX, Beamer --------------------------------------------------------------------------- */

/* Text in LaTeX's ordinary mode; line ends become blanks. */
static void escape_latex(GString *out, const char *text)
{
    static const struct {
        char character;
        const char *written;
    } special[] = {{'\\', "\\textbackslash{}"},
                   {'~', "\\textasciitilde{}"},
                   {'^', "\\textasciicircum{}"},
                   {'{', "\\{"},
                   {'}', "\\}"},
                   {'#', "\\#"},
                   {'$', "\\$"},
                   {'%', "\\%"},
                   {'&', "\\&"},
                   {'_', "\\_"},
                   {'[', "{[}"},
                   {']', "{]}"},
                   {'\n', " "},
                   {'\r', " "}};
    for (; *text; text++) {
        gsize i = 0;
        while (i < G_N_ELEMENTS(special) && special[i].character != *text)
            i++;
        if (i < G_N_ELEMENTS(special))
            g_string_append(out, special[i].written);
        else
            g_string_append_c(out, *text);
    }
}

/* An address in \href, also inside a caption. */
static void append_latex_url(GString *out, const char *url)
{
    g_autofree char *safe = g_uri_escape_string(url, ":/?#[]@!$&'()*+,;=%", FALSE);
    for (const char *p = safe; *p; p++) {
        if (strchr("%#&_$", *p))
            g_string_append_c(out, '\\');
        g_string_append_c(out, *p);
    }
}

static void append_latex_sources(GString *out, const EmbedContent *content)
{
    g_autoptr(GPtrArray) cited = cited_sources(content);
    for (guint i = 0; i < cited->len; i++) {
        g_autofree char *text = source_text(cited->pdata[i]);
        g_autofree char *url = source_link(content, cited->pdata[i]);
        g_string_append_printf(out, "%s(%u)~", i > 0 ? "; " : "", i + 1);
        if (url) {
            g_string_append(out, "\\href{");
            append_latex_url(out, url);
            g_string_append(out, "}{");
        }
        escape_latex(out, text);
        g_string_append(out, url ? "}" : "");
    }
}

static void append_includegraphics(GString *out, const EmbedContent *content, const char *size)
{
    g_string_append_printf(out, "  \\includegraphics[%s,alt={", size);
    escape_latex(out, content->alt);
    g_string_append_printf(out, "}]{\\detokenize{%s}}\n", content->picture);
}

static void append_latex(GString *out, const EmbedContent *content)
{
    g_string_append(out, "% needs the packages graphicx and hyperref\n"
                         "\\begin{figure}\n  \\centering\n");
    append_includegraphics(out, content, "width=\\linewidth");
    g_string_append(out, "  \\caption[");
    escape_latex(out, content->title);
    g_string_append(out, "]{");
    escape_latex(out, content->title);
    g_string_append(out, ". Sources: ");
    append_latex_sources(out, content);
    g_string_append(out, "}\n\\end{figure}\n");
}

static void append_beamer(GString *out, const EmbedContent *content)
{
    g_string_append(out, "\\begin{frame}[plain]\n  \\centering\n");
    append_includegraphics(out, content,
                           "width=\\textwidth,height=0.9\\textheight,keepaspectratio");
    g_string_append(out, "  \\note{");
    escape_latex(out, content->title);
    g_string_append(out, ". Sources: ");
    append_latex_sources(out, content);
    g_string_append(out, "}\n\\end{frame}\n");
}

/* ---- Typst ----------------------------------------------------------------------------------- */

/* Inside double quotes. */
static void append_typst_string(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *text == '\n' || *text == '\r' ? ' ' : *text);
    }
    g_string_append_c(out, '"');
}

/* A string in code stays as it is spelt, where markup would be read. */
static void append_typst(GString *out, const EmbedContent *content)
{
    g_autoptr(GPtrArray) cited = cited_sources(content);
    g_string_append(out, "#figure(\n  image(");
    append_typst_string(out, content->picture);
    g_string_append(out, ", alt: ");
    append_typst_string(out, content->alt);
    g_string_append(out, "),\n  caption: [\n    #");
    append_typst_string(out, content->title);
    g_string_append(out, "\n");
    for (guint i = 0; i < cited->len; i++) {
        g_autofree char *text = source_text(cited->pdata[i]);
        g_autofree char *url = source_link(content, cited->pdata[i]);
        g_string_append_printf(out, "\n    (%u) #", i + 1);
        if (url) {
            g_string_append(out, "link(");
            append_typst_string(out, url);
            g_string_append(out, ", ");
        }
        append_typst_string(out, text);
        g_string_append(out, url ? ")" : "");
    }
    g_string_append(out, "\n  ],\n)\n");
}

/* ---- the table ------------------------------------------------------------------------------- */

static const EmbedFormat formats[] = {
    {"markdown", {"svg", "png", NULL}, append_markdown},
    {"html", {"svg", "png", NULL}, append_html},
    {"latex", {"pdf", "png", NULL}, append_latex},
    {"typst", {"svg", "png", NULL}, append_typst},
    {"revealjs", {"svg", "png", NULL}, append_revealjs},
    {"marp", {"svg", "png", NULL}, append_marp},
    {"beamer", {"pdf", "png", NULL}, append_beamer},
};

const EmbedFormat *embed_format_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}
