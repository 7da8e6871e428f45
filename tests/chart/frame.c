/* Frames, and the trail of every row through transforms. */
#include "chart/frame.h"

#include "fixture.h"
#include "project.h"

static void test_columns(void)
{
    FrameArena *arena = frame_arena_new();
    g_autoptr(Frame) frame = frame_new(arena);
    g_assert_cmpint(frame_column_find(frame, "a"), ==, -1);
    g_assert_cmpuint(frame_column_add(frame, "a"), ==, 0);
    g_assert_cmpuint(frame_row_add(frame, NULL), ==, 0);
    g_assert_cmpuint(frame_column_add(frame, "b"), ==, 1); /* after the row: nulls */
    g_assert_cmpuint(frame_column_add(frame, "a"), ==, 0); /* each once */
    frame_row_add(frame, NULL);
    frame_set(frame, 1, 0, value_number(7));
    frame_set(frame, 0, 1, value_string("x"));
    g_autofree char *text = frame_text(frame, NULL);
    g_assert_cmpstr(text, ==, "a=null b=x; a=7 b=null");
    g_assert_cmpint(frame_value(frame, 0, -1).type, ==, VALUE_NULL);

    static const guint rows[] = {1, 0, 1};
    g_autoptr(Frame) selected = frame_select(frame, rows, 3);
    g_autofree char *again = frame_text(selected, "a");
    g_assert_cmpstr(again, ==, "a=7; a=null; a=7");
    g_autoptr(Frame) none = frame_select(frame, rows, 0);
    g_assert_cmpuint(none->n_rows, ==, 0);
    g_assert_cmpint(frame_column_find(none, "b"), ==, 1);
    frame_arena_free(arena);
}

/* Copies share what nobody changes, and nobody sees. */
static void test_copies(void)
{
    FrameArena *arena = frame_arena_new();
    const Lineage *lineage = lineage_of_claim(arena, NULL, NULL);
    g_autoptr(Frame) frame = frame_new(arena);
    frame_column_add(frame, "a");
    g_assert_cmpuint(frame_rows_add(frame, 2), ==, 0);
    g_assert_cmpuint(frame_row_add(frame, lineage), ==, 2);
    frame_set(frame, 0, 0, value_number(1));
    static const guint all[] = {0, 1, 2};
    Frame *copies[] = {frame_copy(frame), frame_select(frame, all, 3)};
    for (gsize i = 0; i < G_N_ELEMENTS(copies); i++)
        g_assert_true(copies[i]->columns->pdata[0] == frame->columns->pdata[0]);
    frame_set(copies[0], 0, 0, value_number(2));
    frame_set(copies[0], frame_row_add(copies[0], NULL), 0, value_number(4));
    frame_set_lineage(copies[0], 0, lineage);
    frame_values(copies[1], 0)[1] = value_number(3);
    frame_column_add(copies[1], "b");
    g_autofree char *first = frame_text(copies[0], NULL), *second = frame_text(copies[1], NULL);
    g_autofree char *own = frame_text(frame, NULL);
    g_assert_cmpstr(own, ==, "a=1; a=null; a=null");
    g_assert_cmpstr(first, ==, "a=2; a=null; a=null; a=4");
    g_assert_cmpstr(second, ==, "a=1 b=null; a=3 b=null; a=null b=null");
    g_assert_null(frame_lineage(frame, 0));
    g_assert_true(frame_lineage(copies[0], 0) == lineage);
    g_assert_true(frame_lineage(copies[1], 2) == lineage);
    frame_free(copies[0]);
    frame_free(copies[1]);
    frame_arena_free(arena);
}

/* "1" and 1, null and "null", "a" "b" and "ab" "" are different groups. */
static void test_groups(void)
{
    static const Value rows[][2] = {
        {{VALUE_STRING, .as.string = "1"}, {VALUE_STRING, .as.string = "x"}},
        {{VALUE_NUMBER, .as.number = 1}, {VALUE_STRING, .as.string = "x"}},
        {{VALUE_NULL}, {VALUE_STRING, .as.string = "null"}},
        {{VALUE_STRING, .as.string = "null"}, {VALUE_NULL}},
        {{VALUE_STRING, .as.string = "a"}, {VALUE_STRING, .as.string = "b"}},
        {{VALUE_STRING, .as.string = "ab"}, {VALUE_STRING, .as.string = ""}},
        {{VALUE_STRING, .as.string = "1"}, {VALUE_STRING, .as.string = "x"}},
        {{VALUE_BOOLEAN, .as.boolean = TRUE}, {VALUE_STRING, .as.string = "x"}},
    };
    static const guint expected[] = {0, 1, 2, 3, 4, 5, 0, 6};
    FrameArena *arena = frame_arena_new();
    g_autoptr(Frame) frame = frame_new(arena);
    frame_column_add(frame, "a");
    frame_column_add(frame, "b");
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        frame_row_add(frame, NULL);
        frame_set(frame, i, 0, rows[i][0]);
        frame_set(frame, i, 1, rows[i][1]);
    }
    static const int columns[] = {0, 1};
    guint n;
    g_autofree guint *groups = frame_group(frame, columns, 2, &n);
    g_assert_cmpuint(n, ==, 7);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(groups[i], ==, expected[i]);
    g_autofree guint *one = frame_group(frame, NULL, 0, &n);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpuint(one[7], ==, 0);
    frame_arena_free(arena);
}

