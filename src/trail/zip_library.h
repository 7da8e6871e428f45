/*
 * zip_library: libzip, loaded when the first archive is opened (base/library.h): it brings
 * libcrypto and three compressors.
 */
#ifndef FIGTRAIL_TRAIL_ZIP_LIBRARY_H
#define FIGTRAIL_TRAIL_ZIP_LIBRARY_H

#include "base/library.h"

#include <zip.h>

#define ZIP_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_ZIP, name, #name)

#define zip_close ZIP_SYMBOL(zip_close)
#define zip_discard ZIP_SYMBOL(zip_discard)
#define zip_error_code_zip ZIP_SYMBOL(zip_error_code_zip)
#define zip_error_fini ZIP_SYMBOL(zip_error_fini)
#define zip_error_init ZIP_SYMBOL(zip_error_init)
#define zip_error_strerror ZIP_SYMBOL(zip_error_strerror)
#define zip_fclose ZIP_SYMBOL(zip_fclose)
#define zip_file_get_error ZIP_SYMBOL(zip_file_get_error)
#define zip_file_replace ZIP_SYMBOL(zip_file_replace)
#define zip_file_set_mtime ZIP_SYMBOL(zip_file_set_mtime)
#define zip_file_strerror ZIP_SYMBOL(zip_file_strerror)
#define zip_fopen_index ZIP_SYMBOL(zip_fopen_index)
#define zip_fread ZIP_SYMBOL(zip_fread)
#define zip_get_num_entries ZIP_SYMBOL(zip_get_num_entries)
#define zip_open_from_source ZIP_SYMBOL(zip_open_from_source)
#define zip_set_file_compression ZIP_SYMBOL(zip_set_file_compression)
#define zip_source_buffer ZIP_SYMBOL(zip_source_buffer)
#define zip_source_buffer_create ZIP_SYMBOL(zip_source_buffer_create)
#define zip_source_close ZIP_SYMBOL(zip_source_close)
#define zip_source_error ZIP_SYMBOL(zip_source_error)
#define zip_source_free ZIP_SYMBOL(zip_source_free)
#define zip_source_keep ZIP_SYMBOL(zip_source_keep)
#define zip_source_open ZIP_SYMBOL(zip_source_open)
#define zip_source_read ZIP_SYMBOL(zip_source_read)
#define zip_source_stat ZIP_SYMBOL(zip_source_stat)
#define zip_stat_index ZIP_SYMBOL(zip_stat_index)
#define zip_strerror ZIP_SYMBOL(zip_strerror)

#endif
