/*
 * shaping_library: HarfBuzz, loaded when the first text is measured (base/library.h).
 */
#ifndef FIGTRAIL_SCENE_SHAPING_LIBRARY_H
#define FIGTRAIL_SCENE_SHAPING_LIBRARY_H

#include "base/library.h"

#include <hb-ot.h>
#include <hb.h>

#define HARFBUZZ_SYMBOL(name) LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_HARFBUZZ, name, #name)

#define hb_blob_create_from_file HARFBUZZ_SYMBOL(hb_blob_create_from_file)
#define hb_blob_destroy HARFBUZZ_SYMBOL(hb_blob_destroy)
#define hb_blob_get_data HARFBUZZ_SYMBOL(hb_blob_get_data)
#define hb_buffer_add_utf32 HARFBUZZ_SYMBOL(hb_buffer_add_utf32)
#define hb_buffer_clear_contents HARFBUZZ_SYMBOL(hb_buffer_clear_contents)
#define hb_buffer_create HARFBUZZ_SYMBOL(hb_buffer_create)
#define hb_buffer_get_glyph_infos HARFBUZZ_SYMBOL(hb_buffer_get_glyph_infos)
#define hb_buffer_get_glyph_positions HARFBUZZ_SYMBOL(hb_buffer_get_glyph_positions)
#define hb_buffer_set_segment_properties HARFBUZZ_SYMBOL(hb_buffer_set_segment_properties)
#define hb_draw_funcs_create HARFBUZZ_SYMBOL(hb_draw_funcs_create)
#define hb_draw_funcs_set_close_path_func HARFBUZZ_SYMBOL(hb_draw_funcs_set_close_path_func)
#define hb_draw_funcs_set_cubic_to_func HARFBUZZ_SYMBOL(hb_draw_funcs_set_cubic_to_func)
#define hb_draw_funcs_set_line_to_func HARFBUZZ_SYMBOL(hb_draw_funcs_set_line_to_func)
#define hb_draw_funcs_set_move_to_func HARFBUZZ_SYMBOL(hb_draw_funcs_set_move_to_func)
#define hb_face_create HARFBUZZ_SYMBOL(hb_face_create)
#define hb_face_destroy HARFBUZZ_SYMBOL(hb_face_destroy)
#define hb_face_reference_table HARFBUZZ_SYMBOL(hb_face_reference_table)
#define hb_font_create HARFBUZZ_SYMBOL(hb_font_create)
#define hb_font_get_glyph_shape HARFBUZZ_SYMBOL(hb_font_get_glyph_shape)
#define hb_font_get_nominal_glyph HARFBUZZ_SYMBOL(hb_font_get_nominal_glyph)
#define hb_font_set_scale HARFBUZZ_SYMBOL(hb_font_set_scale)
#define hb_language_from_string HARFBUZZ_SYMBOL(hb_language_from_string)
#define hb_ot_name_get_utf8 HARFBUZZ_SYMBOL(hb_ot_name_get_utf8)
#define hb_shape_plan_create HARFBUZZ_SYMBOL(hb_shape_plan_create)
#define hb_shape_plan_execute HARFBUZZ_SYMBOL(hb_shape_plan_execute)
#define hb_version_string HARFBUZZ_SYMBOL(hb_version_string)

#endif
