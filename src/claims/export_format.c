#include "claims/export_format.h"

ExportTable *export_table_new(const ExportRequest *request)
{
    switch (request->what) {
    case EXPORT_FIGURES: return export_table_figures(request->selection);
    case EXPORT_CLAIMS: return export_table_claims(request->selection);
    case EXPORT_SOURCES: return export_table_sources(request->selection);
    }
    g_assert_not_reached();
}
