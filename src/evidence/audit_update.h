/*
 * audit_update: writes the new offsets of claims that moved into their tables.
 *
 * Only the cells of the column 'at' change, byte for byte; whatever else a file
 * holds (line ends, quotes, order) stays as it is.
 */
#ifndef FIGTRAIL_EVIDENCE_AUDIT_UPDATE_H
#define FIGTRAIL_EVIDENCE_AUDIT_UPDATE_H

#include "evidence/audit.h"

/* Each file whole or not at all.  *n_updated: how many cells.  FALSE with error
 * when a file cannot be read or written, or is no longer what was audited. */
gboolean audit_update(const Audit *audit, guint *n_updated, GError **error);

#endif
