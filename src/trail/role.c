#include "trail/role.h"

static void append(GArray *roles, const GPtrArray *drawn, const Claim *claim, const char *name,
                   const char *reason)
{
    const ClaimRole role = {claim, name, reason,
                            drawn && g_ptr_array_find((GPtrArray *)drawn, claim, NULL)};
    g_array_append_val(roles, role);
}

static void append_all(GArray *roles, const GPtrArray *drawn, const GArray *rivals,
                       const char *name)
{
    for (guint i = 0; rivals && i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        append(roles, drawn, rival->claim, name, rival->reason);
    }
}

/* drawn: const Claim*; NULL: none */
static GArray *list_roles(const Figure *figure, const GPtrArray *drawn)
{
    GArray *roles = g_array_new(FALSE, FALSE, sizeof(ClaimRole));
    if (figure->chosen)
        append(roles, drawn, figure->chosen, "chosen", NULL);
    for (guint i = 0; figure->agreeing && i < figure->agreeing->len; i++)
        append(roles, drawn, g_ptr_array_index(figure->agreeing, i), "agreeing", NULL);
    append_all(roles, drawn, figure->rivals, "rival");
    append_all(roles, drawn, figure->set_aside, "set-aside");
    return roles;
}

GArray *claim_roles_list(const DrawnFigure *drawn)
{
    return list_roles(drawn->figure, drawn->claims);
}

GArray *claim_roles_of(const Figure *figure)
{
    return list_roles(figure, NULL);
}