static void test_lineages(void)
{
    static const Claim a = {.id = "a"}, b = {.id = "b"};
    static const Figure figure = {.key = NULL};
    FrameArena *arena = frame_arena_new();
    const Lineage *of_a = lineage_of_claim(arena, &figure, &a);
    const Lineage *of_b = lineage_of_claim(arena, &figure, &b);
    g_assert_true(of_a->direct);
    g_assert_null(lineage_join(arena, NULL, NULL, TRUE));
    const Lineage *both = lineage_join(arena, of_a, of_b, FALSE);
    g_assert_false(both->direct);
    g_assert_cmpuint(both->n_items, ==, 2);
    g_assert_true(both->items[0].claim == &a && both->items[1].claim == &b);
    const Lineage *again = lineage_join(arena, both, of_a, FALSE);
    g_assert_cmpuint(again->n_items, ==, 2); /* no claim twice */
    g_assert_cmpuint(lineage_join(arena, NULL, of_b, TRUE)->n_items, ==, 1);
    g_assert_true(lineage_join(arena, of_a, of_a, TRUE) == of_a);
    frame_arena_free(arena);
}

/* ---- through transforms, on the project's own claims ------------------------------ */

typedef struct {
    TestProject project;
    SpecCase spec;
} Trail;

static const Frame *read_frame(Trail *trail, const char *spec)
{
    spec_read(&trail->spec, spec, &trail->project.sources);
    spec_assert_clean(&trail->spec);
    return spec_layer(&trail->spec, 0, 0)->frame;
}

static gboolean holds(const Lineage *lineage, const Claim *claim)
{
    for (guint i = 0; lineage && i < lineage->n_items; i++) {
        if (lineage->items[i].claim == claim)
            return TRUE;
    }
    return FALSE;
}

static void trail_init(Trail *trail)
{
    project_init(&trail->project);
    spec_init(&trail->spec);
}

static void trail_clear(Trail *trail)
{
    spec_clear(&trail->spec);
    project_clear(&trail->project);
}

/* One row per claim, by id, each with itself alone. */
static void test_claims(void)
{
    Trail trail;
    trail_init(&trail);
    const Frame *frame = read_frame(&trail, "{'data': {'name': 'claims'}, 'mark': 'point'}");
    g_assert_cmpuint(frame->n_rows, ==, trail.project.claims->claims->len);
    const int column = frame_column_find(frame, "claim");
    const char *before = "";
    for (guint row = 0; row < frame->n_rows; row++) {
        const Lineage *lineage = frame_lineage(frame, row);
        const char *id = frame_value(frame, row, column).as.string;
        g_assert_cmpstr(id, >, before);
        g_assert_true(lineage->direct);
        g_assert_cmpuint(lineage->n_items, ==, 1);
        g_assert_cmpstr(lineage->items[0].claim->id, ==, id);
        g_assert_true(g_hash_table_lookup(trail.project.figures->by_claim,
                                          lineage->items[0].claim) == lineage->items[0].figure);
        before = id;
    }
    trail_clear(&trail);
}

/* One row per figure that has a chosen claim, with that one first and all that agree. */
static void test_figures(void)
{
    Trail trail;
    trail_init(&trail);
    const Frame *frame = read_frame(&trail, "{'data': {'name': 'figures'}, 'mark': 'point'}");
    guint row = 0;
    for (guint i = 0; i < trail.project.figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(trail.project.figures->figures, i);
        if (!figure->chosen)
            continue;
        const Lineage *lineage = frame_lineage(frame, row);
        g_assert_true(lineage->direct && lineage->items[0].claim == figure->chosen);
        g_assert_cmpuint(lineage->n_items, ==, 1 + figure->agreeing->len);
        for (guint k = 0; k < figure->agreeing->len; k++)
            g_assert_true(holds(lineage, figure->agreeing->pdata[k]));
        const Value key = frame_value(frame, row++, frame_column_find(frame, "key"));
        g_assert_cmpstr(key.as.string, ==, figure->key);
    }
    g_assert_cmpuint(row, ==, frame->n_rows);
    trail_clear(&trail);
}

/* Filters and calculations leave a row's claims as they are. */
static void test_filter_and_calculate(void)
{
    Trail trail;
    trail_init(&trail);
    const Frame *frame = read_frame(&trail, "{'data': {'name': 'claims'}, 'transform': ["
                                            "{'filter': {'field': 'metric', 'equal': 'mmlu'}},"
                                            "{'calculate': 'datum.value * 2', 'as': 'twice'}],"
                                            "'mark': 'point'}");
    g_assert_cmpuint(frame->n_rows, >, 10);
    for (guint row = 0; row < frame->n_rows; row++) {
        const Lineage *lineage = frame_lineage(frame, row);
        const Claim *claim = lineage->items[0].claim;
        g_assert_true(lineage->direct && lineage->n_items == 1);
        g_assert_cmpstr(claim->metric->id, ==, "mmlu");
        const Value id = frame_value(frame, row, frame_column_find(frame, "claim"));
        g_assert_cmpstr(id.as.string, ==, claim->id);
    }
    trail_clear(&trail);
}

