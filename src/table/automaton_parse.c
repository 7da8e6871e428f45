#include "table/automaton_parse.h"

#include <string.h>

enum { NODES_LIMIT = 2000, DEPTH_LIMIT = 20, REPEAT_LIMIT = 250 };

/* The nodes are made from the back: each piece is told what comes behind it.  A
 * quantified piece is made as often as it may come, by reading its text again. */
typedef struct {
    GArray *nodes; /* of RegexNode */
    gboolean failed;
    guint depth;
} Parser;

/* A stretch of the pattern. */
typedef struct {
    const char *start, *end;
} Span;

typedef struct {
    Span atom;
    guint minimum, maximum; /* G_MAXUINT: any number */
    const char *end;        /* behind the quantifier */
} Piece;

static guint parse_choice(Parser *parser, Span span, guint behind, gboolean top);

static guint fail(Parser *parser)
{
    parser->failed = TRUE;
    return 0;
}

static guint add_node(Parser *parser, RegexNode node)
{
    if (parser->nodes->len >= NODES_LIMIT)
        return fail(parser);
    g_array_append_val(parser->nodes, node);
    return parser->nodes->len - 1;
}

static guint add_split(Parser *parser, guint next, guint other)
{
    return add_node(parser, (RegexNode){.kind = REGEX_SPLIT, .next = next, .other = other});
}

/* ---- characters ------------------------------------------------------------ */

static void set_bytes(RegexNode *node, guint from, guint to)
{
    for (guint i = from; i <= to; i++)
        node->bytes[i / 64] |= G_GUINT64_CONSTANT(1) << i % 64;
}

static guint add_range(Parser *parser, guint from, guint to, guint behind)
{
    RegexNode node = {.kind = REGEX_BYTES, .next = behind};
    set_bytes(&node, from, to);
    return add_node(parser, node);
}

/* Any character of several bytes: the text is known to be UTF-8, so the first
 * byte tells how many. */
static guint add_non_ascii(Parser *parser, guint behind)
{
    const guint last = add_range(parser, 0x80, 0xBF, behind);
    const guint last_two = add_range(parser, 0x80, 0xBF, last);
    const guint last_three = add_range(parser, 0x80, 0xBF, last_two);
    const guint two = add_range(parser, 0xC2, 0xDF, last);
    const guint three = add_range(parser, 0xE0, 0xEF, last_two);
    const guint four = add_range(parser, 0xF0, 0xF4, last_three);
    return add_split(parser, two, add_split(parser, three, four));
}

/* The same, but no line end: U+0085, U+2028, U+2029. */
static guint add_non_ascii_in_line(Parser *parser, guint behind)
{
    const guint last = add_range(parser, 0x80, 0xBF, behind);
    const guint last_two = add_range(parser, 0x80, 0xBF, last);
    RegexNode node = {.kind = REGEX_BYTES, .next = behind};
    set_bytes(&node, 0x80, 0x84);
    set_bytes(&node, 0x86, 0xBF);
    const guint c2 = add_range(parser, 0xC2, 0xC2, add_node(parser, node));
    node = (RegexNode){.kind = REGEX_BYTES, .next = behind};
    set_bytes(&node, 0x80, 0xA7);
    set_bytes(&node, 0xAA, 0xBF);
    const guint e2_80 = add_range(parser, 0x80, 0x80, add_node(parser, node));
    const guint e2_other = add_range(parser, 0x81, 0xBF, last);
    const guint e2 = add_range(parser, 0xE2, 0xE2, add_split(parser, e2_80, e2_other));
    const guint two = add_range(parser, 0xC3, 0xDF, last);
    node = (RegexNode){.kind = REGEX_BYTES, .next = last_two};
    set_bytes(&node, 0xE0, 0xE1);
    set_bytes(&node, 0xE3, 0xEF);
    const guint three = add_node(parser, node);
    const guint four = add_range(parser, 0xF0, 0xF4, add_range(parser, 0x80, 0xBF, last_two));
    return add_split(parser, add_split(parser, c2, two),
                     add_split(parser, e2, add_split(parser, three, four)));
}

/* '.': no line end, of which GRegex knows all that Unicode does. */
static guint add_dot(Parser *parser, guint behind)
{
    RegexNode node = {.kind = REGEX_BYTES, .next = behind};
    set_bytes(&node, 0, 0x09);
    set_bytes(&node, 0x0E, 0x7F);
    const guint ascii = add_node(parser, node);
    return add_split(parser, ascii, add_non_ascii_in_line(parser, behind));
}

