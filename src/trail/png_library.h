/*
 * png_library: libpng, loaded when the first picture is written or read (base/library.h).
 */
#ifndef FIGTRAIL_TRAIL_PNG_LIBRARY_H
#define FIGTRAIL_TRAIL_PNG_LIBRARY_H

#include "base/library.h"

#include <png.h>

#define PNG_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_PNG, name, #name)

#define png_create_info_struct PNG_SYMBOL(png_create_info_struct)
#define png_create_read_struct PNG_SYMBOL(png_create_read_struct)
#define png_create_read_struct_2 PNG_SYMBOL(png_create_read_struct_2)
#define png_create_write_struct PNG_SYMBOL(png_create_write_struct)
#define png_destroy_read_struct PNG_SYMBOL(png_destroy_read_struct)
#define png_destroy_write_struct PNG_SYMBOL(png_destroy_write_struct)
#define png_error PNG_SYMBOL(png_error)
#define png_get_channels PNG_SYMBOL(png_get_channels)
#define png_get_error_ptr PNG_SYMBOL(png_get_error_ptr)
#define png_get_image_height PNG_SYMBOL(png_get_image_height)
#define png_get_image_width PNG_SYMBOL(png_get_image_width)
#define png_get_interlace_type PNG_SYMBOL(png_get_interlace_type)
#define png_get_io_ptr PNG_SYMBOL(png_get_io_ptr)
#define png_get_libpng_ver PNG_SYMBOL(png_get_libpng_ver)
#define png_get_mem_ptr PNG_SYMBOL(png_get_mem_ptr)
#define png_get_pHYs PNG_SYMBOL(png_get_pHYs)
#define png_get_rowbytes PNG_SYMBOL(png_get_rowbytes)
#define png_get_rows PNG_SYMBOL(png_get_rows)
#define png_get_text PNG_SYMBOL(png_get_text)
#define png_get_valid PNG_SYMBOL(png_get_valid)
#define png_longjmp PNG_SYMBOL(png_longjmp)
#define png_read_end PNG_SYMBOL(png_read_end)
#define png_read_info PNG_SYMBOL(png_read_info)
#define png_read_png PNG_SYMBOL(png_read_png)
#define png_read_row PNG_SYMBOL(png_read_row)
#define png_read_update_info PNG_SYMBOL(png_read_update_info)
#define png_set_IHDR PNG_SYMBOL(png_set_IHDR)
#define png_set_add_alpha PNG_SYMBOL(png_set_add_alpha)
#define png_set_chunk_cache_max PNG_SYMBOL(png_set_chunk_cache_max)
#define png_set_chunk_malloc_max PNG_SYMBOL(png_set_chunk_malloc_max)
#define png_set_compression_level PNG_SYMBOL(png_set_compression_level)
#define png_set_expand PNG_SYMBOL(png_set_expand)
#define png_set_gray_to_rgb PNG_SYMBOL(png_set_gray_to_rgb)
#define png_set_interlace_handling PNG_SYMBOL(png_set_interlace_handling)
#define png_set_longjmp_fn PNG_SYMBOL(png_set_longjmp_fn)
#define png_set_pHYs PNG_SYMBOL(png_set_pHYs)
#define png_set_read_fn PNG_SYMBOL(png_set_read_fn)
#define png_set_rows PNG_SYMBOL(png_set_rows)
#define png_set_sRGB PNG_SYMBOL(png_set_sRGB)
#define png_set_strip_16 PNG_SYMBOL(png_set_strip_16)
#define png_set_text PNG_SYMBOL(png_set_text)
#define png_set_text_compression_level PNG_SYMBOL(png_set_text_compression_level)
#define png_set_user_limits PNG_SYMBOL(png_set_user_limits)
#define png_set_write_fn PNG_SYMBOL(png_set_write_fn)
#define png_write_chunk PNG_SYMBOL(png_write_chunk)
#define png_write_end PNG_SYMBOL(png_write_end)
#define png_write_info PNG_SYMBOL(png_write_info)
#define png_write_png PNG_SYMBOL(png_write_png)

#endif
