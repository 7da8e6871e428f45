#include "scene/wording.h"

#include <string.h>

static const char *const languages[] = {"en", "pt", "es", "fr", "de", "it"};

static const char *const words[N_WORDINGS][G_N_ELEMENTS(languages)] = {
    [WORDING_SOURCE] = {"Source", "Fonte", "Fuente", "Source", "Quelle", "Fonte"},
    [WORDING_SOURCES] = {"Sources", "Fontes", "Fuentes", "Sources", "Quellen", "Fonti"},
    [WORDING_SOURCES_IN] =
        {"{n} sources, numbered in {file} with the words that each figure rests on",
         "{n} fontes, numeradas em {file} com as palavras em que cada número se apoia",
         "{n} fuentes, numeradas en {file} con las palabras en que se apoya cada cifra",
         "{n} sources, numérotées dans {file} avec les mots sur lesquels repose chaque chiffre",
         "{n} Quellen, nummeriert in {file} mit den Worten, auf denen jede Zahl beruht",
         "{n} fonti, numerate in {file} con le parole su cui si basa ogni cifra"},
    [WORDING_ROWS_LABELLED] = {"One row in {n} is labelled", "Uma linha em cada {n} tem rótulo",
                               "Una fila de cada {n} lleva etiqueta",
                               "Une ligne sur {n} est étiquetée", "Jede {n}. Zeile ist beschriftet",
                               "Una riga su {n} ha un'etichetta"},
    [WORDING_COLUMNS_LABELLED] = {"One column in {n} is labelled",
                                  "Uma coluna em cada {n} tem rótulo",
                                  "Una columna de cada {n} lleva etiqueta",
                                  "Une colonne sur {n} est étiquetée",
                                  "Jede {n}. Spalte ist beschriftet",
                                  "Una colonna su {n} ha un'etichetta"},
    [WORDING_UNLABELLED] = {"Points without room for their labels: {n}",
                            "Pontos sem espaço para o rótulo: {n}",
                            "Puntos sin espacio para su etiqueta: {n}",
                            "Points sans place pour leur étiquette : {n}",
                            "Punkte ohne Platz für ihre Beschriftung: {n}",
                            "Punti senza spazio per la loro etichetta: {n}"},
    [WORDING_ALL_IN] = {"; all figures are in {file}", "; todos os números estão em {file}",
                        "; todas las cifras están en {file}",
                        " ; tous les chiffres sont dans {file}", "; alle Zahlen stehen in {file}",
                        "; tutte le cifre sono in {file}"},
    [WORDING_SOLID] = {"reported as fact", "relatado como fato", "informado como hecho",
                       "rapporté comme un fait", "als Tatsache berichtet", "riportato come fatto"},
    [WORDING_HATCHED] = {"planned or target", "planejado ou meta", "previsto u objetivo",
                         "prévu ou objectif", "geplant oder Ziel", "previsto o obiettivo"},
    [WORDING_OUTLINED] = {"estimated or rumoured", "estimado ou rumor", "estimado o rumor",
                          "estimé ou rumeur", "geschätzt oder gerüchteweise",
                          "stimato o ufficioso"},
    [WORDING_CHOSEN] = {"chosen among contradicting claims", "escolhida entre contraditórias",
                        "elegida entre contradictorias",
                        "choisi parmi des affirmations contradictoires",
                        "gewählt unter widersprüchlichen Angaben",
                        "scelto tra affermazioni contraddittorie"},
    [WORDING_OTHERS] = {"others", "outros", "otros", "autres", "andere", "altri"},
    [WORDING_CLAIM] = {"{n} claim", "{n} afirmação", "{n} afirmación", "{n} affirmation",
                       "{n} Angabe", "{n} affermazione"},
    [WORDING_CLAIMS] = {"{n} claims", "{n} afirmações", "{n} afirmaciones", "{n} affirmations",
                        "{n} Angaben", "{n} affermazioni"},
    [WORDING_NO_DATA] = {"no data", "sem dados", "sin datos", "aucune donnée", "keine Daten",
                         "nessun dato"},
    [WORDING_NOT_YET] = {"not yet actual", "ainda não realizado", "aún no realizado",
                         "pas encore réel", "noch nicht eingetreten", "non ancora effettivo"},
};

/* By the primary subtag: "pt-BR" is "pt". */
static gsize find_language(const char *tag)
{
    const gsize length = strcspn(tag, "-");
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (strlen(languages[i]) == length && g_ascii_strncasecmp(tag, languages[i], length) == 0)
            return i;
    }
    return 0;
}

const char *wording_find(Wording wording, const char *language)
{
    return words[wording][find_language(language)];
}

char *wording_format(Wording wording, const char *language, guint n, const char *file)
{
    GString *text = g_string_new(wording_find(wording, language));
    g_autofree char *number = g_strdup_printf("%u", n);
    g_string_replace(text, "{n}", number, 1);
    g_string_replace(text, "{file}", file ? file : "", 1);
    return g_string_free(text, FALSE);
}
