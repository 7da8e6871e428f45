#include "table/automaton.h"

#include "table/automaton_parse.h"

#include <string.h>

enum { STATES_LIMIT = 255, DEAD = 0, START = 1 };

/* One state per set of places in the expression where a match may be (subset
 * construction: Aho, Lam, Sethi, Ullman, Compilers, 3.7.1). */
typedef struct State State;
struct State {
    const State *next[256]; /* by byte */
    gboolean accepts;
};

struct Automaton {
    State *states;
};

/* A set of nodes, in order of their numbers. */
typedef struct {
    guint *nodes;
    guint n;
} NodeSet;

typedef struct {
    const GArray *nodes; /* of RegexNode */
    GArray *sets;        /* of NodeSet, by state */
    GArray *next;        /* of guint8[n_classes], by state */
    gboolean *marked;    /* by node: it was come to while the set is made */
    GArray *open, *seen; /* of guint: nodes to follow, and those marked */
    guint8 classes[256]; /* by byte: one class of those that no node tells apart */
    guint8 firsts[256];  /* of each class, its first byte */
    guint n_classes;     /* few: only their first bytes are followed */
} Builder;

/* ---- sets ------------------------------------------------------------------ */

/* Follows what takes no byte. */
static void mark(Builder *builder, guint node)
{
    g_array_append_val(builder->open, node);
    while (builder->open->len > 0) {
        const guint i = g_array_index(builder->open, guint, builder->open->len - 1);
        g_array_set_size(builder->open, builder->open->len - 1);
        if (builder->marked[i])
            continue;
        builder->marked[i] = TRUE;
        g_array_append_val(builder->seen, i);
        const RegexNode *at = &g_array_index(builder->nodes, RegexNode, i);
        if (at->kind == REGEX_SPLIT) {
            g_array_append_val(builder->open, at->next);
            g_array_append_val(builder->open, at->other);
        }
    }
}

static int compare_nodes(gconstpointer a, gconstpointer b)
{
    const guint x = *(const guint *)a, y = *(const guint *)b;
    return (x > y) - (x < y);
}

/* The marked nodes that take a byte or end a match; unmarks all. */
static NodeSet take_set(Builder *builder)
{
    guint n = 0;
    for (guint i = 0; i < builder->seen->len; i++) {
        const guint node = g_array_index(builder->seen, guint, i);
        builder->marked[node] = FALSE;
        if (g_array_index(builder->nodes, RegexNode, node).kind != REGEX_SPLIT)
            g_array_index(builder->seen, guint, n++) = node;
    }
    g_array_set_size(builder->seen, n);
    g_array_sort(builder->seen, compare_nodes);
    const NodeSet set = {g_memdup2(builder->seen->data, sizeof(guint) * n), n};
    g_array_set_size(builder->seen, 0);
    return set;
}

static gboolean set_equal(const NodeSet *a, const NodeSet *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->nodes, b->nodes, sizeof(guint) * a->n) == 0);
}

/* The state of that set, which is taken; -1 when there are too many. */
static int state_of(Builder *builder, NodeSet set)
{
    for (guint i = 0; i < builder->sets->len; i++) {
        if (set_equal(&g_array_index(builder->sets, NodeSet, i), &set)) {
            g_free(set.nodes);
            return (int)i;
        }
    }
    if (builder->sets->len == STATES_LIMIT) {
        g_free(set.nodes);
        return -1;
    }
    g_array_append_val(builder->sets, set);
    g_array_set_size(builder->next, builder->sets->len);
    return (int)builder->sets->len - 1;
}

/* ---- states ---------------------------------------------------------------- */

static gboolean takes(const RegexNode *node, guint byte)
{
    return node->kind == REGEX_BYTES && (node->bytes[byte / 64] >> byte % 64 & 1);
}