/* One member of a class, an ASCII character; moves behind it. */
static int class_character(const char **p, const char *end)
{
    char c = *(*p)++;
    if (c == '\\') {
        if (*p == end || !g_ascii_ispunct(**p))
            return -1; /* \d and the like mean all of Unicode */
        c = *(*p)++;
    } else if (c == '[') {
        return -1; /* it may begin [:alpha:] */
    }
    return (guchar)c < 0x80 ? c : -1;
}

static guint add_class(Parser *parser, Span span, guint behind)
{
    const char *p = span.start + 1, *end = span.end - 1; /* without brackets */
    const gboolean negated = p < end && *p == '^';
    p += negated;
    RegexNode node = {.kind = REGEX_BYTES, .next = behind};
    if (p == end)
        return fail(parser);
    while (p < end) {
        const int from = class_character(&p, end);
        int to = from;
        if (from >= 0 && end - p >= 2 && *p == '-') {
            p++;
            to = class_character(&p, end);
            if (to < from || (p < end && *p == '-' && end - p > 1))
                return fail(parser);
        }
        if (from < 0)
            return fail(parser);
        set_bytes(&node, (guint)from, (guint)to);
    }
    if (!negated)
        return add_node(parser, node);
    for (guint i = 0; i < 4; i++)
        node.bytes[i] = i < 2 ? ~node.bytes[i] : 0;
    return add_split(parser, add_node(parser, node), add_non_ascii(parser, behind));
}

/* Each byte of a character that stands for itself. */
static guint add_literal(Parser *parser, Span span, guint behind)
{
    for (const char *p = span.end; p > span.start; p--)
        behind = add_range(parser, (guchar)p[-1], (guchar)p[-1], behind);
    return behind;
}

/* ---- atoms and quantifiers ------------------------------------------------- */

/* The end of a class or a group that begins there; NULL when there is none. */
static const char *class_end(const char *p, const char *end)
{
    p++;
    p += p < end && *p == '^';
    if (p < end && *p == ']')
        return NULL; /* there it is no end; nobody writes that */
    for (; p < end; p++) {
        if (*p == ']')
            return p + 1;
        if (*p == '\\' && ++p == end)
            return NULL;
    }
    return NULL;
}

static const char *group_end(const char *p, const char *end)
{
    guint depth = 0;
    while (p && p < end) {
        if (*p == '[') {
            p = class_end(p, end);
            continue;
        }
        if (*p == '\\' && p + 1 < end)
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            return p + 1;
        p++;
    }
    return NULL;
}

static const char *atom_end(const char *p, const char *end)
{
    switch (*p) {
    case '[': return class_end(p, end);
    case '(': return group_end(p, end);
    case '\\': return end - p > 1 && g_ascii_ispunct(p[1]) ? p + 2 : NULL;
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ')':
    case '^':
    case '$': return NULL;
    default: return g_utf8_next_char(p);
    }
}

static gboolean parse_number(const char **p, guint *number)
{
    if (!g_ascii_isdigit(**p))
        return FALSE;
    for (*number = 0; g_ascii_isdigit(**p) && *number <= REPEAT_LIMIT; (*p)++)
        *number = *number * 10 + (guint)(**p - '0');
    return *number <= REPEAT_LIMIT;
}

/* {n}, {n,} or {n,m} */
static gboolean parse_braces(Piece *piece)
{
    piece->end++;
    if (!parse_number(&piece->end, &piece->minimum))
        return FALSE;
    piece->maximum = piece->minimum;
    if (*piece->end == ',') {
        piece->end++;
        piece->maximum = G_MAXUINT;
        if (*piece->end != '}' && !parse_number(&piece->end, &piece->maximum))
            return FALSE;
    }
    return *piece->end++ == '}' && piece->minimum <= piece->maximum;
}

