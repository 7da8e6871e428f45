/*
 * sqlite_library: SQLite, loaded when a database is written (base/library.h).
 */
#ifndef FIGTRAIL_CLAIMS_SQLITE_LIBRARY_H
#define FIGTRAIL_CLAIMS_SQLITE_LIBRARY_H

#include "base/library.h"

#include <sqlite3.h>

#define SQLITE_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_SQLITE, name, #name)

#define sqlite3_bind_double SQLITE_SYMBOL(sqlite3_bind_double)
#define sqlite3_bind_int64 SQLITE_SYMBOL(sqlite3_bind_int64)
#define sqlite3_bind_null SQLITE_SYMBOL(sqlite3_bind_null)
#define sqlite3_bind_text SQLITE_SYMBOL(sqlite3_bind_text)
#define sqlite3_close SQLITE_SYMBOL(sqlite3_close)
#define sqlite3_errmsg SQLITE_SYMBOL(sqlite3_errmsg)
#define sqlite3_exec SQLITE_SYMBOL(sqlite3_exec)
#define sqlite3_finalize SQLITE_SYMBOL(sqlite3_finalize)
#define sqlite3_free SQLITE_SYMBOL(sqlite3_free)
#define sqlite3_keyword_check SQLITE_SYMBOL(sqlite3_keyword_check)
#define sqlite3_open SQLITE_SYMBOL(sqlite3_open)
#define sqlite3_prepare_v2 SQLITE_SYMBOL(sqlite3_prepare_v2)
#define sqlite3_reset SQLITE_SYMBOL(sqlite3_reset)
#define sqlite3_serialize SQLITE_SYMBOL(sqlite3_serialize)
#define sqlite3_step SQLITE_SYMBOL(sqlite3_step)

#endif
