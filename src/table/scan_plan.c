#include "table/scan_plan.h"

#include "table/constraint.h"
#include "table/row_check.h"
#include "table/type.h"

#include <math.h>
#include <string.h>

static void plan_bounds(ScanColumn *column)
{
    const Field *field = column->field;
    column->low = -INFINITY;
    column->high = INFINITY;
    column->bounded = field && field->constraints;
    for (guint i = 0; column->bounded && i < field->constraints->len; i++) {
        const Constraint *constraint = g_ptr_array_index(field->constraints, i);
        if (constraint == &constraint_minimum)
            column->low = MAX(column->low, field->minimum.value.number);
        else if (constraint == &constraint_exclusive_minimum)
            column->low = MAX(column->low, field->exclusive_minimum.value.number);
        else if (constraint == &constraint_maximum)
            column->high = MIN(column->high, field->maximum.value.number);
        else if (constraint == &constraint_exclusive_maximum)
            column->high = MIN(column->high, field->exclusive_maximum.value.number);
        else
            column->bounded = FALSE;
    }
    if (isnan(column->low) || isnan(column->high))
        column->bounded = FALSE;
}

static int plan_tap(const ScanPlan *plan, const Field *field)
{
    for (int i = 0; field && plan->tap && plan->tap->fields[i]; i++) {
        if (strcmp(plan->tap->fields[i], field->name) == 0)
            return i;
    }
    return -1;
}

static ScanColumn plan_column(const ScanPlan *plan, guint i)
{
    const int field = plan->layout->fields[i];
    ScanColumn column = {.field = field >= 0 ? &plan->schema->fields[field] : NULL};
    column.empty_is_missing = row_is_missing(plan->schema, plan->dialect, column.field, "", 0);
    column.required = column.field && column.field->required;
    column.is_text =
        !column.field || (!column.field->constraints && (column.field->type == &field_type_string ||
                                                         column.field->type == &field_type_any));
    plan_bounds(&column);
    column.tapped = plan_tap(plan, column.field);
    const GPtrArray *missing =
        column.field ? column.field->missing_values : plan->schema->missing_values;
    column.only_empty_is_missing = !plan->dialect->null_sequence;
    for (guint j = 0; j < missing->len; j++)
        column.only_empty_is_missing &= *(const char *)g_ptr_array_index(missing, j) == '\0';
    column.looked_at =
        !column.is_text || column.tapped >= 0 || (column.required && !column.only_empty_is_missing);
    return column;
}

void scan_plan_init(ScanPlan *plan, const ScanTable *table, const Layout *layout)
{
    *plan = (ScanPlan){.table = table,
                       .schema = table->schema,
                       .dialect = table->dialect ? table->dialect : &dialect_default,
                       .layout = layout,
                       .n_columns = layout->n_columns,
                       .tap = table->tap};
    plan->columns = g_new(ScanColumn, MAX(plan->n_columns, 1));
    for (guint i = 0; i < plan->n_columns; i++)
        plan->columns[i] = plan_column(plan, i);
    plan->keys = g_array_new(FALSE, FALSE, sizeof(ScanKey));
}

void scan_plan_clear(ScanPlan *plan)
{
    for (guint i = 0; plan->keys && i < plan->keys->len; i++)
        scan_key_clear(&g_array_index(plan->keys, ScanKey, i));
    g_clear_pointer(&plan->keys, g_array_unref);
    g_clear_pointer(&plan->columns, g_free);
}

gboolean scan_plan_add(ScanPlan *plan, const ScanKey *key)
{
    for (guint i = 0; i < key->n_fields; i++) {
        if (plan->layout->columns[key->fields[i]] < 0)
            return FALSE;
    }
    for (guint i = 0; i < key->n_fields; i++) {
        ScanColumn *column = &plan->columns[scan_key_column(plan, key, i)];
        column->keyed = column->looked_at = TRUE;
    }
    g_array_append_val(plan->keys, *key);
    return TRUE;
}

void scan_key_clear(ScanKey *key)
{
    g_free(key->own_fields);
    g_free(key->other_fields);
    g_free(key->numeric);
    g_clear_pointer(&key->parts, g_ptr_array_unref);
}
