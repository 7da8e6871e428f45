#include "chart/gradient.h"

#include <math.h>
#include <string.h>

static gboolean read_share(const cJSON *json, const char *name, double fallback, double *share)
{
    const cJSON *item = json_member(json, name);
    *share = cJSON_IsNumber(item) ? item->valuedouble : fallback;
    return (!item || cJSON_IsNumber(item)) && fabs(*share) <= 1000;
}

static gboolean read_stops(const cJSON *list, Gradient *gradient)
{
    static const char *const members[] = {"offset", "color", NULL};
    double least = 0;
    for (const cJSON *item = cJSON_IsArray(list) ? list->child : NULL; item; item = item->next) {
        GradientStop *stop = &gradient->stops[gradient->n_stops];
        const char *color = json_string(item, "color");
        stop->offset = json_number(item, "offset", NAN);
        for (const cJSON *member = item->child; member; member = member->next) {
            if (!member->string || !g_strv_contains(members, member->string))
                return FALSE;
        }
        if (++gradient->n_stops > GRADIENT_MOST_STOPS - 1 || !color ||
            !color_parse(color, &stop->color) || !(stop->offset >= 0 && stop->offset <= 1))
            return FALSE;
        stop->offset = least = fmax(stop->offset, least); /* as SVG has it */
    }
    return gradient->n_stops > 0;
}

gboolean gradient_parse(const cJSON *json, Gradient *gradient)
{
    static const char *const members[] = {"gradient", "stops", "id", "x1", "y1", "x2", "y2", NULL};
    static const char *const radii[] = {"r1", "r2", NULL};
    *gradient = (Gradient){0};
    const char *kind = json_string(json, "gradient");
    if (!kind || (strcmp(kind, "linear") != 0 && strcmp(kind, "radial") != 0))
        return FALSE;
    gradient->radial = *kind == 'r';
    for (const cJSON *item = json->child; item; item = item->next) {
        if (!g_strv_contains(members, item->string) &&
            !(gradient->radial && g_strv_contains(radii, item->string)))
            return FALSE;
    }
    const double middle = gradient->radial ? 0.5 : 0;
    return read_share(json, "x1", middle, &gradient->from[0]) &&
           read_share(json, "y1", middle, &gradient->from[1]) &&
           read_share(json, "x2", gradient->radial ? 0.5 : 1, &gradient->to[0]) &&
           read_share(json, "y2", middle, &gradient->to[1]) &&
           read_share(json, "r1", 0, &gradient->radius[0]) && gradient->radius[0] >= 0 &&
           read_share(json, "r2", 0.5, &gradient->radius[1]) && gradient->radius[1] >= 0 &&
           read_stops(json_member(json, "stops"), gradient);
}

Gradient *gradient_new(const Gradient *gradient)
{
    Gradient *copy = g_rc_box_new(Gradient);
    *copy = *gradient;
    return copy;
}

Gradient *gradient_ref(Gradient *gradient)
{
    return g_rc_box_acquire(gradient);
}

void gradient_unref(Gradient *gradient)
{
    g_rc_box_release(gradient);
}

gboolean gradient_fit(const Gradient *gradient, const double box[4], double factor[2],
                      double term[2])
{
    const double size[2] = {box[2] - box[0], box[3] - box[1]};
    const double side = fmax(size[0], size[1]);
    for (int i = 0; i < 2; i++) {
        const double length = gradient->radial ? side : size[i];
        factor[i] = 1 / length;
        term[i] = -(box[i] + (size[i] - length) / 2) / length;
    }
    return size[0] > 0 && size[1] > 0;
}
