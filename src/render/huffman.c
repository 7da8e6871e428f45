#include "render/huffman.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 15 };

/* Leaves in order of their weight, then the pairs that they are put together to, in which the next
 * is never lighter: so the two lightest are always at the front of one or the other. */
typedef struct {
    guint32 weight;
    guint16 symbol; /* of a leaf */
    guint16 parent;
    guint8 depth;
} Node;

typedef struct {
    Node nodes[2 * HUFFMAN_MOST_SYMBOLS];
    guint n_leaves;
} Tree;

static int compare_leaves(gconstpointer a, gconstpointer b)
{
    const Node *one = a, *other = b;
    return one->weight != other->weight ? (one->weight < other->weight ? -1 : 1)
                                        : one->symbol - other->symbol;
}

static void plant(Tree *tree, const guint32 *counts, guint n_symbols)
{
    tree->n_leaves = 0;
    for (guint i = 0; i < n_symbols; i++) {
        if (counts[i] > 0)
            tree->nodes[tree->n_leaves++] = (Node){.weight = counts[i], .symbol = (guint16)i};
    }
    for (guint i = 0; tree->n_leaves < 2; i++) {
        if (counts[i] == 0)
            tree->nodes[tree->n_leaves++] = (Node){.symbol = (guint16)i};
    }
    qsort(tree->nodes, tree->n_leaves, sizeof(Node), compare_leaves);
}

/* Pairs the two lightest until all are one; the deepest leaf's depth. */
static guint grow(Tree *tree)
{
    Node *nodes = tree->nodes;
    const guint root = 2 * tree->n_leaves - 2;
    guint leaf = 0, inner = tree->n_leaves;
    for (guint i = tree->n_leaves; i <= root; i++) {
        nodes[i].weight = 0;
        for (int child = 0; child < 2; child++) {
            const gboolean light =
                leaf < tree->n_leaves && (inner == i || nodes[leaf].weight <= nodes[inner].weight);
            Node *lightest = &nodes[light ? leaf++ : inner++];
            lightest->parent = (guint16)i;
            nodes[i].weight += lightest->weight;
        }
    }
    nodes[root].depth = 0;
    for (guint i = root; i-- > 0;)
        nodes[i].depth = (guint8)(nodes[nodes[i].parent].depth + 1);
    return nodes[0].depth; /* the lightest */
}

/* RFC 1951, 3.2.2 */
static void number(HuffmanCode *codes, guint n_symbols)
{
    guint n_of_length[LONGEST + 1] = {0}, next[LONGEST + 1] = {0};
    for (guint i = 0; i < n_symbols; i++)
        n_of_length[codes[i].length]++;
    n_of_length[0] = 0;
    for (guint length = 1; length <= LONGEST; length++)
        next[length] = (next[length - 1] + n_of_length[length - 1]) << 1;
    for (guint i = 0; i < n_symbols; i++) {
        guint code = next[codes[i].length]++;
        codes[i].bits = 0;
        for (guint bit = 0; bit < codes[i].length; bit++, code >>= 1)
            codes[i].bits = (guint16)(codes[i].bits << 1 | (code & 1));
    }
}

void huffman_make(const guint32 *counts, guint n_symbols, guint limit, HuffmanCode *codes)
{
    g_assert(n_symbols >= 2 && n_symbols <= HUFFMAN_MOST_SYMBOLS && limit <= LONGEST);
    Tree tree;
    plant(&tree, counts, n_symbols);
    while (grow(&tree) > limit) { /* the more alike the weights, the flatter; order stays */
        for (guint i = 0; i < tree.n_leaves; i++)
            tree.nodes[i].weight = tree.nodes[i].weight / 2 + 1;
    }
    memset(codes, 0, n_symbols * sizeof *codes);
    for (guint i = 0; i < tree.n_leaves; i++)
        codes[tree.nodes[i].symbol].length = tree.nodes[i].depth;
    number(codes, n_symbols);
}
