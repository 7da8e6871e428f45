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
    GArray *next;        /* of guint8[256], by state */
    gboolean *marked;    /* by node: it was come to while the set is made */
    GArray *open, *seen; /* of guint: nodes to follow, and those marked */
    guint8 alike[256];   /* by byte: the first one that no node tells from it */
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
    static const guint8 none[256];
    g_array_append_val(builder->sets, set);
    g_array_append_vals(builder->next, none, 1);
    return (int)builder->sets->len - 1;
}

/* ---- states ---------------------------------------------------------------- */

static gboolean takes(const RegexNode *node, guint byte)
{
    return node->kind == REGEX_BYTES && (node->bytes[byte / 64] >> byte % 64 & 1);
}

static gboolean are_alike(const Builder *builder, guint a, guint b)
{
    for (guint i = 0; i < builder->nodes->len; i++) {
        const RegexNode *node = &g_array_index(builder->nodes, RegexNode, i);
        if (takes(node, a) != takes(node, b))
            return FALSE;
    }
    return TRUE;
}

/* Few bytes are told apart by a pattern; the others need not be followed. */
static void find_alike(Builder *builder)
{
    guint8 firsts[256];
    guint n_firsts = 0;
    for (guint byte = 0; byte < 256; byte++) {
        guint i = 0;
        while (i < n_firsts && !are_alike(builder, firsts[i], byte))
            i++;
        if (i == n_firsts)
            firsts[n_firsts++] = (guint8)byte;
        builder->alike[byte] = firsts[i];
    }
}

static gboolean build_state(Builder *builder, guint state)
{
    for (guint byte = 0; byte < 256; byte++) {
        if (builder->alike[byte] < byte) {
            guint8 *next = (guint8 *)builder->next->data + (gsize)state * 256;
            next[byte] = next[builder->alike[byte]];
            continue;
        }
        const NodeSet from = g_array_index(builder->sets, NodeSet, state);
        for (guint i = 0; i < from.n; i++) {
            const RegexNode *node = &g_array_index(builder->nodes, RegexNode, from.nodes[i]);
            if (takes(node, byte))
                mark(builder, node->next);
        }
        const int to = state_of(builder, take_set(builder));
        if (to < 0)
            return FALSE;
        ((guint8 *)builder->next->data)[state * 256 + byte] = (guint8)to;
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
    for (guint i = 0; i < builder->sets->len; i++) {
        State *state = &automaton->states[i];
        state->accepts = accepts(builder, i);
        for (guint byte = 0; byte < 256; byte++)
            state->next[byte] = &automaton->states[next[i * 256 + byte]];
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
    builder.next = g_array_new(FALSE, FALSE, 256);
    builder.marked = g_new0(gboolean, nodes->len);
    builder.open = g_array_new(FALSE, FALSE, sizeof(guint));
    builder.seen = g_array_new(FALSE, FALSE, sizeof(guint));
    find_alike(&builder);
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
