/*
 * rules: every rule of this folder.  Each is defined next to the code that
 * checks it and listed once more in rules.c.  Names are those of frictionless-py
 * where it has one (https://framework.frictionlessdata.io/docs/errors/).
 */
#ifndef FIGTRAIL_TABLE_RULES_H
#define FIGTRAIL_TABLE_RULES_H

#include "base/finding.h"

/* package.c, package_files.c, resource.c, dialect_parse.c */
extern const Rule rule_dialect_error, rule_metadata;
extern const Rule rule_package_error, rule_resource_error, rule_unsafe_path, rule_file_missing,
    rule_not_a_table, rule_byte_count, rule_hash_count;
/* property.c */
extern const Rule rule_unsupported, rule_unknown_property;
/* schema.c */
extern const Rule rule_schema_error, rule_field_error;
/* encoding.c, rows.c */
extern const Rule rule_encoding_error, rule_unclosed_quote, rule_stray_quote;
/* header.c */
extern const Rule rule_blank_header, rule_blank_label, rule_duplicate_label, rule_missing_label,
    rule_extra_label, rule_incorrect_label, rule_unmatched_header;
/* table.c */
extern const Rule rule_blank_row, rule_missing_cell, rule_extra_cell, rule_type_error,
    rule_constraint_error;
/* relation.c */
extern const Rule rule_duplicate_row, rule_unique_error, rule_primary_key, rule_foreign_key;

#endif