/* The atom there and how often it comes; FALSE when it is not a simple one. */
static gboolean find_piece(const char *p, const char *end, Piece *piece)
{
    *piece = (Piece){.atom = {p, atom_end(p, end)}, .minimum = 1, .maximum = 1};
    piece->end = piece->atom.end;
    if (!piece->end || piece->end >= end)
        return piece->end != NULL;
    switch (*piece->end) {
    case '?': piece->minimum = 0; break;
    case '+': piece->maximum = G_MAXUINT; break;
    case '*':
        piece->minimum = 0;
        piece->maximum = G_MAXUINT;
        break;
    case '{': {
        if (!parse_braces(piece))
            return FALSE;
        piece->end--;
        break;
    }
    default: return TRUE;
    }
    piece->end++;
    /* '+' behind it would forbid to go back, '?' is seldom */
    return piece->end >= end || !strchr("?+*{", *piece->end);
}

static guint add_atom(Parser *parser, Span atom, guint behind)
{
    switch (*atom.start) {
    case '[': return add_class(parser, atom, behind);
    case '.': return add_dot(parser, behind);
    case '\\': return add_literal(parser, (Span){atom.start + 1, atom.end}, behind);
    case '(': break;
    default: return add_literal(parser, atom, behind);
    }
    Span inside = {atom.start + 1, atom.end - 1};
    if (*inside.start == '*')
        return fail(parser);
    if (*inside.start == '?') {
        if (inside.start[1] != ':')
            return fail(parser);
        inside.start += 2;
    }
    if (++parser->depth > DEPTH_LIMIT)
        return fail(parser);
    const guint start = parse_choice(parser, inside, behind, FALSE);
    parser->depth--;
    return start;
}

static guint add_piece(Parser *parser, const Piece *piece, guint behind)
{
    if (piece->maximum == G_MAXUINT) {
        /* a split that leads to the atom, which leads back to the split */
        const guint split = add_split(parser, 0, behind);
        const guint atom = add_atom(parser, piece->atom, split);
        if (parser->failed)
            return 0;
        g_array_index(parser->nodes, RegexNode, split).next = atom;
        behind = split;
    }
    const guint optional = piece->maximum == G_MAXUINT ? 0 : piece->maximum - piece->minimum;
    const guint end = behind;
    for (guint i = 0; i < optional && !parser->failed; i++)
        behind = add_split(parser, add_atom(parser, piece->atom, behind), end);
    for (guint i = 0; i < piece->minimum && !parser->failed; i++)
        behind = add_atom(parser, piece->atom, behind);
    return behind;
}

/* ---- sequences and choices ------------------------------------------------- */

static guint parse_sequence(Parser *parser, Span span, guint behind, gboolean top)
{
    /* the whole pattern is anchored, so these say nothing new at its ends */
    if (top && span.start < span.end && *span.start == '^')
        span.start++;
    if (top && span.start < span.end && span.end[-1] == '$' &&
        (span.end - span.start == 1 || span.end[-2] != '\\'))
        span.end--;
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    Piece piece;
    for (const char *p = span.start; p < span.end; p = piece.end) {
        if (!find_piece(p, span.end, &piece) || piece.end > span.end)
            return fail(parser);
        g_array_append_val(pieces, piece);
    }
    for (guint i = pieces->len; i > 0 && !parser->failed; i--)
        behind = add_piece(parser, &g_array_index(pieces, Piece, i - 1), behind);
    return behind;
}

/* The '|' that ends the first alternative, or the end; NULL: not a simple one. */
static const char *alternative_end(Span span)
{
    const char *p = span.start;
    while (p && p < span.end && *p != '|') {
        if (*p == '[' || *p == '(')
            p = atom_end(p, span.end);
        else
            p += *p == '\\' && span.end - p > 1 ? 2 : 1;
    }
    return p;
}

static guint parse_choice(Parser *parser, Span span, guint behind, gboolean top)
{
    guint start = 0;
    for (gboolean first = TRUE; !parser->failed; first = FALSE) {
        const char *end = alternative_end(span);
        if (!end)
            return fail(parser);
        const guint sequence = parse_sequence(parser, (Span){span.start, end}, behind, top);
        start = first ? sequence : add_split(parser, start, sequence);
        if (end >= span.end)
            break;
        span.start = end + 1;
    }
    return start;
}

GArray *regex_parse(const char *pattern, guint *start)
{
    Parser parser = {.nodes = g_array_new(FALSE, FALSE, sizeof(RegexNode))};
    const guint match = add_node(&parser, (RegexNode){.kind = REGEX_MATCH});
    *start = parse_choice(&parser, (Span){pattern, pattern + strlen(pattern)}, match, TRUE);
    if (!parser.failed)
        return parser.nodes;
    g_array_unref(parser.nodes);
    return NULL;
}
