#include "table/rules.h"

#include "base/json.h"
#include "table/package.h"
#include "table/spoiled.h"

const Rule *const table_rules[] = {
    &rule_json_syntax,        &rule_package_error,    &rule_resource_error,  &rule_unsafe_path,
    &rule_file_missing,       &rule_not_a_table,      &rule_byte_count,      &rule_hash_count,
    &rule_dialect_error,      &rule_metadata,         &rule_incorrect_label, &rule_unmatched_header,
    &rule_unsupported,        &rule_unknown_property, &rule_schema_error,    &rule_field_error,
    &rule_encoding_error,     &rule_unclosed_quote,   &rule_stray_quote,     &rule_blank_header,
    &rule_blank_label,        &rule_duplicate_label,  &rule_missing_label,   &rule_extra_label,
    &rule_blank_row,          &rule_missing_cell,     &rule_extra_cell,      &rule_type_error,
    &rule_spreadsheet_damage, &rule_constraint_error, &rule_duplicate_row,   &rule_unique_error,
    &rule_primary_key,        &rule_foreign_key,
};
const guint n_table_rules = G_N_ELEMENTS(table_rules);
