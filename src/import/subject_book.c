#include "import/subject_book.h"

#include "claims/names.h"
#include "import/draft.h"

#include <string.h>

enum { ID_LENGTH_LIMIT = 80, NEAR_LIMIT = 1000 };

struct SubjectBook {
    const ClaimSet *claims;
    const Schema *schema;
    GPtrArray *subjects; /* of BookedSubject* */
    GHashTable *by_id;   /* -> BookedSubject */
    GHashTable *by_name; /* folded -> BookedSubject; NULL value: several are called so */
    GHashTable *by_text; /* -> BookedSubject: names as they were asked for, found before */
    Names *names;        /* for suggestions; made when first asked */
    GHashTable *near;    /* name -> list */
};

static void booked_subject_free(gpointer data)
{
    BookedSubject *subject = data;
    for (guint i = 0; i < N_SUBJECT_COLUMNS; i++)
        g_free(subject->cells[i]);
    g_free(subject);
}

static void add_name(SubjectBook *book, const char *name, BookedSubject *subject)
{
    char *folded = name_fold(name);
    gpointer other;
    if (!*folded) {
        g_free(folded);
    } else if (!g_hash_table_lookup_extended(book->by_name, folded, NULL, &other)) {
        g_hash_table_insert(book->by_name, folded, subject);
    } else {
        if (other != subject)
            g_hash_table_insert(book->by_name, folded, NULL);
        else
            g_free(folded);
    }
}

static BookedSubject *add_subject(SubjectBook *book, const Subject *subject,
                                  const char *const *cells)
{
    BookedSubject *booked = g_new0(BookedSubject, 1);
    booked->subject = subject;
    for (guint i = 0; i < N_SUBJECT_COLUMNS; i++)
        booked->cells[i] = g_strdup(cells[i]);
    g_ptr_array_add(book->subjects, booked);
    if (!g_hash_table_contains(book->by_id, booked->cells[SUBJECT_ID]))
        g_hash_table_insert(book->by_id, booked->cells[SUBJECT_ID], booked);
    add_name(book, booked->cells[SUBJECT_ID], booked);
    if (strcmp(booked->cells[SUBJECT_ID], booked->cells[SUBJECT_NAME]) != 0)
        add_name(book, booked->cells[SUBJECT_NAME], booked);
    g_auto(GStrv) aliases = g_strsplit(booked->cells[SUBJECT_ALIASES], ";", -1);
    for (char **alias = aliases; *alias; alias++)
        add_name(book, *alias, booked);
    return booked;
}

SubjectBook *subject_book_new(const ClaimSet *claims, const Schema *schema)
{
    SubjectBook *book = g_new0(SubjectBook, 1);
    book->claims = claims;
    book->schema = schema;
    book->subjects = g_ptr_array_new_with_free_func(booked_subject_free);
    book->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    book->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    book->by_text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    book->near = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        const char *cells[N_SUBJECT_COLUMNS] = {subject->id,    subject->name,   subject->kind,
                                                subject->maker, subject->family, subject->aliases};
        add_subject(book, subject, cells);
    }
    return book;
}

void subject_book_free(SubjectBook *book)
{
    if (!book)
        return;
    g_hash_table_unref(book->by_id);
    g_hash_table_unref(book->by_name);
    g_hash_table_unref(book->by_text);
    g_hash_table_unref(book->near);
    names_free(book->names);
    g_ptr_array_unref(book->subjects);
    g_free(book);
}

BookedSubject *subject_book_find(const SubjectBook *book, const char *name, gboolean *ambiguous)
{
    *ambiguous = FALSE;
    BookedSubject *subject = g_hash_table_lookup(book->by_id, name);
    if (!subject)
        subject = g_hash_table_lookup(book->by_text, name);
    if (subject)
        return subject;
    g_autofree char *folded = name_fold(name);
    gpointer found = NULL;
    if (g_hash_table_lookup_extended(book->by_name, folded, NULL, &found) && !found)
        *ambiguous = TRUE;
    if (found)
        g_hash_table_insert(book->by_text, g_strdup(name), found);
    return found;
}

BookedSubject *subject_book_add(SubjectBook *book, const char *name, const char *const *cells,
                                char **fault)
{
    const char *complete[N_SUBJECT_COLUMNS];
    for (guint i = 0; i < N_SUBJECT_COLUMNS; i++)
        complete[i] = cells[i] ? cells[i] : "";
    g_autofree char *id = draft_id(name, "", "subject", ID_LENGTH_LIMIT, book->by_id);
    if (!*complete[SUBJECT_ID])
        complete[SUBJECT_ID] = id;
    if (!*complete[SUBJECT_NAME])
        complete[SUBJECT_NAME] = name;
    if (!*complete[SUBJECT_KIND])
        complete[SUBJECT_KIND] = "model";
    *fault = draft_fault(book->schema, subject_columns, complete, N_SUBJECT_COLUMNS, NULL);
    if (!*fault && g_hash_table_contains(book->by_id, complete[SUBJECT_ID]))
        *fault = g_strdup_printf("the id \"%s\" for \"%s\" is another subject's",
                                 complete[SUBJECT_ID], name);
    if (*fault)
        return NULL;
    BookedSubject *subject = add_subject(book, NULL, complete);
    add_name(book, name, subject);
    g_hash_table_insert(book->by_text, g_strdup(name), subject);
    return subject;
}

const char *subject_book_near(SubjectBook *book, const char *name)
{
    const char *known = g_hash_table_lookup(book->near, name);
    if (known)
        return known;
    if (g_hash_table_size(book->near) >= NEAR_LIMIT)
        return "";
    if (!book->names)
        book->names = names_new_subjects(book->claims);
    g_auto(NameMatch) match;
    names_find(book->names, name, FALSE, &match);
    char *list = name_match_list(&match);
    g_hash_table_insert(book->near, g_strdup(name), list);
    return list;
}

const GPtrArray *subject_book_subjects(const SubjectBook *book)
{
    return book->subjects;
}