/* An aggregate rests on all claims of its group, none of them directly. */
static void check_groups(const Frame *frame, const char *field)
{
    const int count = frame_column_find(frame, field);
    const int subject = frame_column_find(frame, "subject");
    for (guint row = 0; row < frame->n_rows; row++) {
        const Lineage *lineage = frame_lineage(frame, row);
        g_assert_false(lineage->direct);
        g_assert_cmpuint(lineage->n_items, ==, (guint)frame_value(frame, row, count).as.number);
        for (guint i = 0; i < lineage->n_items; i++)
            g_assert_cmpstr(lineage->items[i].claim->subject->id, ==,
                            frame_value(frame, row, subject).as.string);
    }
}

static void test_aggregate(void)
{
    Trail trail;
    trail_init(&trail);
    check_groups(read_frame(&trail, "{'data': {'name': 'claims'}, 'transform': [{'aggregate': "
                                    "[{'op': 'count', 'as': 'n'}], 'groupby': ['subject']}],"
                                    "'mark': 'point'}"),
                 "n");
    /* the same in the encoding */
    check_groups(read_frame(&trail, "{'data': {'name': 'claims'}, 'mark': 'bar', 'encoding': {"
                                    "'y': {'field': 'subject'}, 'x': {'aggregate': 'count'}}}"),
                 "count_");
    trail_clear(&trail);
}

/* A joined aggregate is of the group, the row still of its own claim. */
static void test_joinaggregate(void)
{
    Trail trail;
    trail_init(&trail);
    const Frame *frame =
        read_frame(&trail, "{'data': {'name': 'claims'}, 'transform': [{'joinaggregate': "
                           "[{'op': 'count', 'as': 'n'}], 'groupby': ['subject']}],"
                           "'mark': 'point'}");
    for (guint row = 0; row < frame->n_rows; row++) {
        g_assert_true(frame_lineage(frame, row)->direct);
        g_assert_cmpuint(frame_lineage(frame, row)->n_items, ==, 1);
    }
    trail_clear(&trail);
}

/* A looked-up value brings its claims along; the row stays its own figure. */
static void test_lookup(void)
{
    Trail trail;
    trail_init(&trail);
    const Frame *frame = read_frame(
        &trail, "{'data': {'name': 'figures/mmlu'}, 'transform': [{'lookup': 'subject', 'from': "
                "{'data': {'name': 'figures/release-date'}, 'key': 'subject', 'fields': ['value', "
                "'claim']}, 'as': ['released', 'other']}], 'mark': 'point'}");
    guint found = 0, missing = 0;
    const int other = frame_column_find(frame, "other");
    for (guint row = 0; row < frame->n_rows; row++) {
        const Lineage *lineage = frame_lineage(frame, row);
        const Value id = frame_value(frame, row, other);
        g_assert_true(lineage->direct);
        g_assert_cmpstr(lineage->items[0].claim->metric->id, ==, "mmlu");
        if (id.type == VALUE_NULL) {
            for (guint i = 0; i < lineage->n_items; i++)
                g_assert_cmpstr(lineage->items[i].claim->metric->id, ==, "mmlu");
            missing++;
        } else {
            g_assert_true(holds(
                lineage, g_hash_table_lookup(trail.project.claims->claim_by_id, id.as.string)));
            found++;
        }
    }
    g_assert_cmpuint(found, >, 0);
    g_assert_cmpuint(missing, >, 0);
    trail_clear(&trail);
}

/* A lookup of one's own rows, inline: nobody's claims. */
static void test_no_claims(void)
{
    Trail trail;
    trail_init(&trail);
    const Frame *frame = read_frame(&trail, "{'data': {'values': [{'a': 1}]}, 'mark': 'point'}");
    g_assert_null(frame_lineage(frame, 0));
    frame = read_frame(&trail, "{'data': {'values': [{'a': 1}]}, 'transform': [{'aggregate': "
                               "[{'op': 'count', 'as': 'n'}]}], 'mark': 'point'}");
    g_assert_null(frame_lineage(frame, 0));
    trail_clear(&trail);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/frame/columns", test_columns);
    g_test_add_func("/frame/copies", test_copies);
    g_test_add_func("/frame/groups", test_groups);
    g_test_add_func("/lineage/join", test_lineages);
    g_test_add_func("/lineage/claims", test_claims);
    g_test_add_func("/lineage/figures", test_figures);
    g_test_add_func("/lineage/filter-and-calculate", test_filter_and_calculate);
    g_test_add_func("/lineage/aggregate", test_aggregate);
    g_test_add_func("/lineage/joinaggregate", test_joinaggregate);
    g_test_add_func("/lineage/lookup", test_lookup);
    g_test_add_func("/lineage/no-claims", test_no_claims);
    return g_test_run();
}