/* Node by node, the bytes that it tells from the first one of their class part from that. */
static void find_classes(Builder *builder)
{
    memset(builder->classes, 0, sizeof builder->classes);
    builder->firsts[0] = 0;
    builder->n_classes = 1;
    for (guint i = 0; i < builder->nodes->len; i++) {
        const RegexNode *node = &g_array_index(builder->nodes, RegexNode, i);
        if (node->kind != REGEX_BYTES)
            continue;
        int parted[256]; /* by class: that of the bytes that part from it; -1: none so far */
        memset(parted, -1, sizeof parted);
        for (guint byte = 0; byte < 256; byte++) {
            const guint8 class = builder->classes[byte];
            if (takes(node, byte) == takes(node, builder->firsts[class]))
                continue;
            if (parted[class] < 0) {
                builder->firsts[builder->n_classes] = (guint8)byte;
                parted[class] = (int)builder->n_classes++;
            }
            builder->classes[byte] = (guint8)parted[class];
        }
    }
}

static gboolean build_state(Builder *builder, guint state)
{
    for (guint class = 0; class < builder->n_classes; class ++) {
        const NodeSet from = g_array_index(builder->sets, NodeSet, state);
        for (guint i = 0; i < from.n; i++) {
            const RegexNode *node = &g_array_index(builder->nodes, RegexNode, from.nodes[i]);
            if (takes(node, builder->firsts[class]))
                mark(builder, node->next);
        }
        const int to = state_of(builder, take_set(builder));
        if (to < 0)
            return FALSE;
        ((guint8 *)builder->next->data)[state * builder->n_classes + class] = (guint8)to;
    }
    return TRUE;
}

static void set_clear(gpointer set)
{
    g_free(((NodeSet *)set)->nodes);
}

static gboolean accepts(const Builder *builder, guint state)
{
    const NodeSet *set = &g_array_index(builder->sets, NodeSet, state);
    for (guint i = 0; i < set->n; i++) {
        if (g_array_index(builder->nodes, RegexNode, set->nodes[i]).kind == REGEX_MATCH)
            return TRUE;
    }
    return FALSE;
}

static Automaton *finish(const Builder *builder)
{
    Automaton *automaton = g_new(Automaton, 1);
    automaton->states = g_new(State, builder->sets->len);
    const guint8 *next = (const guint8 *)builder->next->data;
    for (guint i = 0; i < builder->sets->len; i++, next += builder->n_classes) {
        State *state = &automaton->states[i];
        state->accepts = accepts(builder, i);
        for (guint byte = 0; byte < 256; byte++)
            state->next[byte] = &automaton->states[next[builder->classes[byte]]];
    }
    return automaton;
}

Automaton *automaton_new(const char *pattern)
{
    guint start;
    g_autoptr(GArray) nodes = regex_parse(pattern, &start);
    if (!nodes)
        return NULL;
    Builder builder = {.nodes = nodes};
    builder.sets = g_array_new(FALSE, FALSE, sizeof(NodeSet));
    g_array_set_clear_func(builder.sets, set_clear);
    find_classes(&builder);
    builder.next = g_array_new(FALSE, TRUE, builder.n_classes);
    builder.marked = g_new0(gboolean, nodes->len);
    builder.open = g_array_new(FALSE, FALSE, sizeof(guint));
    builder.seen = g_array_new(FALSE, FALSE, sizeof(guint));
    state_of(&builder, (NodeSet){NULL, 0}); /* DEAD: from nothing comes nothing */
    mark(&builder, start);
    gboolean small = state_of(&builder, take_set(&builder)) >= 0;
    for (guint i = START; small && i < builder.sets->len; i++)
        small = build_state(&builder, i);
    Automaton *automaton = small ? finish(&builder) : NULL;
    g_array_unref(builder.sets);
    g_array_unref(builder.next);
    g_array_unref(builder.open);
    g_array_unref(builder.seen);
    g_free(builder.marked);
    return automaton;
}

void automaton_free(Automaton *automaton)
{
    if (!automaton)
        return;
    g_free(automaton->states);
    g_free(automaton);
}

gboolean automaton_match(const Automaton *automaton, const char *text, gsize length)
{
    const State *state = &automaton->states[START];
    for (gsize i = 0; i < length; i++)
        state = state->next[(guint8)text[i]];
    return state->accepts;
}
