/*
 * pdf: a scene as a PDF of one page.
 *
 * Cairo paints, with letters as letters and links where the scene has them; libqpdf then adds what
 * Cairo cannot: the record as an embedded file, XMP, the alternative text, and it takes the date
 * out.  Same scene, same bytes.
 */
#include "render/painter.h"
#include "render/render.h"
#include "render/style.h"
#include "render/xmp.h"
#include "scene/drawing_library.h"
#include "scene/symbol_set.h"
#include "trail/container.h"
#include "trail/qpdf_library.h"
#include "trail/record.h"

#include <math.h>
#include <string.h>

static const double POINTS_PER_PX = 0.75;

/* ---- painting -------------------------------------------------------------------------------- */

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void add_link(cairo_t *cr, const Mark *mark);

static void add_links(cairo_t *cr, const MarkSymbols *symbols)
{
    PathSegment segments[SYMBOL_MOST_SEGMENTS];
    for (guint i = 0; i < symbol_set_count(symbols->set); i++) {
        const Mark mark = symbol_mark(symbols, i, segments);
        add_link(cr, &mark);
    }
}

/* A link on a mark, in the syntax of cairo_tag_begin: what could end the text is escaped. */
static void add_link(cairo_t *cr, const Mark *mark)
{
    double box[4];
    if (mark->kind == MARK_SYMBOLS) {
        add_links(cr, &mark->as.symbols);
        return;
    }
    if (!mark->href || !style_link_is_safe(mark->href) || !mark_extent(mark, box))
        return;
    g_autoptr(GString) attributes = g_string_new("rect=[");
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    const double numbers[] = {box[0], box[1], box[2] - box[0], box[3] - box[1]};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_string_append_printf(attributes, "%s ",
                               g_ascii_formatd(number, sizeof number, "%.2f", numbers[i]));
    g_string_append(attributes, "] uri='");
    for (const char *p = mark->href; *p; p++) {
        if (*p == '\'' || *p == '\\')
            g_string_append_printf(attributes, "%%%02X", (guint)(guchar)*p);
        else
            g_string_append_c(attributes, *p);
    }
    g_string_append_c(attributes, '\'');
    cairo_tag_begin(cr, CAIRO_TAG_LINK, attributes->str);
    cairo_tag_end(cr, CAIRO_TAG_LINK);
}

static void set_information(cairo_surface_t *surface, const Scene *scene)
{
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene->description);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
                                   "figtrail " FIGTRAIL_VERSION);
    /* else it asks the clock; finish_document takes it out again */
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

static GByteArray *paint(const Scene *scene, GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const double points = POINTS_PER_PX * variant_document_px(&scene->variant);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        append_bytes, bytes, scene->width * points, scene->height * points);
    set_information(surface, scene);
    cairo_t *cr = cairo_create(surface);
    cairo_scale(cr, points, points);
    painter_paint(cr, scene);
    /* Cairo refuses a structure element around the painting, which opens groups of its own; so the
     * one that carries the alternative text is around an invisible shape over all of it. */
    cairo_tag_begin(cr, "Figure", NULL);
    cairo_rectangle(cr, 0, 0, scene->width, scene->height);
    cairo_set_source_rgba(cr, 1, 1, 1, 0.001);
    cairo_fill(cr);
    cairo_tag_end(cr, "Figure");
    for (guint i = 0; i < scene->marks->len; i++)
        add_link(cr, &g_array_index(scene->marks, Mark, i));
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    const cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_steal_pointer(&bytes);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot paint: %s",
                cairo_status_to_string(status));
    return NULL;
}

/* ---- what Cairo cannot ----------------------------------------------------------------------- */

/* A document that is being finished. */
typedef struct {
    const QpdfLibrary *qpdf;
    qpdf_data document;
} Pdf;

static void set_key(const Pdf *pdf, qpdf_oh dictionary, const char *key, qpdf_oh value)
{
    pdf->qpdf->oh_replace_key(pdf->document, dictionary, key, value);
}

static qpdf_oh get_key(const Pdf *pdf, qpdf_oh dictionary, const char *key)
{
    return pdf->qpdf->oh_get_key(pdf->document, dictionary, key);
}

static qpdf_oh parse(const Pdf *pdf, const char *text)
{
    return pdf->qpdf->oh_parse(pdf->document, text);
}

static qpdf_oh text(const Pdf *pdf, const char *utf8)
{
    return pdf->qpdf->oh_new_unicode_string(pdf->document, utf8);
}

/* dictionary: of the stream, as PDF has it; data is copied when the document is written. */
static qpdf_oh add_stream(const Pdf *pdf, const char *dictionary, const char *data)
{
    const qpdf_oh stream = pdf->qpdf->oh_new_stream(pdf->document);
    pdf->qpdf->oh_replace_stream_data(pdf->document, stream, (const unsigned char *)data,
                                      strlen(data), pdf->qpdf->oh_new_null(pdf->document),
                                      pdf->qpdf->oh_new_null(pdf->document));
    const qpdf_oh members = pdf->qpdf->oh_get_dict(pdf->document, stream);
    const qpdf_oh wanted = parse(pdf, dictionary);
    static const char *const keys[] = {"/Type", "/Subtype", "/Params"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const qpdf_oh value = get_key(pdf, wanted, keys[i]);
        if (pdf->qpdf->oh_get_type_code(pdf->document, value) != ot_null)
            set_key(pdf, members, keys[i], value);
    }
    return stream;
}

