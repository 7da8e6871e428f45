#include "trail/role.h"

static void append(GArray *roles, const DrawnFigure *drawn, const Claim *claim, const char *name,
                   const char *reason)
{
    const ClaimRole role = {claim, name, reason, g_ptr_array_find(drawn->claims, claim, NULL)};
    g_array_append_val(roles, role);
}

static void append_all(GArray *roles, const DrawnFigure *drawn, const GArray *rivals,
                       const char *name)
{
    for (guint i = 0; rivals && i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        append(roles, drawn, rival->claim, name, rival->reason);
    }
}

GArray *claim_roles_list(const DrawnFigure *drawn)
{
    const Figure *figure = drawn->figure;
    GArray *roles = g_array_new(FALSE, FALSE, sizeof(ClaimRole));
    if (figure->chosen)
        append(roles, drawn, figure->chosen, "chosen", NULL);
    for (guint i = 0; figure->agreeing && i < figure->agreeing->len; i++)
        append(roles, drawn, g_ptr_array_index(figure->agreeing, i), "agreeing", NULL);
    append_all(roles, drawn, figure->rivals, "rival");
    append_all(roles, drawn, figure->set_aside, "set-aside");
    return roles;
}
