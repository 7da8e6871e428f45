/*
 * constraint: what a field may demand of its cells beside their type.
 *
 * To add a constraint: a file constraint_NAME.c with the functions that read it
 * from the descriptor and check a cell, and its line in the table in constraint.c.
 */
#ifndef FIGTRAIL_TABLE_CONSTRAINT_H
#define FIGTRAIL_TABLE_CONSTRAINT_H

#include "base/json.h"
#include "table/schema.h"

/* Reads the 'constraints' object of a field whose type is known.  Texts go to
 * the schema's. */
void constraints_parse(const JsonDocument *document, const cJSON *constraints, Schema *schema,
                       Field *field, Findings *findings);
void constraints_clear(Field *field);

/* Whether a cell that is there, and was read to that value by the field's type,
 * keeps all constraints that one cell can break.  Without state: threads check at the same time. */
gboolean constraints_hold(const Field *field, const char *text, gsize length,
                          const FieldValue *value);

/* What is wrong with a cell that does not: a char* for each constraint that it
 * breaks, to be freed as one. */
GPtrArray *constraints_explain(const Field *field, const char *text, gsize length,
                               const FieldValue *value);

/* ---- for table/constraint_*.c ------------------------------------------------ */

struct Constraint {
    const char *name;
    gboolean (*applies)(const FieldType *type); /* NULL: always */
    /* NULL, or what the value in the descriptor is not: "must be a number"; to be freed.  The
     * fault lies at *at, which is value at first. */
    char *(*parse)(const cJSON *value, Schema *schema, Field *field, const cJSON **at);
    /* NULL, both: one cell does not tell (table.c checks required, relation.c unique) */
    gboolean (*holds)(const Field *field, const char *text, gsize length, const FieldValue *value);
    char *(*explain)(const Field *field, const char *text, gsize length, const FieldValue *value);
};

extern const Constraint constraint_minimum, constraint_maximum; /* constraint_bound.c */
extern const Constraint constraint_exclusive_minimum, constraint_exclusive_maximum;
extern const Constraint constraint_minimum_length, constraint_maximum_length; /* ..._length.c */
extern const Constraint constraint_enum, constraint_categories;               /* ..._enum.c */
extern const Constraint constraint_json_schema;                               /* ..._json.c */
extern const Constraint constraint_pattern;                                   /* ..._pattern.c */

/* A value of the field's type, which JSON may have as a number, a boolean or a
 * string: its text, newly allocated, or NULL when it is none. */
char *constraint_value_text(const Field *field, const cJSON *json, FieldValue *value);

/* The length bytes in double quotes, cut when long; to be freed. */
char *constraint_quote(const char *text, gsize length);

/* Reads the 'categories' of a field, which are checked like a constraint; NULL,
 * or what they are not. */
char *categories_parse(const cJSON *json, Field *field);

void enumeration_free(Enumeration *enumeration); /* accepts NULL */
void pattern_free(Pattern *pattern);             /* accepts NULL */

#endif