static void embed_record(const Pdf *pdf, qpdf_oh root, const char *record)
{
    g_autofree char *members =
        g_strdup_printf("<< /Type /EmbeddedFile /Subtype /application#2fjson "
                        "/Params << /Size %" G_GSIZE_FORMAT " >> >>",
                        strlen(record));
    const qpdf_oh file = add_stream(pdf, members, record);
    const qpdf_oh specification = pdf->qpdf->make_indirect_object(
        pdf->document, parse(pdf, "<< /Type /Filespec /F (" RECORD_FILE ") /UF (" RECORD_FILE
                                  ") /AFRelationship /Data /EF << >> "
                                  "/Desc (The figures of this picture, with their sources) >>"));
    set_key(pdf, get_key(pdf, specification, "/EF"), "/F", file);
    const qpdf_oh names = parse(pdf, "<< /EmbeddedFiles << /Names [ (" RECORD_FILE ") ] >> >>");
    pdf->qpdf->oh_append_item(pdf->document,
                              get_key(pdf, get_key(pdf, names, "/EmbeddedFiles"), "/Names"),
                              specification);
    set_key(pdf, root, "/Names", names);
    const qpdf_oh associated = parse(pdf, "[ ]");
    pdf->qpdf->oh_append_item(pdf->document, associated, specification);
    set_key(pdf, root, "/AF", associated);
}

/* The first structure element of the kind Figure, at some depth. */
static void describe_figure(const Pdf *pdf, qpdf_oh element, const char *description, int depth)
{
    const int type = (int)pdf->qpdf->oh_get_type_code(pdf->document, element);
    if (depth > 5)
        return;
    if (type == ot_array) {
        if (pdf->qpdf->oh_get_array_n_items(pdf->document, element) > 0)
            describe_figure(pdf, pdf->qpdf->oh_get_array_item(pdf->document, element, 0),
                            description, depth + 1);
    } else if (type == ot_dictionary) {
        const qpdf_oh kind = get_key(pdf, element, "/S");
        if (pdf->qpdf->oh_get_type_code(pdf->document, kind) == ot_name &&
            strcmp(pdf->qpdf->oh_unparse(pdf->document, kind), "/Figure") == 0)
            set_key(pdf, element, "/Alt", text(pdf, description));
        else
            describe_figure(pdf, get_key(pdf, element, "/K"), description, depth + 1);
    }
}

static void finish_document(const Pdf *pdf, const Scene *scene, const char *xmp, const char *record)
{
    const qpdf_oh root = pdf->qpdf->get_root(pdf->document);
    const qpdf_oh info = get_key(pdf, pdf->qpdf->get_trailer(pdf->document), "/Info");
    pdf->qpdf->oh_remove_key(pdf->document, info, "/CreationDate");
    set_key(pdf, root, "/Metadata", add_stream(pdf, "<< /Type /Metadata /Subtype /XML >>", xmp));
    set_key(pdf, root, "/Lang",
            text(pdf, scene->variant.language ? scene->variant.language : "en"));
    set_key(pdf, root, "/ViewerPreferences", parse(pdf, "<< /DisplayDocTitle true >>"));
    describe_figure(pdf, get_key(pdf, get_key(pdf, root, "/StructTreeRoot"), "/K"),
                    scene->description, 0);
    if (record)
        embed_record(pdf, root, record);
}

static GBytes *write_document(const Pdf *pdf, GError **error)
{
    const QpdfLibrary *qpdf = pdf->qpdf;
    qpdf->init_write_memory(pdf->document);
    qpdf->set_deterministic_ID(pdf->document, QPDF_TRUE);
    qpdf->set_minimum_pdf_version(pdf->document, "1.7");
    if (!(qpdf->write(pdf->document) & QPDF_ERRORS) && !qpdf->has_error(pdf->document))
        return g_bytes_new(qpdf->get_buffer(pdf->document), qpdf->get_buffer_length(pdf->document));
    qpdf_error problem = qpdf->get_error(pdf->document);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot write PDF: %s",
                problem ? qpdf->get_error_message_detail(pdf->document, problem) : "qpdf refuses");
    return NULL;
}

static GBytes *finish(const GByteArray *painted, const Scene *scene, const char *record,
                      GError **error)
{
    g_autofree char *xmp = xmp_format(scene, "application/pdf");
    const QpdfLibrary *qpdf = qpdf_library(error);
    Pdf pdf = {.qpdf = qpdf};
    if (qpdf)
        pdf.document =
            qpdf_library_open(qpdf, scene->name, (const char *)painted->data, painted->len, error);
    if (!pdf.document)
        return NULL;
    finish_document(&pdf, scene, xmp, record);
    GBytes *bytes = write_document(&pdf, error);
    qpdf->cleanup(&pdf.document);
    return bytes;
}

GBytes *render_pdf(const Scene *scene, const Provenance *provenance, double scale G_GNUC_UNUSED,
                   GError **error)
{
    g_autoptr(GByteArray) painted = paint(scene, error);
    if (!painted || !qpdf_library(error))
        return NULL;
    if (!provenance)
        return finish(painted, scene, NULL, error);
    g_auto(PictureFacts) facts = container_inspect_pdf((const char *)painted->data, painted->len);
    g_autofree char *record =
        seal_close(provenance, SEAL_PAGE, facts.content ? facts.content : "", error);
    return record ? finish(painted, scene, record, error) : NULL;
}
